"""Standard steps are taken over from an earlier campaign."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign, LineOfWork
from gongjian.campaigns.permissions import may_plan
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import require
from gongjian.ledger.actions import record
from gongjian.worklist.models import StepSet


@transaction.atomic
def copy_step_sets(
    campaign: Campaign, source: Campaign, lines: Mapping[int, LineOfWork], *, by: User | None, at: datetime
) -> int:
    """The standard steps of every line that was taken over."""
    if by is not None:
        require(may_plan(by, campaign))
    old = StepSet.objects.filter(campaign=source, line_of_work__in=list(lines))
    new = [
        StepSet(campaign=campaign, line_of_work=lines[one.line_of_work_id], steps=one.steps) for one in old
    ]
    StepSet.objects.bulk_create(new)

    record(Text("copied standard steps from %(name)s", name=source.name), about=campaign, by=by, at=at, count=len(new))  # fmt: skip
    return len(new)
