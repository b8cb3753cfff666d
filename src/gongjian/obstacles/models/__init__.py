from gongjian.obstacles.models.beside import Comment, Instruction, LiftProposal, MoreTime, Proof, Recheck
from gongjian.obstacles.models.kinds import Kind
from gongjian.obstacles.models.obstacles import Obstacle, ObstacleQuerySet, Step

__all__ = [
    "Comment",
    "Instruction",
    "Kind",
    "LiftProposal",
    "MoreTime",
    "Obstacle",
    "ObstacleQuerySet",
    "Proof",
    "Recheck",
    "Step",
]
