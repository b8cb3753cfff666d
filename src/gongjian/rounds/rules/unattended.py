"""What lies on no living person's desk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongjian.kernel.text import Text
from gongjian.kernel.vocabulary import Term


class Sort(Term):
    """What is left alone, in the order in which a page tells it."""

    ROLE = "role", "Vacant roles"
    UNIT = "unit", "Units without anyone in charge"
    DUTY = "duty", "Tasks that go to others"
    OBSTACLE = "obstacle", "Obstacles with nobody in charge"
    PROJECT = "project", "Projects without a leading official"


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """One thing that nobody will settle by itself: what, since when, where it stands, and what to do.

    `key` stays the same as long as it is the same thing. `since` is the day on which the last person left; there is
    none where nobody ever sat.
    """

    key: str
    sort: Sort
    title: Text
    detail: Text
    advice: Text
    page: str
    args: tuple[str | int, ...]
    since: date | None = None
    due_on: date | None = None
    icon: str = "alert-triangle"


def ordered(found: Iterable[LeftAlone]) -> list[LeftAlone]:
    sorts = list(Sort)
    return sorted(
        found, key=lambda one: (sorts.index(one.sort), one.due_on is None, one.due_on or date.max, one.key)
    )


def newly(after: Iterable[LeftAlone], before: Iterable[LeftAlone]) -> list[LeftAlone]:
    """What would be left alone then, and is not now."""
    known = {one.key for one in before}
    return [one for one in after if one.key not in known]
