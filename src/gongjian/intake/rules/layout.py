"""The columns of a list that comes in, and by which headings people know them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, Protocol, TypeVar

from gongjian.reading.cells.words import heading_key, heading_keys


class ColumnWord(Protocol):
    """A column as a list knows it: a code and a label."""

    @property
    def value(self) -> str: ...
    @property
    def label(self) -> str: ...


C = TypeVar("C", bound=ColumnWord)


@dataclass(frozen=True, eq=False)
class Layout(Generic[C]):
    """A list as it is expected. Synonyms are headings with blanks between them, the usual one first.

    Columns of a group say the same on every row of it: where they are empty, the row above that names the group
    speaks for them. A row that has nothing of its `own` columns only names its group.
    """

    columns: tuple[C, ...]
    synonyms: Mapping[C, str]
    required: tuple[C, ...]
    named_by: tuple[C, ...]  # a heading has one of these
    row_name: C
    fewest: int = 3  # columns that a heading must have
    money: tuple[C, ...] = ()  # columns of money: a unit line above the table speaks for them
    measured: tuple[C, ...] = ()  # columns whose own heading may name a unit
    group: tuple[C, ...] = ()
    group_name: C | None = None
    group_also: tuple[C, ...] = ()  # columns that name the group as well
    own: tuple[C, ...] = ()
    makes: tuple[C, ...] = ()  # beside its name one of these makes a row, whatever its first word is
    dated: tuple[C, ...] = ()  # of these, the columns that no sum fills in
    mark: C | None = None  # of rows that we wrote: they are data, word for word
    year: int | None = None  # columns of money that name another year are not read
    unasked: tuple[C, ...] = ()  # columns that nobody fills in
    else_named: Mapping[C, str] = field(
        default_factory=dict
    )  # headings that count where a better one is missing
    stands_in: Mapping[C, C] = field(default_factory=dict)  # a required column that another one can speak for

    @cached_property
    def names_group(self) -> tuple[C, ...]:
        return (*((self.group_name,) if self.group_name else ()), *self.group_also)

    @cached_property
    def headings(self) -> dict[C, str]:
        return {column: self.synonyms[column].split(" ", 1)[0] for column in self.columns}

    @cached_property
    def by_heading(self) -> dict[str, C]:
        """The first column that claims a word has it."""
        first = tuple(reversed(self.columns))
        labels = {column.label.replace(" ", "").replace(".", ""): column for column in first}
        return labels | {
            heading_key(word): column for column in first for word in self.synonyms[column].split(" ")
        }

    def else_of(self, text: str) -> C | None:
        """The column that a heading means where nothing else is that column."""
        key = heading_key(text)
        return next((one for one, words in self.else_named.items() if key in words.split(" ")), None)

    def of(self, code: str) -> C | None:
        return next((column for column in self.columns if column.value == code), None)

    def column_of(self, text: str) -> C | None:
        """The column that a heading means, if it is one that people are known to use."""
        return next((self.by_heading[key] for key in heading_keys(text) if key in self.by_heading), None)
