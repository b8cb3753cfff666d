"""What this room can prove: due dates, rulebooks, targets, who sits where, who takes part, and the plan as it came in."""

from gongjian.campaigns.models import Obligation, PlanPaper, Rulebook, Seat, SpecialDay, Target, Unit
from gongjian.ledger.queries import Kept, Proved, every

OBLIGATIONS = Proved(Obligation, every(Obligation))
RULEBOOKS = Proved(Rulebook, (*every(Rulebook), "version"))
TARGETS = Proved(Target, every(Target))
SEATS = Proved(Seat, every(Seat))
UNITS = Proved(Unit, every(Unit))
SPECIAL_DAYS = Proved(SpecialDay, every(SpecialDay))

PROVED = (OBLIGATIONS, RULEBOOKS, TARGETS, SEATS, UNITS, SPECIAL_DAYS)
KEPT = (Kept(PlanPaper),)
