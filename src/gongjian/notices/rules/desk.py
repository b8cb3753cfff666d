"""What lies on a desk. A room says it once; the desk, the reminders and the calendar feed all read the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from gongjian.kernel.text import Text
from gongjian.kernel.vocabulary import Term

ANSWER = "answer:"  # how the key of a notice begins that answers what its reader asked


class Pile(Term):
    """The order in which a desk answers: what do I owe, what came back, what waits for my word."""

    OWED = "owed", "open tasks"
    SENT_BACK = "sent_back", "sent back"
    DECISION = "decision", "waiting for a decision"
    ANSWER = "answer", "replies to requests"
    OVERDUE = "overdue", "overdue elsewhere"


@dataclass(frozen=True, slots=True)
class Press:
    """A button that does it with nothing to type: where it sends, what it says, and what its reader had before them."""

    page: str
    args: tuple[str | int, ...]
    verb: Text
    sends: tuple[tuple[str, str | int], ...] = ()


@dataclass(frozen=True, slots=True)
class OnDesk:
    """One thing that waits for people, one click from being done.

    `key` names the duty and stays the same as long as it is the same duty. `page` and `args` are the name and the
    arguments of an address, the campaign's left out; `people` are the numbers of those who can each settle it.
    `remind` are those of them who are told when it falls due; all of them where nobody is named. `fell` says why it
    lies here and not where it would lie otherwise. `watch` are those who look after it once its day has passed,
    `held_by` those with whom it lies meanwhile. Nobody is reminded of what is quiet. `press` is there where nothing has to be
    typed.
    """

    key: str
    pile: Pile
    title: Text
    detail: Text
    page: str
    args: tuple[str | int, ...]
    people: frozenset[int]
    due_on: date | None = None
    icon: str = "report"
    remind: frozenset[int] = frozenset()
    fell: Text | None = None
    watch: frozenset[int] = frozenset()
    held_by: frozenset[int] = frozenset()
    is_quiet: bool = False
    press: Press | None = None

    @property
    def people_to_tell(self) -> frozenset[int]:
        return frozenset() if self.is_quiet else self.remind or self.people

    @property
    def concerns_somebody(self) -> bool:
        return bool(self.people or self.watch)

    def is_late(self, today: date) -> bool:
        return self.due_on is not None and self.due_on < today


def watched(thing: OnDesk, today: date, *besides: frozenset[int]) -> Iterator[OnDesk]:
    """What is overdue lies on the desks of those, too, who look after it, unless it is theirs to do."""
    people = thing.watch.union(*besides) - thing.people
    if people and thing.is_late(today):
        yield replace(
            thing,
            key=f"{thing.key}:watched",
            pile=Pile.OVERDUE,
            people=people,
            held_by=thing.held_by or thing.people,
            is_quiet=True,
            press=None,
        )


def earliest_first(found: Iterable[OnDesk]) -> Iterator[OnDesk]:
    """What lies on a desk, the earliest day first, what has none last."""
    yield from sorted(found, key=lambda one: (one.due_on is None, one.due_on or date.max, one.key))
