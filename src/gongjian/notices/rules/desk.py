"""What lies on a desk. A room says it once; the desk, the reminders and the calendar feed all read the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from gongjian.kernel.text import Text
from gongjian.kernel.vocabulary import Term


class Pile(Term):
    """The order in which a desk answers: what do I owe, what came back, what waits for my word."""

    OWED = "owed", "owed"
    SENT_BACK = "sent_back", "sent back"
    DECISION = "decision", "waiting for a decision"


@dataclass(frozen=True, slots=True)
class OnDesk:
    """One thing that waits for people, one click from being done.

    `key` names the duty and stays the same as long as it is the same duty. `page` and `args` are the name and the
    arguments of an address, the campaign's left out; `people` are the numbers of those who can each settle it.
    `remind` are those of them who are told when it falls due; all of them where nobody is named.
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

    @property
    def told(self) -> frozenset[int]:
        return self.remind or self.people

    def is_late(self, today: date) -> bool:
        return self.due_on is not None and self.due_on < today


def in_order(found: Iterable[OnDesk]) -> Iterator[OnDesk]:
    """The earliest day first, what has none last."""
    yield from sorted(found, key=lambda one: (one.due_on is None, one.due_on or date.max, one.key))
