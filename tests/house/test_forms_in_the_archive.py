"""A link to a page that only asks is marked, so that the archive, where nothing is asked any more, does not offer it."""

import re

import pytest
from django.urls import URLResolver, get_resolver

from tests.house.plan import SRC

LINK = re.compile(r"<a\b(?:[^>{]|{%.*?%}|{{.*?}})*>")
LEADS_TO = re.compile(r"""url ['"]([\w:]+)['"]""")
BUTTON = re.compile(r'class="(?:btn|menu-entry)')
OF_NO_CAMPAIGN = ("people:", "county:", "setup:", "verifying:")
READ_AS_WELL = {
    "campaigns:calendar",
    "campaigns:settings",
    "notices:mine",
    "notices:wording",
    "registers:settings",
    "worklist:standard_steps",
}


def named(patterns, room=""):
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from named(one.url_patterns, f"{one.namespace}:" if one.namespace else room)
        elif one.name:
            yield f"{room}{one.name}", one.callback


def methods(view):
    while view is not None:
        kept = (cell.cell_contents for cell in getattr(view, "__closure__", None) or ())
        for value in kept:
            if isinstance(value, list | tuple) and value and all(str(one).isupper() for one in value):
                return set(value)
        view = getattr(view, "__wrapped__", None)
    return set()


FORMS = {
    name
    for name, view in named(get_resolver().url_patterns)
    if methods(view) >= {"GET", "POST"} and name not in READ_AS_WELL and not name.startswith(OF_NO_CAMPAIGN)
}


def unmarked(source):
    for link in LINK.findall(source):
        name = LEADS_TO.search(link)
        if name and name[1] in FORMS and BUTTON.search(link) and "data-form" not in link:
            yield name[1]


def test_every_button_that_leads_to_a_form_is_marked():
    pages = sorted((SRC / "web" / "templates").rglob("*.html"))
    found = {f"{page.name}: {name}" for page in pages for name in unmarked(page.read_text(encoding="utf-8"))}

    assert len(FORMS) > 30
    assert found == set()


@pytest.mark.parametrize("name", ["worklist:letter_move", "worklist:list_move", "obstacles:raise"])
def test_such_a_button_is_found(name):
    assert list(unmarked(f"""<a class="btn" href="{{% url '{name}' campaign.slug %}}">"""))
    assert not list(unmarked(f"""<a data-form class="btn" href="{{% url '{name}' campaign.slug %}}">"""))
