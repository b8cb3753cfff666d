"""The entries of a register as a board: a column for each stage, and on each card where it may go."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from gongjian.registers.queries.open_moves import OpenMove
from gongjian.registers.queries.rows import AtStage, summed_in
from gongjian.registers.rules import Layout
from gongjian.web.registers.asked import NOT_STARTED, ROWS, RowsAsked
from gongjian.web.registers.shown.rows import EntryRow
from gongjian.web.registers.shown.values import amount_told


@dataclass(frozen=True, slots=True)
class Card:
    row: EntryRow
    moves: Sequence[OpenMove]


@dataclass(frozen=True, slots=True)
class BoardColumn:
    label: str
    standing: AtStage
    unit: str
    cards: Sequence[Card]
    address: str  # of the list of all that stand here
    is_outside: bool

    @property
    def amount(self) -> str:
        """What they add up to, where they add up to anything."""
        return (
            amount_told(self.standing.amount, self.unit)
            if self.unit and self.standing.amount is not None
            else ""
        )

    @property
    def left(self) -> int:
        """How many have no card here."""
        return self.standing.entries - len(self.cards)


def columns_of_board(
    asked: RowsAsked,
    layout: Layout,
    standing: Mapping[str, AtStage],
    rows: Iterable[EntryRow],
    moves: Mapping[int, Sequence[OpenMove]],
) -> list[BoardColumn]:
    """What counts no more stands folded before the others; what has not started first, and only where there is any."""
    cards = defaultdict(list)
    for row in rows:
        cards[row.entry.stage].append(Card(row, moves.get(row.entry.pk, ())))
    rule = summed_in(layout)
    unit = layout.unit or (rule.unit if rule else "")

    def column(code: str, label: str, *, is_outside: bool = False) -> BoardColumn:
        address = asked.address(view=ROWS, stage=code or NOT_STARTED)
        return BoardColumn(label, standing.get(code, AtStage()), unit, cards[code], address, is_outside)

    waiting = [column("", gettext("Not started"))] if standing.get("") else []
    inside = [column(one.code, one.label) for one in layout.counted]
    outside = [column(one.code, one.label, is_outside=True) for one in layout.stages if one.is_outside]
    return [*outside, *waiting, *inside]
