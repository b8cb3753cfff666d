"""A report is typed. Drafts are kept as typed; they are nobody's word yet, so the ledger does not hear of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gongjian.accounts.models import User
from gongjian.kernel.numbers import plain
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import Outdated, require
from gongjian.ledger.actions import require_open
from gongjian.orm import write_back
from gongjian.reporting.models import Report, ReportRow
from gongjian.reporting.permissions import may_write
from gongjian.reporting.rules import Typed, rounded_for

TYPED = ["value", "unchanged", "cause", "next_step", "forecast", "decrease_reason"]
STAMPS = ["touched_at", "touched_by", "version"]


@dataclass(frozen=True, slots=True)
class RowDraft:
    """What somebody typed into a row, and the version of the row that they saw."""

    typed: Typed
    seen: int


@transaction.atomic
def save_rows(report: Report, drafts: Mapping[int, RowDraft], *, by: User, at: datetime) -> dict[int, int]:
    """Keep what was typed, by item; answers the rows' new versions. All of it, or nothing where a colleague was faster."""
    report = Report.objects.locked(report.pk)
    require(may_write(report, by=by, today=report.campaign.day_of(at)))
    require_open(report)
    rows = list(report.rows.select_related("item", "touched_by").filter(item__in=list(drafts)).order_by())
    overtaken = [row for row in rows if is_overtaken(row, drafts[row.item_id])]
    if overtaken:
        raise Outdated(
            Text(
                "A colleague has changed this report in the meantime. Your text is still here; compare, then save again."
            ),
            tuple(what_they_wrote(row) for row in overtaken),
        )

    for row in rows:
        write_row(row, drafts[row.item_id].typed, by=by, at=at)
    write_back(rows, [*TYPED, *STAMPS])
    return {row.item_id: row.version for row in rows}


def is_overtaken(row: ReportRow, draft: RowDraft) -> bool:
    """Somebody was faster, and wrote something else. One account may sit at two desks, so it is not the name that counts."""
    return row.version != draft.seen and row.typed() != draft.typed


def write_row(row: ReportRow, typed: Typed, *, by: User, at: datetime) -> None:
    value = None if typed.unchanged or typed.value is None else rounded_for(row.item.measure, typed.value)
    row.value, row.unchanged = value, typed.unchanged
    row.cause, row.next_step, row.decrease_reason = typed.cause, typed.next_step, typed.decrease_reason
    row.forecast = typed.forecast or ""  # type: ignore[assignment]
    row.touched_at, row.touched_by = at, by
    row.version += 1


def what_they_wrote(row: ReportRow) -> Text:
    said = Text("no change") if row.unchanged else plain(row.value) if row.value is not None else "–"
    return Text(
        "%(who)s wrote for “%(item)s”: %(said)s %(words)s",
        who=str(row.touched_by),
        item=row.item.name,
        said=said,
        words=" ".join(filter(None, [row.cause, row.next_step])),
    )


@transaction.atomic
def mark_rest_unchanged(report: Report, *, by: User, at: datetime) -> int:
    """Say “no change” for every item that has no value yet. Answers for how many."""
    report = Report.objects.locked(report.pk)
    require(may_write(report, by=by, today=report.campaign.day_of(at)))
    require_open(report)

    rows = list(report.rows.filter(value=None, unchanged=False))
    for row in rows:
        row.unchanged, row.touched_at, row.touched_by = True, at, by
        row.version += 1
    write_back(rows, ["unchanged", *STAMPS])
    return len(rows)
