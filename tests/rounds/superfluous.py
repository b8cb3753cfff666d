"""Was a reminder of the reference campaign needed? Asked of the facts, not of what put it on the desk."""

from collections.abc import Callable

from gongjian.bulletins.models import Acknowledgement, Bulletin
from gongjian.campaigns.models import Seat
from gongjian.notices.models import Reminder
from gongjian.reporting.models import Report, Submission
from gongjian.worklist.models import ChangeRequest, Letter, ListVersion

OFFICE = ("clerk", "director")
SUPERVISORS = ("supervisor", "assessor")


def sits(reminder, *roles, at=None) -> bool:
    seats = Seat.objects.filter(campaign=reminder.campaign_id, person=reminder.person, ended_at=None)
    seats = seats.filter(role__in=roles)
    return (seats.filter(organisation=at) if at else seats).exists()


def report_not_in_hand(reminder, pk, move) -> bool:
    """Filled in by nobody before the moment of the reminder, or sent back and not handed in again."""
    report, at = Report.objects.get(pk=pk), reminder.notice.made_at
    handed_in = Submission.objects.filter(report=report, submitted_at__lte=at).order_by("-number").first()
    if move == "receive":
        return sits(reminder, *OFFICE) and bool(handed_in and handed_in.confirmed_at)
    if move == "confirm":
        return sits(reminder, "head", at=report.unit_id) and bool(handed_in and not handed_in.confirmed_at)
    back = bool(handed_in and handed_in.ended_at and handed_in.ended_at <= at)
    return sits(reminder, "reporter", at=report.unit_id) and (handed_in is None or back)


def bulletin_waits(reminder, pk, move) -> bool:
    bulletin, at = Bulletin.objects.get(pk=pk), reminder.notice.made_at
    if move != "acknowledge":
        return sits(reminder, *OFFICE, *SUPERVISORS) and (not bulletin.issued_at or bulletin.issued_at > at)
    said = Acknowledgement.objects.filter(bulletin=bulletin, at__lte=at).values("unit")
    mine = Seat.objects.filter(campaign=reminder.campaign_id, person=reminder.person, role="reporter")
    return bulletin.issued_at <= at and mine.exclude(organisation__in=said).exists()


def nothing_was_drafted(reminder, pk, move) -> bool:
    kind = reminder.key.split(":")[0].removeprefix("bulletins.")
    drafted = Bulletin.objects.filter(period=pk, kind=kind, drafted_at__lte=reminder.notice.made_at)
    return sits(reminder, *(OFFICE if kind == "progress" else SUPERVISORS)) and not drafted.exists()


def list_is_not_signed(reminder, unit, move) -> bool:
    at = reminder.notice.made_at
    signed = ListVersion.objects.filter(campaign=reminder.campaign_id, unit=unit, signed_at__lte=at)
    if move == "file":
        return (
            sits(reminder, *OFFICE)
            and signed.filter(filed_at=None).exists() | signed.filter(filed_at__gt=at).exists()
        )
    return sits(reminder, "reporter", at=unit) and not signed.exists()


def version_is_not_signed(reminder, pk, move) -> bool:
    version, at = ListVersion.objects.get(pk=pk), reminder.notice.made_at
    signed = version.signed_at is not None and version.signed_at <= at
    return sits(reminder, "head", at=version.unit_id) and not signed


def letter_is_not_signed(reminder, pk, move) -> bool:
    letter = Letter.objects.get(pk=pk)
    signed = letter.signed_at is not None and letter.signed_at <= reminder.notice.made_at
    return sits(reminder, "head", at=letter.unit_id) and not signed


def change_is_open(reminder, pk, move) -> bool:
    change, at = ChangeRequest.objects.get(pk=pk), reminder.notice.made_at
    decided = change.decided_at is not None and change.decided_at <= at
    agreed = change.agreed_at is not None and change.agreed_at <= at
    if move == "agree":
        return sits(reminder, "head", at=change.asking_unit_id) and not agreed
    return sits(reminder, *OFFICE) and agreed and not decided


CHECKS: dict[str, Callable[[Reminder, int, str], bool]] = {
    "reporting.report": report_not_in_hand,
    "bulletins.bulletin": bulletin_waits,
    "bulletins.progress": nothing_was_drafted,
    "bulletins.ranking": nothing_was_drafted,
    "worklist.list": list_is_not_signed,
    "worklist.listversion": version_is_not_signed,
    "worklist.letter": letter_is_not_signed,
    "worklist.changerequest": change_is_open,
}


def was_needed(reminder) -> bool:
    kind, pk, move = reminder.key.split(":")
    return CHECKS[kind](reminder, int(pk), move)
