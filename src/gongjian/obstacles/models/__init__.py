from gongjian.obstacles.models.beside import (
    Comment,
    EscalationProposal,
    Instruction,
    MoreTime,
    Proof,
    Recheck,
)
from gongjian.obstacles.models.kinds import ObstacleKind
from gongjian.obstacles.models.obstacles import Obstacle, ObstacleEvent, ObstacleQuerySet

__all__ = [
    "Comment",
    "EscalationProposal",
    "Instruction",
    "MoreTime",
    "Obstacle",
    "ObstacleEvent",
    "ObstacleKind",
    "ObstacleQuerySet",
    "Proof",
    "Recheck",
]
