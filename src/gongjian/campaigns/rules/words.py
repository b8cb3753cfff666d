"""The words of a campaign."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from gongjian.kernel.numbers import Exact
from gongjian.kernel.vocabulary import Term


class Role(Term):
    """What a role lets somebody do (plan, parts 3 and 4; the last five are our decision)."""

    REPORTER = "reporter", "reporter"
    HEAD = "head", "head of unit"
    CLERK = "clerk", "Office clerk"
    DIRECTOR = "director", "Office director"
    LEADER = "leader", "leading official"
    MEMBER = "member", "group member"
    SUPERVISOR = "supervisor", "supervisor"
    ASSESSOR = "assessor", "assessor"
    EDITOR = "editor", "publicity editor"
    OBSERVER = "observer", "observer"
    ADMINISTRATOR = "administrator", "administrator"


UNIT = (Role.REPORTER, Role.HEAD)
"""The people of a responsible unit."""
OFFICE = (Role.CLERK, Role.DIRECTOR)
"""The people of the Campaign Office."""


class Series(Term):
    """Units are ranked only among their like (Mianyang 2022 and Pingyang rank in separate series)."""

    DEPARTMENTS = "departments", "departments"
    TOWNSHIPS = "townships", "townships"
    ENTERPRISES = "enterprises", "enterprises"


class Level(Term):
    ENSURE = "ensure", "ensure"
    STRIVE = "strive", "strive for"


class Operator(Term):
    AT_LEAST = "ge", "at least"
    EXACTLY = "eq", "exactly"
    AT_MOST = "le", "at most"


class Counting(Term):
    """How the actual of a target is counted from the items that belong to it."""

    PROJECTS = "projects", "projects finished"
    SHARE = "share", "share of projects finished"
    SUM = "sum", "sum of quantities"
    MEAN = "mean", "mean completion"


class Origin(Term):
    PLAN = "plan", "stated in the plan"
    COUNTY = "county", "set by the county"


class DayKind(Term):
    OFF = "off", "day off"
    WORKED = "worked", "working day"


class ObligationKind(Term):
    """The kinds of dated duties (plan, parts 3 and 4)."""

    REPORT = "report", "half-monthly report"
    BULLETIN = "bulletin", "bulletin of progress"
    RANKING = "ranking", "ranking bulletin"
    MEETING = "meeting", "Friday meeting"
    REVIEW = "review", "monthly review"
    ASSESSMENT = "assessment", "monthly assessment"
    KICK_OFF = "kick_off", "kick-off meeting"
    GROUNDBREAKING = "groundbreaking", "joint groundbreaking"
    CENSUS = "census", "census of problem spots"
    SUMMARY = "summary", "unit's summary"
    SPECIAL = "special", "special assessment"


class Breadth(Enum):
    """How much of a campaign lies before somebody: the whole, what a unit answers for, or what they lead or handle."""

    WHOLE = "whole"
    UNIT = "unit"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class RolesHeld:
    """Everything that one person may be in one campaign."""

    held: frozenset[tuple[Role, int]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.held)

    def holds(self, *roles: Role, at: int | None = None) -> bool:
        return any(role in roles and at in (None, organisation) for role, organisation in self.held)

    def organisations(self, *roles: Role) -> set[int]:
        return {organisation for role, organisation in self.held if role in roles}

    @property
    def sees_everything(self) -> bool:
        return self.holds(Role.CLERK, Role.DIRECTOR, Role.SUPERVISOR, Role.ASSESSOR, Role.ADMINISTRATOR)

    @property
    def breadth(self) -> Breadth:
        if self.sees_everything or self.holds(Role.OBSERVER):
            return Breadth.WHOLE
        return Breadth.UNIT if self.holds(*UNIT) else Breadth.OTHERS

    @property
    def office(self) -> bool:
        return self.holds(Role.CLERK, Role.DIRECTOR)


Taken = tuple[Role, int, int]


@dataclass(frozen=True)
class RoleHolders:
    """Who sits where in a campaign: (role, organisation, person).

    `others` sit there too, and it is not their desk that is asked for: a desk of one person then says what it would
    say among everybody's."""

    taken: frozenset[Taken] = frozenset()
    others: frozenset[Taken] = frozenset()

    def people(self, *roles: Role, at: int | None = None) -> frozenset[int]:
        return among(self.mine, roles, at)

    def anybody(self, *roles: Role, at: int | None = None) -> frozenset[int]:
        return among(self.all, roles, at)

    def first(self, *roles: Role, at: int | None = None) -> frozenset[int]:
        """The people of the first of these roles that anybody holds: who does it before the others would."""
        held = next((role for role in roles if self.anybody(role, at=at)), None)
        return RoleHolders.people(self, held, at=at) if held else frozenset()

    def organisations(self, *roles: Role) -> set[int]:
        return {where for role, where, _ in self.taken if role in roles}

    @cached_property
    def mine(self) -> "Chairs":
        return chairs(self.taken)

    @cached_property
    def all(self) -> "Chairs":
        return chairs(self.taken | self.others)


Chairs = dict[tuple[Role, int | None], frozenset[int]]


def chairs(taken: Iterable[Taken]) -> Chairs:
    """Who holds a role at an organisation, and wherever in the campaign."""
    found: dict[tuple[Role, int | None], set[int]] = defaultdict(set)
    for role, where, who in taken:
        found[role, where].add(who)
        found[role, None].add(who)
    return {chair: frozenset(people) for chair, people in found.items()}


def among(known: Chairs, roles: Iterable[Role], at: int | None) -> frozenset[int]:
    return frozenset().union(*(known.get((role, at), ()) for role in roles))


def reached(actual: Exact, operator: Operator, value: Exact) -> bool:
    if operator == Operator.AT_LEAST:
        return actual >= value
    return actual <= value if operator == Operator.AT_MOST else actual == value
