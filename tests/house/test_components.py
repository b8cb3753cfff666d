"""A component is written once: its markup stands in `ui` and nowhere else, and templates are written to be read."""

import re

import pytest

from tests.house.plan import SRC

HOME = SRC / "ui"
PAGES = [*(SRC / "web" / "templates").rglob("*.html"), *(SRC / "web" / "jinja2").rglob("*.html")]


def classed(name, tag=r"\w+"):
    return re.compile(rf'<{tag}[^<>]* class="{name}(?![\w-])|<{tag} class="{name}(?![\w-])')


MARKUP = {
    "panel": classed("panel", "(?:section|div|details)"),
    "panel_head": classed("panel-head"),
    "panel_body": classed("panel-body"),
    "notice": classed("notice"),
    "menu": classed("menu", "details"),
    "crumbs": classed("crumbs"),
    "filters": classed("filter-(?:menu|sheet)"),
    "day field": classed("day-field"),
    "post": re.compile(r'<form\b[^>]*method="post"'),
    "icon": classed("icon", "svg"),
    "light": re.compile(r'class="light light-'),
    "light bar": classed("light-bar"),
    "squares": classed("squares?"),
    "bar": classed("bar-(?:track|fill)"),
    "empty state": classed("blank-state"),
    "stat": classed("stat"),
    "toast": classed("toast-line"),
    "chips": classed("chip"),
    "timeline": classed("story-event"),
    "pager": classed("pager"),
}
ELSEWHERE = {
    "503.html": {"post"},  # drawn when nothing works: needs no components, no catalogue, no session
    "worklist/worklist.html": {"menu"},  # the columns: its list is a form that an island reads
    "gallery/_tables.html": {"menu"},  # the same, to be looked at
    # The second template language draws the few tables that are drawn often.
    "worklist/table.html": {"chips", "empty state", "pager"},
    "obstacles/pile.html": {"panel", "panel_head"},
    "reporting/evidence.html": {"post"},
    "reporting/rows.html": {"bar"},
    "refused.html": {"toast"},  # a page, and in place of a part the message itself
    # Versions with what changed in each: no plain list of events.
    "campaigns/rulebook.html": {"timeline"},
    "obstacles/_talk.html": {"timeline"},  # moves, comments and instructions in one stream
}
LONGEST, SHARE = 160, 0.05


def place_of(path):
    return "/".join(path.relative_to(SRC / "web").parts[1:])


@pytest.mark.parametrize("component", MARKUP)
def test_the_markup_of_a_component_stands_in_its_home_alone(component):
    found = {place_of(page) for page in PAGES if MARKUP[component].search(page.read_text(encoding="utf-8"))}

    assert found == {page for page, components in ELSEWHERE.items() if component in components}


def test_every_component_is_looked_for_as_it_is_written():
    sources = "".join(
        source.read_text(encoding="utf-8") for source in (*HOME.rglob("*.html"), *HOME.rglob("*.py"))
    )
    holders = {
        "panel",
        "panel_head",
        "panel_body",
        "notice",
        "menu",
        "crumbs",
        "post",
        "icon",
        "light",
        "light bar",
    }

    assert [name for name in MARKUP if name not in holders and not MARKUP[name].search(sources)] == []


def test_templates_are_written_to_be_read():
    lines = [
        line
        for page in (*PAGES, *HOME.rglob("*.html"))
        for line in page.read_text(encoding="utf-8").splitlines()
    ]
    long = sum(len(line) for line in lines if len(line) > LONGEST)

    assert long <= SHARE * sum(map(len, lines))
