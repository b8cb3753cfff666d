"""docs/refusals.md says what each verb refuses; `tests/archived.py` holds it against every refusal that a test meets."""

import ast

import pytest

from tests.house.refusals import PAGE, asked_in_order, first_asked, refusals_of, refusals_told, text, verbs

ASK_NOBODY = {
    "accounts": {
        "change_organisation": "the county's pages and the campaign's ask, each by its own rule",
        "found_organisation": "the same; and set-up and the plan's paper, before anybody keeps it",
        "choose_address": "one's own",
        "choose_language": "one's own",
        "choose_password": "one's own",
        "make_first_key": "whoever has the machine",
    },
    "bulletins": {"bytes_of": "whoever sees it"},
    "meetings": {"bytes_of_paper": "whoever sees it"},
    "notices": {
        **dict.fromkeys(("choose_email", "mark_read", "open_feed"), "one's own"),
        **dict.fromkeys(("deliver_due", "give_up_lost"), "a worker"),
    },
    "rounds": dict.fromkeys(("back_up_today", "bear_witness", "carry_out", "remind"), "a worker"),
    "standing": {"bring_up_to_date": "whoever reads"},
    "work": dict.fromkeys(("beat", "claim", "finish", "hand_on", "start_periodic", "tidy"), "a worker"),
    "worklist": dict.fromkeys(("bytes_of", "print_letters", "whole_set"), "whoever sees it"),
}  # fmt: skip

STATE_FIRST = {
    "gongjian.accounts.actions.founding.found_county": "nobody is known before the county is founded"
}


def test_the_page_is_written_as_the_program_writes_it():
    assert PAGE.read_text(encoding="utf-8") == text(), "run: python -m tests.house"


def test_every_verb_says_what_it_does():
    assert [
        name for known in verbs().values() for _, name, node in known if not ast.get_docstring(node)
    ] == []


def test_every_verb_asks_who_may_or_it_is_said_why_not():
    silent = {
        (room, word)
        for room, known in verbs().items()
        for word, name, _ in known
        if "who" not in asked_in_order(name, frozenset())
    }

    assert silent == {(room, word) for room, known in ASK_NOBODY.items() for word in known}


def test_who_may_is_asked_before_what_stands():
    """A stranger learns nothing about the state, whatever is wrong with it."""
    asking = [
        name
        for room, known in verbs().items()
        for word, name, _ in known
        if word not in ASK_NOBODY.get(room, ())
    ]

    assert {name for name in asking if first_asked(name) != "who"} == set(STATE_FIRST)
    assert len(asking) > 150


def test_a_verb_of_one_move_has_the_refusals_of_that_move():
    said = [sentence for _, sentence in refusals_of("gongjian.bulletins.actions.drafting.edit_words")]

    assert "Only the supervision offices draft the ranking bulletin." in said
    assert "There is no such section." in said
    assert not [sentence for sentence in said if sentence.startswith("A second person approves")]


@pytest.mark.parametrize("room", verbs())
def test_the_page_is_read_as_it_is_written(room):
    for _, name, _ in verbs()[room]:
        written = {
            sentence for kind, sentence in refusals_of(name) if sentence and not sentence.startswith("“…”")
        }
        assert written <= refusals_told()[name]
