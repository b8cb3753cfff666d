"""Was a reminder of the reference campaign needed? Asked of the facts, not of what put it on the desk."""

from collections.abc import Callable

from django.db.models import Q

from gongjian.bulletins.models import Acknowledgement, Bulletin
from gongjian.campaigns.models import RoleAssignment
from gongjian.meetings.models import CeremonyProject, Decision, Meeting
from gongjian.notices.models import Reminder
from gongjian.obstacles.models import EscalationProposal, Instruction, MoreTime, Obstacle, Recheck
from gongjian.registers.models import RegisterEntry
from gongjian.reporting.models import Report, Submission
from gongjian.worklist.models import ChangeRequest, Letter, ListVersion

OFFICE = ("clerk", "director")
SUPERVISORS = ("supervisor", "assessor")


def sits(reminder, *roles, at=None) -> bool:
    assignments = RoleAssignment.objects.filter(
        campaign=reminder.campaign_id, person=reminder.person, ended_at=None
    )
    assignments = assignments.filter(role__in=roles)
    return (assignments.filter(organisation=at) if at else assignments).exists()


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
    mine = RoleAssignment.objects.filter(
        campaign=reminder.campaign_id, person=reminder.person, role="reporter"
    )
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


def permit_waits(reminder, pk, move) -> bool:
    """How far the permit had come that morning, and whose turn it was."""
    entry, at = RegisterEntry.objects.get(pk=pk), reminder.notice.made_at
    known = entry.marks.filter(Q(undone_at=None) | Q(undone_at__gt=at), known_at__lte=at).order_by("-number")
    stage = next((mark.stage for mark in known if mark.stage), "needed")
    turns = {
        "apply": ("needed",),
        "accept": ("applied", "corrected"),
        "handle": ("applied", "accepted", "corrected"),  # silence counts as acceptance after some days
        "correct": ("correcting",),
    }
    where = entry.project.unit_id if move in ("apply", "correct") else entry.department_id
    return stage in turns[move] and sits(reminder, "reporter", at=where)


def obstacle_waits(reminder, pk, move) -> bool:
    """On whose desk the obstacle lay that morning, by its own history."""
    obstacle, at = Obstacle.objects.get(pk=pk), reminder.notice.made_at
    move, _, number = move.rpartition("-") if move[-1].isdigit() else (move, "", "")
    beside = {"instruction": (Instruction, "done_at"), "escalate": (EscalationProposal, "decided_at"), "more-time": (MoreTime, "decided_at"), "recheck": (Recheck, "done_at")}  # fmt: skip
    if number:
        model, field = beside[move]
        settled = getattr(model.objects.get(pk=int(number)), field)
        return settled is None or settled > at
    last = obstacle.steps.filter(at__lte=at).order_by("-number").first()
    if move == "answer":
        return obstacle.answered_at is None or obstacle.answered_at > at
    state, roles, where = {
        "accept": ("new", ("member",), last.group_id),
        "handle": ("in_hand", ("member", "reporter"), None),
        "mend": ("handed_back", ("reporter",), obstacle.unit_id),
        "confirm": ("solved", ("reporter", "member", "clerk"), None),
        "settle": ("in_hand", ("leader",), None),
        "settle-meeting": ("in_hand", OFFICE, None),
        "settle-county_head": ("in_hand", OFFICE, None),
    }[move]
    return last.state == state and sits(reminder, *roles, at=where)


def decision_is_open(reminder, pk, move) -> bool:
    """Whether the unit still had to carry it out, or the Office to confirm it."""
    decision, at = Decision.objects.get(pk=pk), reminder.notice.made_at
    answers = list(decision.answers.filter(given_at__lte=at).order_by("given_at"))
    waits = bool(answers) and (answers[-1].judged_at is None or answers[-1].judged_at > at)
    if move == "confirm":
        return waits and sits(reminder, *OFFICE)
    done = bool(answers) and not waits and answers[-1].accepted
    return not waits and not done and sits(reminder, "reporter", "member", "head", at=decision.unit_id)


def meeting_waits(reminder, pk, move) -> bool:
    meeting, at = Meeting.objects.get(pk=pk), reminder.notice.made_at
    if not sits(reminder, *OFFICE):
        return False
    if move.startswith("agenda_item:"):
        return meeting.began_at is None or meeting.began_at > at
    ended = {"call": meeting.called_at, "roster": meeting.began_at, "write:planned": meeting.began_at, "write:called": meeting.began_at, "write:running": meeting.closed_at, "write:closed": meeting.approved_at, "write:approved": issued_at(meeting)}[move]  # fmt: skip
    return ended is None or ended > at


def issued_at(meeting):
    edition = meeting.papers.filter(kind="minutes").order_by("issued_at").first()
    return edition.issued_at if edition else None


def start_is_untold(reminder, pk, move) -> bool:
    told_at = CeremonyProject.objects.get(pk=pk).told_at
    return told_at is None or told_at > reminder.notice.made_at


CHECKS: dict[str, Callable[[Reminder, int, str], bool]] = {
    "reporting.report": report_not_in_hand,
    "bulletins.bulletin": bulletin_waits,
    "bulletins.progress": nothing_was_drafted,
    "bulletins.ranking": nothing_was_drafted,
    "worklist.list": list_is_not_signed,
    "worklist.listversion": version_is_not_signed,
    "worklist.letter": letter_is_not_signed,
    "worklist.changerequest": change_is_open,
    "registers.registerentry": permit_waits,
    "obstacles.obstacle": obstacle_waits,
    "meetings.decision": decision_is_open,
    "meetings.meeting": meeting_waits,
    "meetings.ceremonyproject": start_is_untold,
}


def was_needed(reminder) -> bool:
    kind, pk, move = reminder.key.split(":", 2)
    return CHECKS[kind](reminder, int(pk), move)
