"""Ceremonies: a programme with its times, and whether a project is ready to break ground."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TypeVar

from gongjian.kernel.text import Text
from gongjian.kernel.verdict import YES, Verdict, no
from gongjian.kernel.vocabulary import Term
from gongjian.meetings.rules.words import MeetingRules

T = TypeVar("T")


class Act(Term):
    """What happens at a point of a programme."""

    OPENING = "opening", "opening"
    INTRODUCTION = "introduction", "introduction of a project"
    SPEECH = "speech", "speech"
    PLEDGE = "pledge", "pledge"
    ADDRESS = "address", "address by a leader"
    SIGNING = "signing", "signing"
    DECLARATION = "declaration", "declaration of the start"
    OTHER = "other", "other"


SPEECHES = (Act.INTRODUCTION, Act.SPEECH, Act.PLEDGE)  # leaders' addresses are not cut


class CheckKind(Term):
    """What must be there before ground is broken: it keeps starts from being staged."""

    PERMITS = "permits", "permits"
    LAND = "land", "land for building"
    CONTRACTOR = "contractor", "contractor"
    FUNDS = "funds", "funds"


@dataclass(frozen=True, slots=True)
class Readiness:
    """The four checks of a project: met, not met, or not known yet."""

    met: Mapping[CheckKind, bool | None]

    @property
    def missing(self) -> tuple[CheckKind, ...]:
        return tuple(kind for kind in CheckKind if not self.met.get(kind))

    @property
    def is_ready(self) -> bool:
        return not self.missing


def may_break_ground(readiness: Readiness, *, reason: str) -> Verdict:
    """A project that is not ready comes on the programme only with a written reason."""
    if readiness.is_ready or reason.strip():
        return YES
    return no("Not ready yet: %(missing)s. Explain why it is on the programme anyway.", missing=readiness.missing)  # fmt: skip


def speech_is_short(act: Act, minutes: int, rules: MeetingRules) -> Verdict:
    if minutes < 1:
        return no("An agenda point takes at least one minute.")
    if act in SPEECHES and minutes > rules.speech_minutes:
        return no("A speech lasts at most %(most)s minutes.", most=rules.speech_minutes)
    return YES


def timed(begins: time, minutes: Sequence[int]) -> Iterator[tuple[time, time]]:
    """When each point begins and ends."""
    at = datetime(2000, 1, 1, begins.hour, begins.minute)  # noqa: DTZ001
    for lasts in minutes:
        after = at + timedelta(minutes=lasts)
        yield at.time(), after.time()
        at = after


def rows_of_seats(guests: Sequence[T], per_row: int) -> list[list[T]]:
    """The seats of a hall, the first row in front; whoever stands first in the list sits in the middle of a row."""
    rows = [list(guests[start : start + per_row]) for start in range(0, len(guests), per_row)]
    return [from_the_middle(row) for row in rows]


def from_the_middle(row: Sequence[T]) -> list[T]:
    """The first in the middle, the second at its left hand, the third at its right, as county halls are seated."""
    seats: list[T] = []
    for place, guest in enumerate(row):
        seats.insert(0, guest) if place % 2 else seats.append(guest)
    return seats


def duration_told(minutes: int) -> Text:
    return Text("%(minutes)s minutes in total", minutes=minutes)
