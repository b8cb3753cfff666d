import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gongjian.bulletins.permissions import WHO
from gongjian.bulletins.rules import (
    MOVES,
    Move,
    State,
    check_words,
    figures_in,
    filled,
    loose_numbers,
)
from gongjian.bulletins.rules.words import LONGEST

KNOWN = {"items", "gap", "KC.gap"}
BEFORE = "Of {items} items in 3 lines, the gap is {gap}."
words = st.text(st.characters(exclude_characters="{}\x00", exclude_categories=("Cs", "Nd")), max_size=40)
digits = st.characters(categories=["Nd"])


def verdict(text, before=BEFORE):
    return check_words(text, known=KNOWN, before=before)


@pytest.mark.parametrize(
    "text",
    [
        BEFORE,
        "The gap of {gap} is in {items} items; we look at 3 lines.",
        "Nothing to say.",
        "{KC.gap} against {gap}",
        "",
    ],
)
def test_words_may_change_and_figures_may_move_or_go(text):
    assert verdict(text)


@given(words, st.text(digits, min_size=1, max_size=6), words)
def test_whoever_types_a_figure_is_refused(before, number, after):
    assert not verdict(f"{before}{number}{after}", before=before + after)


@pytest.mark.parametrize(
    "typed",
    [
        "10月30日",
        "2026年",
        "2026年10月30日前",
        "2027年1月",
        "12月1日至5日",
        "9月13日、28日",
        "11月底",
        "示攻坚办〔2026〕8号",
        "示攻坚办〔2026〕8號",
        "2026-10-30",
        "30 October 2026",
        "13 Nov",
    ],
)
def test_dates_and_document_numbers_may_be_typed(typed):
    assert verdict(f"请各单位于{typed}抓好落实。")


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("完成213项", "213"),
        ("10月30日前完成213项", "213"),
        ("13月5日", "13"),
        ("10月35日", "35"),
        ("2月30日", "30"),
        ("逾期30日", "30"),
        ("5个月", "5"),
        ("110月", "110"),
        ("第8号", "8"),
        ("3026年", "3026"),
        ("64.7%", "64.7"),
        ("1.10月", "1.10"),
    ],
)
def test_any_other_figure_is_refused_by_its_name(typed, named):
    refused = verdict(f"请{typed}。")

    assert not refused
    assert f"“{named}” is a typed figure" in str(refused.reason)
    assert "10月30日" in str(refused.reason)


@given(words, st.sampled_from(sorted(KNOWN)), words)
def test_words_around_a_named_figure_are_never_refused(before, name, after):
    assert verdict(f"{before}{{{name}}}{after}")


@given(st.text(digits, min_size=1, max_size=4))
def test_a_number_of_the_assembled_text_may_stay_but_not_stand_twice(number):
    assert verdict(f"see {number}", before=f"line {number}")
    assert not verdict(f"{number} and {number}", before=f"line {number}")


@given(
    st.text(st.characters(exclude_characters="{}\x00", exclude_categories=("Cs",)), min_size=1, max_size=12)
)
def test_no_figure_is_invented(name):
    assume(name not in KNOWN)

    assert str(verdict(f"{{{name}}}").reason) == (
        f"There is no figure called {{{name}}}. Choose one from the list."
    )


@pytest.mark.parametrize("text", ["{items", "items}", "{{items}}", "}{", "{items}}"])
def test_a_brace_is_closed(text):
    assert not verdict(text)


def test_a_number_cannot_be_hidden_in_two_halves_of_another():
    assert not verdict("4 2", before="42")
    assert not verdict("4{gap}2", before="42")


def test_the_text_is_not_longer_than_a_bulletin_may_be():
    assert verdict("字" * LONGEST)
    assert not verdict("字" * (LONGEST + 1))


def test_figures_stand_where_their_names_stood():
    assert figures_in(BEFORE) == ["items", "gap"]
    assert filled("{items} of {other}", {"items": "524"}) == "524 of {other}"
    assert list(loose_numbers("1,234 in {p1} of 5.5%")) == ["1,234", "5.5"]


LEADS = {
    (Move.EDIT, State.DRAFT): State.DRAFT,
    (Move.PROPOSE, State.DRAFT): State.PROPOSED,
    (Move.RETURN, State.PROPOSED): State.DRAFT,
    (Move.RETURN, State.APPROVED): State.DRAFT,
    (Move.APPROVE, State.PROPOSED): State.APPROVED,
    (Move.ISSUE, State.APPROVED): State.ISSUED,
    (Move.DISCARD, State.DRAFT): State.DISCARDED,
}


@pytest.mark.parametrize("move", list(Move))
@pytest.mark.parametrize("state", list(State))
def test_a_bulletin_moves_only_along_the_table(move, state):
    assert bool(MOVES.check(move, state)) == ((move, state) in LEADS)
    if (move, state) in LEADS:
        assert MOVES.target(move) == LEADS[move, state]


def test_every_move_has_a_place_in_the_table_and_somebody_who_may_make_it():
    assert set(MOVES.table) == set(WHO) == set(Move)
