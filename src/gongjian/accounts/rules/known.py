"""Organisations and people as they are known, and as a sheet wants them. New ones have negative numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from gongjian.accounts.rules.words import OrganisationKind
from gongjian.reading.cells.words import normal


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    ref: int
    name: str
    short_name: str = ""
    other_names: tuple[str, ...] = ()
    kind: OrganisationKind = OrganisationKind.DEPARTMENT
    parent: int | None = None
    position: int = 0
    series: str = ""


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Somebody who has an account. Accounts that the reader of the sheet does not keep are known, but never touched."""

    ref: int
    name: str
    username: str = ""
    organisation: int | None = None
    duty: str = ""
    phone: str = ""
    email: str = ""
    role: str = ""
    is_kept: bool = True

    @property
    def key(self) -> str:
        return normal(self.name)


@dataclass(frozen=True, slots=True)
class Outside:
    """What the caller knows and this room does not: the words of series and roles, each with its code (without any,
    words stay as written), and accounts that belong to no organisation but are kept by the reader all the same.
    """

    series: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    also_kept: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Facts:
    """What a sheet is held against: the tree below one organisation, and whoever has an account."""

    top: int
    county: str
    organisations: Mapping[int, OrganisationFacts]
    people: Mapping[int, PersonFacts]
    usernames: frozenset[str]  # of everybody, in small letters
    outside: Outside = Outside()


Cells = tuple[tuple[str, object, object], ...]


def changed_cells(old: object, new: object) -> Cells:
    """The fields in which two facts differ: the name, what stood there, and what would stand there."""
    return tuple(
        (one.name, getattr(old, one.name), getattr(new, one.name))
        for one in fields(old)  # type: ignore[arg-type]
        if getattr(old, one.name) != getattr(new, one.name)
    )
