"""What this room can prove: due dates, rulebooks, targets, who sits where, who takes part, and the plan as it came in."""

from gongjian.campaigns.models import (
    Obligation,
    PlanPaper,
    RoleAssignment,
    Rulebook,
    SpecialDay,
    Target,
    Unit,
)
from gongjian.ledger.queries import Kept, Proved, every

OBLIGATIONS = Proved(Obligation, every(Obligation))
RULEBOOKS = Proved(Rulebook, (*every(Rulebook), "version"))
TARGETS = Proved(Target, every(Target))
ROLE_ASSIGNMENTS = Proved(RoleAssignment, every(RoleAssignment))
UNITS = Proved(Unit, every(Unit))
SPECIAL_DAYS = Proved(SpecialDay, every(SpecialDay))

PROVED = (OBLIGATIONS, RULEBOOKS, TARGETS, ROLE_ASSIGNMENTS, UNITS, SPECIAL_DAYS)
KEPT = (Kept(PlanPaper),)
