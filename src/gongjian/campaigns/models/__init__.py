from gongjian.campaigns.models.campaign import (
    CODE,
    Campaign,
    LineOfWork,
    Obligation,
    Phase,
    Rulebook,
    Seat,
    SpecialDay,
    Target,
    Unit,
)
from gongjian.campaigns.models.clock import Clock
from gongjian.campaigns.models.papers import PlanFact, PlanPaper, PlanQuestion
from gongjian.campaigns.models.seated import seats_of

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
    "Rulebook",
    "Seat",
    "SpecialDay",
    "Target",
    "Unit",
    "seats_of",
]
