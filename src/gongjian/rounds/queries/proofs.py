"""What each room can prove, gathered: the rooms say it themselves, from the bottom of the tower to its top."""

from collections.abc import Callable, Iterator

from gongjian.assessment.queries import proofs as assessment
from gongjian.bulletins.queries import proofs as bulletins
from gongjian.campaigns.queries import proofs as campaigns
from gongjian.intake.models import IncomingList
from gongjian.ledger.queries import Kept, Proved
from gongjian.ledger.rules import Finding
from gongjian.meetings.queries import proofs as meetings
from gongjian.obstacles.queries import proofs as obstacles
from gongjian.registers.queries import proofs as registers
from gongjian.reporting.queries import proofs as reporting
from gongjian.standing.queries import proofs as standing
from gongjian.worklist.queries import proofs as worklist

Seals = Callable[[int], Iterator[Finding]]

PROVED: tuple[Proved, ...] = (
    *campaigns.PROVED,
    *worklist.PROVED,
    *registers.PROVED,
    *reporting.PROVED,
    *obstacles.PROVED,
    *standing.PROVED,
    *assessment.PROVED,
    *bulletins.PROVED,
    *meetings.PROVED,
)
KEPT: tuple[Kept, ...] = (
    *campaigns.KEPT,
    *worklist.KEPT,
    *registers.KEPT,
    *reporting.KEPT,
    *obstacles.KEPT,
    *bulletins.KEPT,
    *meetings.KEPT,
)
KEPT_OUTSIDE = (Kept(IncomingList),)
SEALS: tuple[Seals, ...] = (worklist.seals, bulletins.seals, meetings.seals)
