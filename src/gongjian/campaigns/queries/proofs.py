"""What this room can prove: due dates, rulebooks, and the plan as it came in."""

from gongjian.campaigns.models import Obligation, PlanPaper, Rulebook
from gongjian.ledger.queries import Kept, Proved, every

OBLIGATIONS = Proved(Obligation, every(Obligation))
RULEBOOKS = Proved(Rulebook, (*every(Rulebook), "version"))

PROVED = (OBLIGATIONS, RULEBOOKS)
KEPT = (Kept(PlanPaper),)
