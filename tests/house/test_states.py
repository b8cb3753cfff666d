"""Every state has a way out or is an end, and every move can be made from somewhere."""

import pytest

from scripts.pages import tables_of_moves

TABLES = [
    pytest.param(moves, id=f"{room}.{name}")
    for room, tables in tables_of_moves().items()
    for name, moves in tables
]


def states_of(moves):
    return set(type(next(iter(moves.arrows()))[0]))


@pytest.mark.parametrize("moves", TABLES)
def test_every_state_is_reached_or_is_where_it_begins(moves):
    reached = {target for _, _, target in moves.arrows()}
    first = next(iter(type(next(iter(reached)))))

    assert states_of(moves) - reached - {first} == set()


@pytest.mark.parametrize("moves", TABLES)
def test_no_move_is_missing_from_the_table(moves):
    assert set(type(next(iter(moves.table)))) == set(moves.table)


@pytest.mark.parametrize("moves", TABLES)
def test_there_is_a_way_to_an_end_or_back_from_every_state(moves):
    leads = {source for source, _, _ in moves.arrows()}
    ends = states_of(moves) - leads

    assert len(ends) <= 3, "more than three states that nobody leaves: done, refused, taken back"
