import pytest

from gongjian.kernel.verdict import YES
from gongjian.reporting.permissions import WHO
from gongjian.reporting.rules import MOVES, Move, State

LEADS = {
    (Move.SUBMIT, State.OPEN): State.SUBMITTED,
    (Move.SUBMIT, State.SENT_BACK): State.SUBMITTED,
    (Move.TAKE_BACK, State.SUBMITTED): State.OPEN,
    (Move.CONFIRM, State.SUBMITTED): State.CONFIRMED,
    (Move.DECLINE, State.SUBMITTED): State.SENT_BACK,
    (Move.RECEIVE, State.CONFIRMED): State.RECEIVED,
    (Move.SEND_BACK, State.CONFIRMED): State.SENT_BACK,
    (Move.SEND_BACK, State.RECEIVED): State.SENT_BACK,
}


def test_every_move_has_a_place_in_the_table_and_somebody_who_may_make_it():
    assert set(MOVES.table) == set(Move)
    assert set(WHO) == set(Move)


@pytest.mark.parametrize("move", list(Move))
@pytest.mark.parametrize("state", list(State))
def test_a_report_moves_only_along_the_table(move, state):
    assert (MOVES.check(move, state) == YES) == ((move, state) in LEADS)
    if (move, state) in LEADS:
        assert MOVES.target(move) == LEADS[move, state]


def test_no_state_is_a_dead_end_but_every_state_can_be_reached():
    reached = {target for _, _, target in MOVES.arrows()} | {State.OPEN}

    assert reached == set(State)
    assert {source for source, _, _ in MOVES.arrows()} == set(State)
