"""Components that hold something write their markup once, escape what they are given and leave out what is empty."""

import pytest
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django.utils import translation


def drawn(source, language="en", **context):
    with translation.override(language):
        return Template("{% load i18n ui %}" + source).render(Context(context))


def test_a_panel_has_a_head_and_a_body():
    assert drawn("{% panel _('Facts') %}<p>x</p>{% endpanel %}") == (
        '<section class="panel"><div class="panel-head"><h2>Facts</h2></div>'
        '<div class="panel-body"><p>x</p></div></section>'
    )


def test_a_full_panel_reaches_its_edges_and_may_bring_its_own_head():
    head = "{% panel_head 'Seats' level=3 %}<a>All</a>{% endpanel_head %}"

    assert drawn(f"{{% panel full=True kind='rail-panel' id='seats' %}}{head}{{% endpanel %}}") == (
        '<section class="panel rail-panel" id="seats"><div class="panel-head"><h3>Seats</h3><a>All</a></div></section>'
    )


def test_a_title_is_said_in_the_reader_language():
    assert "<h2>历史记录</h2>" in drawn("{% panel _('History') %}{% endpanel %}", "zh-hans")


def test_a_title_and_attributes_are_escaped():
    found = drawn("{% panel title aria_label=title %}{% endpanel %}", title='<b>"')

    assert "<b>" not in found
    assert 'aria-label="&lt;b&gt;&quot;"' in found


@pytest.mark.parametrize(
    ("open_", "written"), [(True, True), (False, False), ({}, False), ({"name": ["?"]}, True)]
)
def test_a_folded_panel_is_open_where_there_is_something_to_see(open_, written):
    assert ("<details" in drawn("{% folded 'More' open=o %}x{% endfolded %}", o=open_)) is True
    assert (" open>" in drawn("{% folded 'More' open=o %}x{% endfolded %}", o=open_)) is written


@pytest.mark.parametrize(
    ("tone", "role", "sign"),
    [("error", ' role="alert"', "alert-triangle"), ("success", "", "circle-check"), ("", "", "info-circle")],
)
def test_a_notice_has_the_sign_of_its_tone_and_an_error_is_read_out(tone, role, sign):
    found = drawn("{% notice tone %}words{% endnotice %}", tone=tone)

    assert found.startswith(f'<div class="notice{" is-" + tone if tone else ""}"{role}>')
    assert f"#{sign}" in found


def test_a_menu_says_its_label_in_words_or_to_readers_of_the_screen():
    assert 'aria-label="More"' in drawn("{% menu 'More' %}{% endmenu %}")
    assert "aria-label" not in drawn("{% menu 'More' words=True %}{% endmenu %}")


def form(source, **context):
    request = RequestFactory().get("/")
    return Template("{% load i18n ui %}" + source).render(RequestContext(request, context))


def test_a_form_carries_its_token_and_its_address():
    found = form('{% post "worklist:issue_letters" "reference" %}x{% endpost %}')

    assert found.startswith(
        '<form action="/c/reference/letters/issue/" method="post"><input type="hidden" name="csrf'
    )


def test_a_form_of_the_page_itself_names_no_address():
    assert "action" not in form("{% post kind='panel' keep='duty' %}{% endpost %}")


def test_a_form_may_ask_save_as_it_goes_and_answer_in_place():
    found = form(
        '{% post "worklist:issue_letters" "reference" at="sent" confirm=sure autosave=True swap="#sent" files=True %}{% endpost %}',
        sure='"Really?"',
    )

    assert 'data-confirm="&quot;Really?&quot;"' in found
    for name in ("action", "data-autosave", "hx-post"):
        assert f'{name}="/c/reference/letters/issue/#sent"' in found
    assert 'hx-target="#sent"' in found
    assert 'enctype="multipart/form-data"' in found


def test_what_is_not_asked_for_is_not_written():
    assert "data-" not in form('{% post "worklist:issue_letters" "reference" confirm=nothing %}{% endpost %}')
