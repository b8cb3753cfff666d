"""When a request is granted, the lists that it touches are filed anew, with a new fingerprint and a new paper."""

from datetime import datetime

from django.db.models import Max

from gongjian.kernel.verdict import Verdict
from gongjian.worklist.actions.lists import copied
from gongjian.worklist.actions.signing import printed_list, vars_of
from gongjian.worklist.models import ChangeRequest, Item, ListPaper, ListRow, ListVersion
from gongjian.worklist.permissions import none_is_signed
from gongjian.worklist.rules.lists import LIST_MOVES, ListMove, ListState
from gongjian.worklist.rules.promised import PROMISED


def lists_touched(change: ChangeRequest, state: ListState) -> list[ListVersion]:
    units = {change.asking_unit_id, change.unit_id}
    found = ListVersion.objects.filter(campaign=change.campaign_id, unit__in=units, state=state)
    return list(found.select_related("campaign", "unit").order_by("unit"))


def no_list_is_signed(change: ChangeRequest) -> Verdict:
    """What a head has signed is not rewritten under the hand."""
    return none_is_signed(lists_touched(change, ListState.SIGNED))


def file_changed_lists(change: ChangeRequest, item: Item, *, at: datetime) -> list[ListVersion]:
    for draft in lists_touched(change, ListState.DRAFTING):
        change_draft(draft, change, item)
    return [file_changed(filed, change, item, at=at) for filed in lists_touched(change, ListState.FILED)]


def file_changed(filed: ListVersion, change: ChangeRequest, item: Item, *, at: datetime) -> ListVersion:
    """The next version: signed by the head who agreed, filed by whoever granted."""
    rows = rows_after(list(filed.rows.select_related("line_of_work")), filed, change, item)
    number = make_room(filed)
    filed.state = LIST_MOVES.target(ListMove.SUPERSEDE)
    filed.save(update_fields=["state"])
    version = ListVersion(
        campaign=filed.campaign,
        unit=filed.unit,
        number=number,
        state=ListState.FILED,
        opened_at=change.asked_at,
        opened_by=change.asked_by,
        **signature(filed, change),
        filed_at=at,
        filed_by=change.decided_by,
    )
    printed = printed_list(version, rows, at=at)
    version.fingerprint, version.paper = printed.fingerprint, printed.sha256
    version.save(force_insert=True)
    ListRow.objects.bulk_create([copied(row, version) for row in rows], batch_size=500)
    ListPaper.objects.create(  # type: ignore[misc]  # a filed version has its signature
        campaign=version.campaign,
        list_version=version,
        signed_at=version.signed_at,
        signed_by=version.signed_by,
        **vars_of(printed),
    )
    return version


def signature(filed: ListVersion, change: ChangeRequest) -> dict[str, object]:
    if filed.unit_id == change.asking_unit_id:
        return {"signed_at": change.agreed_at, "signed_by": change.agreed_by}
    return {"signed_at": change.receiver_agreed_at, "signed_by": change.receiver_agreed_by}


def make_room(filed: ListVersion) -> int:
    """The number of the next version. A draft in hand moves behind it."""
    versions = ListVersion.objects.filter(campaign=filed.campaign_id, unit=filed.unit_id)
    draft = versions.filter(state=ListState.DRAFTING).first()
    if draft is None:
        return int(versions.aggregate(last=Max("number"))["last"] or 0) + 1
    number = draft.number
    draft.number, draft.version = number + 1, draft.version + 1
    draft.save(update_fields=["number", "version"])
    return number


def rows_after(rows: list[ListRow], filed: ListVersion, change: ChangeRequest, item: Item) -> list[ListRow]:
    own = [row for row in rows if row.item_id == item.pk]
    if change.withdraws or (change.moves_unit and filed.unit_id == change.asking_unit_id):
        return [row for row in rows if row.item_id != item.pk]
    if not own:
        own = [arrived(item, filed, change, after=max((row.position for row in rows), default=0))]
        rows = rows + own
    for row in own:
        rewrite(row, change)
    return rows


def arrived(item: Item, filed: ListVersion, change: ChangeRequest, *, after: int) -> ListRow:
    """The row of an item that comes from another unit, as that unit had written it."""
    rows = ListRow.objects.filter(item=item, list_version__unit=change.asking_unit_id)
    row = rows.select_related("line_of_work").order_by("-list_version__number")[0]
    row.position = after + 1
    return row


def rewrite(row: ListRow, change: ChangeRequest) -> None:
    for name in PROMISED:
        setattr(row, name, getattr(change, name))


def change_draft(draft: ListVersion, change: ChangeRequest, item: Item) -> None:
    """The version that is being drawn up says what has been granted too."""
    rows = draft.rows.filter(item=item)
    if change.withdraws or (change.moves_unit and draft.unit_id == change.asking_unit_id):
        rows.delete()
        return
    known = rows.first()
    if known is None and draft.unit_id == change.unit_id and change.moves_unit:
        last = draft.rows.aggregate(last=Max("position"))["last"] or 0
        known = copied(arrived(item, draft, change, after=last), draft)
    if known is not None:
        rewrite(known, change)
        known.version += 1
        known.save()
