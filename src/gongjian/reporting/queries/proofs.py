"""What this room can prove: when a report came, what it said, until when it could come, and its evidence."""

from gongjian.ledger.queries import Kept, Proved, every
from gongjian.reporting.models import Evidence, Figure, Period, Reopening, Submission

PERIODS = Proved(Period, every(Period))
SUBMISSIONS = Proved(Submission, every(Submission))
FIGURES = Proved(Figure, every(Figure), by=("submission_id",))
REOPENINGS = Proved(Reopening, every(Reopening), by=("report_id",))
EVIDENCE = Proved(Evidence, every(Evidence))

PROVED = (PERIODS, SUBMISSIONS, FIGURES, REOPENINGS, EVIDENCE)
KEPT = (Kept(Evidence),)
