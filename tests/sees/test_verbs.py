"""Who sees everything and may do nothing presses every button: refused at once, whatever was typed."""

import logging

import pytest
from django.test import Client

from gongjian.rounds.pages import PAGES
from tests.sees.asking import address, patterns
from tests.sees.told import is_permission, reached_in_web, required_in
from tests.sees.world import Lived
from tests.world import signed_in

THEIR_OWN = {
    "campaigns:obligations", "first_password", "notices:close_feed", "notices:mine", "notices:open_feed", "notices:read",
    "obstacles:raise", "set_language", "verifying:verify", "worklist:forget_view", "worklist:save_view",
}  # fmt: skip
LEADS_ON = {"worklist:rebaseline", "worklist:withdraw"}
NOTHING_TYPED = {"reporting:save"}
"""Nothing is done, and nothing refused: no verb is called."""
NOT_THERE = {
    "bulletins:draft", "meetings:decide_line", "meetings:handle_agenda_item", "meetings:handle_point", "notices:again",
    "obstacles:decide_escalation", "obstacles:decide_time", "people:hand_over", "setup:first",
    "worklist:end_hold", "worklist:list_move", "worklist:save_list_rows", "demo:enter", "demo:move_clock", "gallery:autosave", "gallery:refused",
}  # fmt: skip
KNOWN = THEIR_OWN | LEADS_ON | NOTHING_TYPED | NOT_THERE
ONLY_READ = 405
FORMS = ({}, {"seen": "x", "reason": "x" * 9000, "on": "2026-02-31", "file": "x", "unit": "0"})
READ_BY_MANY = {"anybody", "readers", "reporters", "answerable", "concerned"}
TRIED = "gongjian.web.forms.trying.tried"


@pytest.mark.django_db
@pytest.mark.timeout(300)
def test_who_may_not_is_refused_before_what_was_typed_is_looked_at():
    logging.disable(logging.CRITICAL)
    here = Lived()
    client = signed_in(Client(), here.people["supervisor"])
    addresses = {name: address(name, path, here.gaps) for name, path, _ in patterns()}
    answers = {
        name: {client.post(where, typed).status_code for typed in FORMS} for name, where in addresses.items()
    }
    logging.disable(logging.NOTSET)

    assert max(max(found) for found in answers.values()) < 500
    refused = {name for name, found in answers.items() if found == {403}}
    acting = {name for name, found in answers.items() if found != {ONLY_READ}}
    assert acting - refused == KNOWN
    assert len(refused) > 110


def trying():
    """Every address of a campaign where a form is tried, with all that is reached from it."""
    for name, path, view in patterns():
        while hasattr(view, "__wrapped__"):
            view = view.__wrapped__
        reached = reached_in_web(f"{view.__module__}.{view.__name__}")
        if "<slug:slug>" in path and TRIED in reached:
            yield name, reached


def asked_by_the_table(name):
    """Where the rule says more than who reads."""
    page = PAGES.get(name)
    return page is not None and (page.acts or page.opens).__name__ not in READ_BY_MANY


def asked_with_the_row(reached):
    return any(is_permission(one) for part in reached for one in required_in(part))


def test_a_form_is_tried_where_the_rooms_table_or_the_page_has_asked_who_may():
    tried = dict(trying())

    assert [name for name in tried if not (asked_by_the_table(name) or asked_with_the_row(tried[name]))] == []
    assert len(tried) > 70
