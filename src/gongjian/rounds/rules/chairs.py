"""Empty chairs: a question about desks that is asked with them answers for the desks of nobody too."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from gongjian.campaigns.rules import Role, RoleHolders

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
class WithEmptyChairs(RoleHolders):
    """Everybody who sits somewhere, and on every desk an empty chair beside them."""

    stands: frozenset[tuple[Role, int]] = frozenset()

    def people(self, *roles: Role, at: int | None = None) -> frozenset[int]:
        return RoleHolders.people(self, *roles, at=at) | self.empty(roles, at)

    def first(self, *roles: Role, at: int | None = None) -> frozenset[int]:
        return RoleHolders.first(self, *roles, at=at) | self.empty(roles, at)

    def organisations(self, *roles: Role) -> set[int]:
        return RoleHolders.organisations(self, *roles) | {
            where for role, where in self.stands if role in roles
        }

    def empty(self, roles: Iterable[Role], at: int | None) -> frozenset[int]:
        return frozenset(Chair(role, at).number for role in roles)


def passed_on(
    holders: RoleHolders, held: Iterable[tuple[Role, int]], *, person: int, to: int | None
) -> RoleHolders:
    """As people would sit after these roles had gone from one to the other, or to nobody."""
    assignments = set(held)
    left = {one for one in holders.taken if not (one[2] == person and (one[0], one[1]) in assignments)}
    came = {(role, where, to) for role, where in assignments} if to else set()
    return RoleHolders(frozenset(left | came))
