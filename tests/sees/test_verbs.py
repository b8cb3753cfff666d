"""Who sees everything and may do nothing presses every button: refused at once, whatever was typed."""

import logging

import pytest
from django.test import Client

from tests.sees.asking import address, patterns
from tests.sees.world import Lived
from tests.world import signed_in

THEIR_OWN = {
    "campaigns:obligations", "first_password", "notices:close_feed", "notices:mine", "notices:open_feed", "notices:read",
    "obstacles:raise", "set_language", "verifying:verify", "worklist:forget_view", "worklist:save_view",
}  # fmt: skip
LEADS_ON = {"worklist:rebaseline", "worklist:withdraw"}
NOTHING_TYPED = {"meetings:attendance", "reporting:save"}
"""Nothing is done, and nothing refused: no verb is called."""
FORM_FIRST = {
    "bulletins:edit", "campaigns:calendar", "campaigns:cancel_obligation", "campaigns:obligation", "campaigns:plan_fact",
    "campaigns:rulebook", "campaigns:target", "meetings:add_agenda_item", "meetings:add_photo", "meetings:add_point",
    "meetings:add_venue", "meetings:attach", "meetings:decide", "meetings:enter_project", "meetings:invite",
    "meetings:tell_start", "registers:count", "registers:drop", "reporting:reopen",
}  # fmt: skip
"""The form is looked at first; the verb asks when it is filled in."""
NOT_NOW = {
    "bulletins:acknowledge", "obstacles:ask_for_time", "registers:mark_many", "registers:move", "registers:take_standard",
    "registers:undo_import", "worklist:take_standard_steps", "worklist:undo_import",
}  # fmt: skip
NOT_THERE = {
    "bulletins:draft", "meetings:decide_line", "meetings:handle_agenda_item", "meetings:handle_point", "notices:again",
    "obstacles:decide_escalation", "obstacles:decide_time", "people:hand_over", "setup:first",
    "worklist:end_hold", "worklist:list_move", "worklist:save_list_rows", "demo:enter", "demo:move_clock", "gallery:autosave", "gallery:refused",
}  # fmt: skip
KNOWN = THEIR_OWN | LEADS_ON | NOTHING_TYPED | FORM_FIRST | NOT_NOW | NOT_THERE
ONLY_READ = 405


@pytest.mark.django_db
@pytest.mark.timeout(300)
def test_who_may_not_is_refused_before_what_was_typed_is_looked_at():
    logging.disable(logging.CRITICAL)
    here = Lived()
    client = signed_in(Client(), here.people["supervisor"])
    answers = {name: client.post(address(name, path, here.gaps)).status_code for name, path, _ in patterns()}
    logging.disable(logging.NOTSET)

    assert max(answers.values()) < 500
    refused = {name for name, status in answers.items() if status == 403}
    acting = {name for name, status in answers.items() if status != ONLY_READ}
    assert acting - refused == KNOWN
    assert len(refused) > 90
