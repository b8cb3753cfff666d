"""What lies beside the tasks of a desk: each role sees what it looks after, and nobody the work of others."""

from collections.abc import Iterable, Mapping
from enum import Enum

from gongjian.campaigns.rules import Role


class Rail(Enum):
    """One card of a desk, in the order in which they stand there."""

    QUESTIONS = "questions"
    UNATTENDED = "unattended"
    TO_SIGN = "to_sign"
    STUCK = "stuck"
    ELSEWHERE = "elsewhere"
    OWN_PART = "own_part"
    WHOLE = "whole"
    PUNCTUALITY = "punctuality"
    BEST = "best"
    MOVERS = "movers"
    CHANGES = "changes"
    LED = "led"
    CLOCKS = "clocks"
    DECISIONS = "decisions"
    RANKING = "ranking"
    PUBLISHED = "published"
    UPKEEP = "upkeep"
    WARNINGS = "warnings"
    LAGGING = "lagging"


R = Rail
OFFICE_RAILS = (R.QUESTIONS, R.UNATTENDED, R.ELSEWHERE, R.WHOLE, R.PUNCTUALITY, R.LAGGING, R.CHANGES)
READER_RAILS = (R.BEST, R.PUBLISHED, R.CHANGES)
RAILS: Mapping[Role, tuple[Rail, ...]] = {
    Role.CLERK: OFFICE_RAILS,
    Role.DIRECTOR: OFFICE_RAILS,
    Role.REPORTER: (R.STUCK, R.OWN_PART, R.WARNINGS, R.LAGGING, R.CHANGES),
    Role.HEAD: (R.TO_SIGN, R.STUCK, R.OWN_PART, R.WARNINGS, R.LAGGING, R.CHANGES),
    Role.LEADER: (R.STUCK, R.LED),
    Role.MEMBER: (R.CLOCKS, R.ELSEWHERE, R.CHANGES),
    Role.SUPERVISOR: (R.STUCK, R.WHOLE, R.PUNCTUALITY, R.DECISIONS, R.LAGGING, R.CHANGES),
    Role.ASSESSOR: (R.WHOLE, R.PUNCTUALITY, R.MOVERS, R.RANKING, R.CHANGES),
    Role.EDITOR: READER_RAILS,
    Role.OBSERVER: READER_RAILS,
    Role.ADMINISTRATOR: (R.UNATTENDED, R.UPKEEP, R.CHANGES),
}


def rails_for(roles: Iterable[Role]) -> frozenset[Rail]:
    """Whoever holds several roles has the cards of all of them."""
    return frozenset(rail for role in roles for rail in RAILS[role])
