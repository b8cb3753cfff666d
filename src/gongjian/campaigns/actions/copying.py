"""What a new campaign takes over from an earlier one: how the county works, never what people have done."""

from datetime import datetime

from django.db import transaction

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign, LineOfWork
from gongjian.campaigns.permissions import may_plan
from gongjian.campaigns.queries.proofs import UNITS
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import require
from gongjian.ledger.actions import record
from gongjian.ledger.queries import stated


@transaction.atomic
def copy_outline(
    campaign: Campaign, source: Campaign, *, by: User | None, at: datetime
) -> dict[int, LineOfWork]:
    """The lines of work, and the units with their ranking series. Answers with the new line for each old one."""
    if by is not None:
        require(may_plan(by, campaign))
    known = {line.code: line for line in campaign.lines_of_work.all()}
    lines = {}
    for line in source.lines_of_work.all():
        lines[line.pk] = known.get(line.code) or campaign.lines_of_work.create(
            code=line.code, name=line.name, position=line.position
        )

    there = set(campaign.units.values_list("organisation_id", flat=True))
    units = source.units.filter(organisation__closed_at=None).exclude(organisation__in=there)
    made = []
    for position, unit in enumerate(units, start=len(there) + 1):
        new = campaign.units.create(
            organisation_id=unit.organisation_id,
            series=unit.series,
            head_confirms=unit.head_confirms,
            position=position,
        )
        made.append(new.pk)

    copied = Text("copied lines of work and units from %(name)s", name=source.name)
    record(
        copied,
        about=campaign,
        by=by,
        at=at,
        lines=len(lines),
        units=units.count(),
        proves=stated(UNITS, *made),
    )
    return lines
