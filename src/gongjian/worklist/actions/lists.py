"""A unit's list is opened, signed by its head, and filed with the Office or sent back."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import Max

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.models import Campaign, Unit
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.worklist.models import Item, ListRow, ListVersion
from gongjian.worklist.permissions import may_draw_up
from gongjian.worklist.rules.columns import TAKEN_OVER
from gongjian.worklist.rules.lists import ListState

IN_HAND = (ListState.DRAFTING, ListState.SIGNED)


@transaction.atomic
def open_list(campaign: Campaign, unit: Organisation, *, by: User, at: datetime) -> ListVersion:
    """The version in hand; else the next one, with the rows of the filed one. Opening twice opens one."""
    require(may_draw_up(by, campaign, unit))
    here = Unit.objects.select_for_update(no_key=True).filter(campaign=campaign, organisation=unit)
    if not here.first():
        require(no("%(unit)s is not a responsible unit of this campaign.", unit=str(unit)))
    versions = ListVersion.objects.filter(campaign=campaign, unit=unit)
    if in_hand := versions.filter(state__in=IN_HAND).first():
        return in_hand

    latest = versions.aggregate(number=Max("number"))["number"] or 0
    opened = ListVersion.objects.create(
        campaign=campaign, unit=unit, number=latest + 1, opened_at=at, opened_by=by
    )
    ListRow.objects.bulk_create(rows_to_begin_with(opened))

    record(Text("opened version %(number)s of the list", number=opened.number), about=opened, by=by, at=at)
    return opened


def rows_to_begin_with(opened: ListVersion) -> list[ListRow]:
    """What is filed already; for a first list, what stands in the worklist already."""
    versions = ListVersion.objects.filter(campaign=opened.campaign_id, unit=opened.unit_id)
    if filed := versions.filter(state=ListState.FILED).order_by("-number").first():
        return [as_called_now(copied(row, opened)) for row in filed.rows.select_related("item")]
    standing = Item.objects.filter(
        campaign=opened.campaign_id, baseline__unit=opened.unit_id, withdrawn_at=None
    )
    related = ("project__line_of_work", "project__leading_official", "project__township", "baseline")
    items = standing.select_related(*related).prefetch_related("targets", "project__supporting_units")
    return [row_of(item, opened, position) for position, item in enumerate(items.order_by("code"), 1)]


def as_called_now(row: ListRow) -> ListRow:
    """What the Office has changed on the item meanwhile is not undone by the next version."""
    for name in TAKEN_OVER if row.item else ():
        setattr(row, name, getattr(row.item, name))
    return row


def copied(row: ListRow, opened: ListVersion) -> ListRow:
    row.pk, row.list_version, row.version = None, opened, 1
    row._state.adding = True
    return row


def row_of(item: Item, opened: ListVersion, position: int) -> ListRow:
    project, promise = item.project, item.baseline
    assert promise is not None
    return ListRow(
        campaign_id=opened.campaign_id,
        list_version=opened,
        position=position,
        key=uuid4().hex,
        project_code=project.code,
        project_name=project.name,
        line_of_work=project.line_of_work,
        scale=project.scale,
        total_investment=project.total_investment,
        year_investment=project.year_investment,
        leading_official=str(project.leading_official or ""),
        township=str(project.township or ""),
        supporting_units="、".join(str(unit) for unit in project.supporting_units.all()),
        item_code=item.code,
        measure=item.measure,
        unit_of_measure=item.unit_of_measure,
        target=promise.target,
        curve=promise.curve,
        steps=promise.steps,
        starts_on=promise.starts_on,
        due_on=promise.due_on,
        person=promise.person,
        target_codes="、".join(target.code for target in item.targets.all()),
        item=item,
        **{name: getattr(item, name) for name in TAKEN_OVER},
    )
