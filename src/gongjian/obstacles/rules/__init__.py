from gongjian.obstacles.rules.ageing import Bucket, WorkdayCount, buckets, middle
from gongjian.obstacles.rules.clocks import ObstacleRules, due_after, more_time_is_sound
from gongjian.obstacles.rules.levels import (
    Whereabouts,
    escalation_by_rule,
    is_above,
    may_escalate_to,
    next_level,
)
from gongjian.obstacles.rules.standard import GroupDuty, PlansKind, StandardKind, duty_of, the_plans_kinds
from gongjian.obstacles.rules.words import (
    OBSTACLE_MOVES,
    OPEN,
    STATES_OF,
    Happened,
    Level,
    Listed,
    ObstacleMove,
    ObstacleState,
    ProofOf,
    Ruling,
)

__all__ = [
    "OBSTACLE_MOVES",
    "OPEN",
    "STATES_OF",
    "Bucket",
    "GroupDuty",
    "Happened",
    "Level",
    "Listed",
    "ObstacleMove",
    "ObstacleRules",
    "ObstacleState",
    "PlansKind",
    "ProofOf",
    "Ruling",
    "StandardKind",
    "Whereabouts",
    "WorkdayCount",
    "buckets",
    "due_after",
    "duty_of",
    "escalation_by_rule",
    "is_above",
    "may_escalate_to",
    "middle",
    "more_time_is_sound",
    "next_level",
    "the_plans_kinds",
]
