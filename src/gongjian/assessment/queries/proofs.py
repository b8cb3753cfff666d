"""What this room can prove: published results."""

from gongjian.assessment.models import Result
from gongjian.ledger.queries import Proved, every

RESULTS = Proved(Result, every(Result), by=("period_id", "edition"))

PROVED = (RESULTS,)
