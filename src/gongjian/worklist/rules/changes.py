"""Requests to change what has been filed: who agrees, who decides, and until when one may ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from gongjian.kernel.calendar import WorkCalendar
from gongjian.kernel.moves import Moves
from gongjian.kernel.sections import rule
from gongjian.kernel.verdict import YES, Verdict, no
from gongjian.kernel.vocabulary import Term


class ChangeState(Term):
    REQUESTED = "requested", "requested"
    AGREED = "agreed", "agreed by the head"
    GRANTED = "granted", "granted"
    REFUSED = "refused", "refused"
    WITHDRAWN = "withdrawn", "withdrawn"


class ChangeMove(Term):
    AGREE = "agree", "Agree"
    GRANT = "grant", "Grant"
    REFUSE = "refuse", "Refuse"
    WITHDRAW = "withdraw", "Withdraw the request"


CHANGE_MOVES = Moves(
    {
        ChangeMove.AGREE: (frozenset({ChangeState.REQUESTED}), ChangeState.AGREED),
        ChangeMove.GRANT: (frozenset({ChangeState.AGREED}), ChangeState.GRANTED),
        ChangeMove.REFUSE: (frozenset({ChangeState.REQUESTED, ChangeState.AGREED}), ChangeState.REFUSED),
        ChangeMove.WITHDRAW: (
            frozenset({ChangeState.REQUESTED, ChangeState.AGREED}),
            ChangeState.WITHDRAWN,
        ),
    }
)


@dataclass(frozen=True)
class ChangeRules:
    lockout_workdays: int = rule(
        5,
        "No change requests within this many working days before the due date",
        high=60,
        unit="working days",
    )


def in_time(due_on: date, *, today: date, calendar: WorkCalendar, rules: ChangeRules) -> Verdict:
    """Nobody moves a date at the last moment: the door closes some working days before the item is due."""
    left = calendar.workdays_between(today, due_on)
    if left >= rules.lockout_workdays and today <= due_on:
        return YES
    return no(
        "The item is due on %(day)s. A change can be requested until %(days)s working days "
        "before, unless the director of the Office accepts it later with a written reason.",
        day=due_on,
        days=rules.lockout_workdays,
    )


@dataclass(frozen=True, slots=True)
class Slips:
    """How often a due date moved to a later day, and by how many working days in all."""

    times: int = 0
    workdays: int = 0


def slips(due_dates: Sequence[date], calendar: WorkCalendar) -> Slips:
    later = [(earlier, now) for earlier, now in pairwise(due_dates) if now > earlier]
    return Slips(len(later), sum(calendar.workdays_between(earlier, now) for earlier, now in later))
