"""The words in which an attribute is declared: where it comes from, how it is asked for, how it looks."""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from gongjian.documents.sheet import CellKind
from gongjian.kernel.text import Text
from gongjian.kernel.vocabulary import Term

T = TypeVar("T")


class Found(StrEnum):
    """How a typed word finds it: as it is written, and people by their initials too."""

    TEXT = "text"
    PERSON = "person"


def as_it_is(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True)
class Fact:
    """Where a field of a standing comes from: paths from a baseline (none: it is worked out) and from the projection.

    Of several paths the first counts that says something."""

    promised: str | tuple[str, ...] = ()
    kept: str | tuple[str, ...] = ()
    found: Found | None = None
    then: str | tuple[str, ...] = ()  # from the particulars that were known on an earlier day
    stored: Callable[[Any], Any] = as_it_is  # as the projection keeps it

    @property
    def paths(self) -> tuple[str, ...]:
        return self.kept if isinstance(self.kept, tuple) else (self.kept,)

    @property
    def path(self) -> str:
        return self.paths[0]

    @property
    def is_a_column(self) -> bool:
        """Whether the projection itself keeps it, and does not read it next door."""
        return len(self.paths) == 1 and "__" not in self.path


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison with two sides: a lookup of the database, and a predicate on a value in hand."""

    lookup: str
    holds: Callable[[Any, Any], bool]


IS = Comparison("", operator.eq)
AMONG = Comparison("__in", lambda value, wanted: value in wanted)
FROM = Comparison("__gte", operator.ge)
THROUGH = Comparison("__lte", operator.le)


class Typed(StrEnum):
    """What somebody answers a question with."""

    CHOICE = "choice"
    WORDS = "words"
    DAY = "day"
    TICK = "tick"


@dataclass(frozen=True, slots=True)
class Question:
    """What may be asked of the list about an attribute: its name in the address, and the fact that answers it."""

    name: str
    fact: str
    label: Text
    typed: Typed = Typed.CHOICE
    comparison: Comparison = IS
    words: type[Term] | None = None  # to choose among
    tick: Any = None  # what a tick compares with
    said: Text = Text("")  # what a tick says
    anything: Text = Text("")  # the choice that asks for nothing
    shown: str = ""  # the fact that names a choice
    among: str = ""  # many that an item belongs to: the path from the item
    at_hand: bool = False  # beside the search, not in the menu


class Look(StrEnum):
    """How a cell is drawn on the page."""

    TEXT = "text"
    CLIPPED = "clipped"
    PROJECT = "project"
    LIGHT = "light"
    DAY = "day"
    DUE = "due"
    AMOUNT = "amount"
    BAR = "bar"
    PERCENT = "percent"
    POINTS = "points"
    FORECAST = "forecast"
    CHIP = "chip"


class ColumnPlace(StrEnum):
    """Where a column stands: always, unless somebody takes it away, when somebody asks for it, or in a sheet only."""

    ALWAYS = "always"
    USUAL = "usual"
    OFFERED = "offered"
    SHEET = "sheet"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Attribute(Generic[T]):
    """One attribute as people see it; `read` gives what stands in its cell."""

    word: Term
    read: Callable[[T], Any]
    look: Look = Look.TEXT
    place: ColumnPlace = ColumnPlace.OFFERED
    order: tuple[str, ...] = ()  # facts
    ordered_as: str = ""  # in the address, where it is not the word
    by: Text = Text("")  # how a grouping is called; it groups by the fact of its name
    grouped: tuple[
        str, ...
    ] = ()  # the facts in whose order groups stand, where it is not that of the fact itself
    group: Callable[[T], Any] | None = (
        None  # what stands above a group, where it is not what stands in the cell
    )
    questions: tuple[Question, ...] = ()
    unit: Text = Text("")
    width: float = 14
    paper: CellKind = CellKind.TEXT
    places: int | None = None

    @property
    def title(self) -> Callable[[T], Any]:
        return self.group or self.read
