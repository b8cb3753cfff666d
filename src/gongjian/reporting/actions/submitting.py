"""A report goes from the unit to the Office, and sometimes back."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Exists, OuterRef

from gongjian.accounts.models import User
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import Incomplete, no, require
from gongjian.ledger.actions import record
from gongjian.ledger.queries import Said, stated
from gongjian.orm import write_back
from gongjian.reporting.models import Figure, Period, Report, ReportRow, Submission
from gongjian.reporting.permissions import may, may_receive_all, may_write
from gongjian.reporting.queries import light_rules, rows_to_judge, writers_of
from gongjian.reporting.queries.proofs import FIGURES, SUBMISSIONS
from gongjian.reporting.rules import MOVES, Move, State, is_empty, problems_of


@transaction.atomic
def submit(report: Report, *, by: User, at: datetime) -> Report:
    """Hand the report in. Where the unit does without its head's confirmation, it reaches the Office at once."""
    report = Report.objects.locked(report.pk)
    require(may(Move.SUBMIT, report, by=by) and may_write(report, by=by, today=report.campaign.day_of(at)))
    rows = rows_to_judge(report)
    require_complete(report, rows)

    submission = Submission.objects.create(
        campaign=report.campaign,
        report=report,
        number=report.submissions.count() + 1,
        empty=is_empty([row.facts() for row in rows]),
        submitted_at=at,
        submitted_by=by,
    )
    moved(report, Move.SUBMIT)

    record(Text("submitted the report"), about=report, by=by, at=at, number=submission.number, proves=stated(SUBMISSIONS, submission.pk))  # fmt: skip
    return report if report.head_confirms else leave_the_unit(submission, rows, by=by, at=at)


def require_complete(report: Report, rows: Sequence[ReportRow]) -> None:
    rules = light_rules(report.period)
    problems = {
        f"{row.item_id}-{problem.field}": problem.text
        for row in rows
        for problem in problems_of(row.facts(), rules)
    }
    if problems:
        reason = Text("The report is not complete yet. Fields to check: %(count)s.", count=len(problems))
        raise Incomplete(reason, problems)


@transaction.atomic
def take_back(report: Report, *, by: User, at: datetime) -> Report:
    """The reporter takes a report back before the head has confirmed it."""
    report = Report.objects.locked(report.pk)
    require(may(Move.TAKE_BACK, report, by=by))

    ended = end_submission(report, reason="", by=by, at=at)
    moved(report, Move.TAKE_BACK)

    record(Text("withdrew the report"), about=report, by=by, at=at, proves=whole(ended))
    return report


@transaction.atomic
def confirm(report: Report, *, by: User, at: datetime, seen: int | None = None) -> Report:
    """The head answers for the report as it was seen: it reaches the Office, and its figures are known from now on."""
    report = Report.objects.locked(report.pk)
    require(may(Move.CONFIRM, report, by=by))
    unchanged(report.version if seen is None else seen, report.version)
    return leave_the_unit(newest_submission(report), rows_to_judge(report), by=by, at=at)


def leave_the_unit(submission: Submission, rows: Sequence[ReportRow], *, by: User, at: datetime) -> Report:
    report = submission.report
    submission.by_its_writer = by.pk in writers_of([report.pk])[report.pk]
    submission.confirmed_at, submission.confirmed_by = at, by
    submission.save(update_fields=["confirmed_at", "confirmed_by", "by_its_writer"])
    figures = [figure_of(row, submission, at=at) for row in rows]
    Figure.objects.bulk_create(figures)
    carry_forward(report, figures)
    moved(report, Move.CONFIRM)

    record(confirmation_in_words(submission), about=report, by=by, at=at, items=[figure.item_id for figure in figures], proves=whole(submission))  # fmt: skip
    return report


def whole(*submissions: Submission) -> Said:
    """What the ledger is to know of them: when they came, and every figure."""
    pks = [one.pk for one in submissions]
    return stated(SUBMISSIONS, *pks) | stated(FIGURES, *pks)


def confirmation_in_words(submission: Submission) -> Text:
    if submission.by_its_writer:
        return Text("signed off the report without a second person")
    return Text("signed off the report")


def figure_of(row: ReportRow, submission: Submission, *, at: datetime) -> Figure:
    return Figure(
        campaign_id=row.campaign_id,
        submission=submission,
        period=row.report.period,
        item_id=row.item_id,
        value=row.facts().value or Decimal(0),
        previous=row.previous,
        unchanged=row.unchanged,
        cause=row.cause,
        next_step=row.next_step,
        forecast=row.forecast,
        decrease_reason=row.decrease_reason,
        measured_on=row.report.period.covers_to,
        known_at=at,
    )


def carry_forward(report: Report, figures: Sequence[Figure]) -> None:
    """A report that is still being written showed the older values; it shows these now, unless newer ones are known."""
    values = {figure.item_id: figure.value for figure in figures}
    still_written = Report.objects.filter(unit=report.unit_id, state__in=[State.OPEN, State.SENT_BACK])
    periods = Period.objects.filter(campaign=report.campaign_id, nominal_on__gt=report.period.nominal_on)
    waiting = list(still_written.filter(period__in=periods).values_list("pk", flat=True))
    if not waiting:
        return
    newer = Figure.objects.filter(
        item=OuterRef("item"),
        ended_at=None,
        measured_on__gt=report.period.covers_to,
        measured_on__lt=OuterRef("report__period__covers_to"),
    )
    later = list(
        ReportRow.objects.filter(
            ~Exists(newer),
            report__in=waiting,
            item__in=list(values),
        )
    )
    for row in later:
        row.previous = values[row.item_id]
    write_back(later, ["previous"])


@transaction.atomic
def decline(report: Report, *, reason: str, by: User, at: datetime) -> Report:
    """The head does not answer for the report: it goes back to the reporter, with the reason."""
    report = Report.objects.locked(report.pk)
    require(may(Move.DECLINE, report, by=by))
    require_reason(reason)

    ended = end_submission(report, reason=reason, by=by, at=at)
    moved(report, Move.DECLINE)

    record(Text("returned the report to the reporter"), about=report, by=by, at=at, reason=reason, proves=whole(ended))  # fmt: skip
    return report


@transaction.atomic
def receive(reports: Sequence[Report], *, by: User, at: datetime, seen: int | None = None) -> list[Report]:
    """The Office accepts what these reports say, one as it was `seen`. Items that are complete are done from now on."""
    received = Report.objects.all_locked([report.pk for report in reports])
    require(may_receive_all(by, received))
    if seen is not None:
        unchanged(seen, received[0].version)

    newest = newest_submissions(received)
    for submission in newest:
        submission.received_at, submission.received_by = at, by
    write_back(newest, ["received_at", "received_by"])
    Figure.objects.filter(submission__in=newest).update(accepted_at=at)
    for report in received:
        report.state = MOVES.target(Move.RECEIVE)
        report.version += 1
    write_back(received, ["state", "version"])

    items = defaultdict(list)
    rows = ReportRow.objects.filter(report__in=received).order_by("report", "position")
    for report_id, item_id in rows.values_list("report_id", "item_id"):
        items[report_id].append(item_id)
    said = whole(*newest)
    names = {one.report_id: (SUBMISSIONS.name((one.pk,)), FIGURES.name((one.pk,))) for one in newest}
    for report in received:
        proves = {name: said[name] for name in names[report.pk]}
        record(Text("received the report"), about=report, by=by, at=at, items=items[report.pk], proves=proves)
    return received


@transaction.atomic
def send_back(report: Report, *, reason: str, by: User, at: datetime) -> Report:
    """The Office does not accept the report: its figures stop counting until it comes again. Its first time stays."""
    report = Report.objects.locked(report.pk)
    require(may(Move.SEND_BACK, report, by=by))
    require_reason(reason)

    submission = end_submission(report, reason=reason, by=by, at=at)
    submission.figures.update(ended_at=at)
    moved(report, Move.SEND_BACK)

    items = list(report.rows.values_list("item_id", flat=True))
    record(Text("sent the report back"), about=report, by=by, at=at, reason=reason, items=items, proves=whole(submission))  # fmt: skip
    return report


def newest_submission(report: Report) -> Submission:
    newest = Submission.objects.filter(report=report).latest("number")
    newest.report = report
    return newest


def newest_submissions(reports: Sequence[Report]) -> list[Submission]:
    found = Submission.objects.filter(report__in=reports).order_by("number")
    return list({submission.report_id: submission for submission in found}.values())


def end_submission(report: Report, *, reason: str, by: User, at: datetime) -> Submission:
    submission = newest_submission(report)
    submission.ended_at, submission.ended_by, submission.ended_because = at, by, reason
    submission.save(update_fields=["ended_at", "ended_by", "ended_because"])
    return submission


def moved(report: Report, move: Move) -> None:
    report.state = MOVES.target(move)
    report.version += 1
    report.save(update_fields=["state", "version"])


def require_reason(reason: str) -> None:
    if not reason.strip():
        require(no("Give the reason for sending the report back."))
