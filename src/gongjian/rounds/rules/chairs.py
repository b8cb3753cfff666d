"""Empty chairs: a question about desks that is asked with them answers for the desks of nobody too."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from gongjian.campaigns.rules import Role, Seating

ROLES = tuple(Role)


class Chair(NamedTuple):
    """One role at one organisation; without an organisation, wherever in the campaign."""

    role: Role
    where: int | None = None

    @property
    def number(self) -> int:
        """Below nought, where no person has a number."""
        return -((self.where or 0) * len(ROLES) + ROLES.index(self.role)) - 1


def chair_of(number: int) -> Chair:
    where, role = divmod(-number - 1, len(ROLES))
    return Chair(ROLES[role], where or None)


def chairs_among(people: Iterable[int]) -> Iterator[Chair]:
    yield from sorted(
        (chair_of(one) for one in people if one < 0), key=lambda one: (one.where or 0, ROLES.index(one.role))
    )


def somebody(people: Iterable[int]) -> frozenset[int]:
    """Those who are people, and no chairs."""
    return frozenset(one for one in people if one > 0)


@dataclass(frozen=True)
class WithEmptyChairs(Seating):
    """Everybody who sits somewhere, and on every desk an empty chair beside them."""

    stands: frozenset[tuple[Role, int]] = frozenset()

    def people(self, *roles: Role, at: int | None = None) -> frozenset[int]:
        return Seating.people(self, *roles, at=at) | self.empty(roles, at)

    def first(self, *roles: Role, at: int | None = None) -> frozenset[int]:
        return Seating.first(self, *roles, at=at) | self.empty(roles, at)

    def organisations(self, *roles: Role) -> set[int]:
        return Seating.organisations(self, *roles) | {where for role, where in self.stands if role in roles}

    def empty(self, roles: Iterable[Role], at: int | None) -> frozenset[int]:
        return frozenset(Chair(role, at).number for role in roles)


def passed_on(seating: Seating, held: Iterable[tuple[Role, int]], *, person: int, to: int | None) -> Seating:
    """As people would sit after these seats had gone from one to the other, or to nobody."""
    seats = set(held)
    left = {one for one in seating.taken if not (one[2] == person and (one[0], one[1]) in seats)}
    came = {(role, where, to) for role, where in seats} if to else set()
    return Seating(frozenset(left | came))
