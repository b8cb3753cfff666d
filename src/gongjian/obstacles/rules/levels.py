"""Which way is up: only a complex obstacle climbs, one step at a time, where there is somebody on the step."""

from dataclasses import dataclass
from datetime import date

from gongjian.kernel.verdict import YES, Verdict, no
from gongjian.obstacles.rules.words import Level, ObstacleState

LADDER = tuple(Level)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where an obstacle lies, and who there is to take it further."""

    level: Level
    state: ObstacleState
    is_complex: bool
    due_on: date | None = None
    has_group: bool = True
    has_leader: bool = True


def is_above(one: Level, other: Level) -> bool:
    return LADDER.index(one) > LADDER.index(other)


def stands_on(level: Level, place: Whereabouts) -> bool:
    """Whether somebody would receive it on this level."""
    if level == Level.GROUP:
        return place.has_group
    return place.has_leader if level == Level.LEADER else True


def next_level(place: Whereabouts) -> Level | None:
    above = (level for level in LADDER if is_above(level, place.level) and stands_on(level, place))
    return next(above, None)


def may_escalate_to(level: Level, place: Whereabouts) -> Verdict:
    if not place.is_complex:
        return no("A simple matter is never escalated. Change its kind if it is a complex one.")
    if not is_above(level, place.level):
        return no("It is already at that level or higher.")
    if level == Level.GROUP:
        return no("Pass it on to a group instead.")
    if not stands_on(level, place):
        return no("The project has no leading official. Escalate it to the Office meeting.")
    return YES


def escalation_by_rule(place: Whereabouts, *, today: date) -> Level | None:
    """The level that the rule proposes: the clock has run out, the matter is complex, and somebody stands above."""
    ran_out = place.due_on is not None and today > place.due_on
    with_those_who_solve = place.state in (ObstacleState.NEW, ObstacleState.IN_HAND)
    if not (ran_out and place.is_complex and with_those_who_solve):
        return None
    if place.level == Level.OWNER and place.has_group:
        return None  # it has never been with the group: the unit passes it on
    return next_level(place)
