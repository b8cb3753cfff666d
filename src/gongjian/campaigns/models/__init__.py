from gongjian.campaigns.models.campaign import (
    CODE,
    Campaign,
    LineOfWork,
    Obligation,
    Phase,
    RoleAssignment,
    Rulebook,
    SpecialDay,
    Target,
    Unit,
)
from gongjian.campaigns.models.clock import Clock
from gongjian.campaigns.models.held import roles_of
from gongjian.campaigns.models.papers import PlanFact, PlanPaper, PlanQuestion

__all__ = [
    "CODE",
    "Campaign",
    "Clock",
    "LineOfWork",
    "Obligation",
    "Phase",
    "PlanFact",
    "PlanPaper",
    "PlanQuestion",
    "RoleAssignment",
    "Rulebook",
    "SpecialDay",
    "Target",
    "Unit",
    "roles_of",
]
