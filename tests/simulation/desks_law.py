"""Does anything fall between the desks? Asked of the facts, not of what puts things on desks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from gongjian.bulletins.models import Bulletin
from gongjian.campaigns.models import RoleAssignment
from gongjian.meetings.models import AgendaItem, CeremonyProject, Decision, Meeting
from gongjian.notices.models import Notice
from gongjian.obstacles.models import EscalationProposal, Instruction, MoreTime, Obstacle, Recheck
from gongjian.registers.models import RegisterEntry
from gongjian.registers.queries.permits import permit_facts
from gongjian.reporting.models import Report
from gongjian.rounds.queries import on_desks
from gongjian.worklist.models import ChangeRequest, Letter, ListVersion

OFFICE = ("clerk", "director")
OPEN_OBSTACLE = ("new", "handed_back", "in_hand", "solved")
NOT_HELD = ("planned", "called")


@dataclass(frozen=True)
class Open:
    """Something that waits for somebody. Its key on a desk begins like this."""

    key: str
    due_on: date | None = None


def open_things(campaign, at) -> Iterator[Open]:
    today = campaign.day_of(at)
    for read in (of_obstacles, of_reports, of_permits, of_meetings, of_lists):
        yield from read(campaign, at, today)


def of_obstacles(campaign, at, today):
    here = "obstacles.obstacle"
    for one in Obstacle.objects.filter(campaign=campaign, state__in=OPEN_OBSTACLE):
        yield Open(f"{here}:{one.pk}:", one.due_on)
    beside = {
        "instruction": Instruction.objects.filter(done_at=None),
        "escalate": EscalationProposal.objects.filter(decided_at=None),
        "more-time": MoreTime.objects.filter(decided_at=None),
        "recheck": Recheck.objects.filter(done_at=None, due_on__lte=today),
    }
    for move, rows in beside.items():
        for one in rows.filter(campaign=campaign):
            yield Open(f"{here}:{one.obstacle_id}:{move}-{one.pk}", getattr(one, "due_on", None))


def of_reports(campaign, at, today):
    waiting = Q(state__in=["sent_back", "submitted", "confirmed"]) | Q(period__closed_at=None, state="open")
    reopened = Q(state="open", reopenings__until__gte=today)
    for one in Report.objects.filter(waiting | reopened, campaign=campaign).select_related("period"):
        due_on = one.period.cut_off_on if one.state == "confirmed" else one.period.due_on
        yield Open(f"reporting.report:{one.pk}:", due_on)


def of_permits(campaign, at, today):
    rows = RegisterEntry.objects.filter(campaign=campaign, dropped_at=None, register__manner="permits")
    rows = rows.exclude(stage="granted").exclude(stage="needed", apply_on__gt=today)
    for facts in permit_facts(rows, at=at):
        yield Open(f"registers.registerentry:{facts.entry.pk}:", facts.due_on if facts.is_late else None)


def of_meetings(campaign, at, today):
    for one in Decision.objects.filter(campaign=campaign, state__in=["open", "reported"]):
        yield Open(f"meetings.decision:{one.pk}:", one.due_on)
    proposed = AgendaItem.objects.filter(campaign=campaign, state="proposed")
    for one in proposed.exclude(meeting__state="cancelled"):
        yield Open(f"meetings.meeting:{one.meeting_id}:agenda_item:{one.pk}")
    held = Q(state__in=NOT_HELD, held_on__lte=today) | Q(state__in=["running", "closed", "approved"])
    for one in Meeting.objects.filter(held, campaign=campaign):
        yield Open(f"meetings.meeting:{one.pk}:write", one.held_on if one.state in NOT_HELD else None)
    untold = CeremonyProject.objects.filter(campaign=campaign, on_programme=True, told_at=None)
    for one in untold.filter(meeting__kind="groundbreaking", meeting__began_at__lte=at):
        yield Open(f"meetings.ceremonyproject:{one.pk}:")


def of_lists(campaign, at, today):
    for one in ListVersion.objects.filter(campaign=campaign, state="signed"):
        yield Open(f"worklist.list:{one.unit_id}:file")
    for one in ListVersion.objects.filter(campaign=campaign, state="drafting"):
        yield Open(f"worklist.list:{one.unit_id}:")
    for one in Letter.objects.filter(campaign=campaign, state="issued"):
        yield Open(f"worklist.letter:{one.pk}:")
    for one in ChangeRequest.objects.filter(campaign=campaign, state__in=["requested", "agreed"]):
        yield Open(f"worklist.changerequest:{one.pk}:")
    for one in Bulletin.objects.filter(campaign=campaign).exclude(state__in=["issued", "discarded"]):
        yield Open(f"bulletins.bulletin:{one.pk}:")


def fallen(campaign, at) -> list[str]:
    """Everything that breaks the law that evening, in words."""
    today, assignments = campaign.day_of(at), living(campaign)
    people, office = {who for _, who in assignments}, {who for role, who in assignments if role in OFFICE}
    desks = [(one.key, one.people & people) for one in on_desks(campaign, at=at)]
    found = []
    for one in open_things(campaign, at):
        lies = set().union(*(who for key, who in desks if key.startswith(one.key)))
        if not lies:
            found.append(f"{one.key} lies on nobody's desk")
        elif one.due_on and one.due_on < today and not lies & office:
            found.append(f"{one.key} has been overdue since {one.due_on} and is not on the Office's desk")
    return [*found, *unanswered(campaign)]


def living(campaign) -> set[tuple[str, int]]:
    rows = RoleAssignment.objects.filter(campaign=campaign, ended_at=None, person__is_active=True)
    return {(role.value, who) for role, who in rows.values_list("role", "person")}


def unanswered(campaign) -> Iterator[str]:
    """What somebody asked, somebody else has answered, and nobody has been told."""
    notices = Notice.objects.filter(campaign_id=campaign.pk, key__startswith="answer:")
    told = set(notices.values_list("key", flat=True))
    for key, what, asker in answered(campaign):
        if not any(one.startswith(f"answer:{key}") for one in told):
            yield f"{what} has its answer, and {asker} does not know it"


def answered(campaign) -> Iterator[tuple[str, str, object]]:
    """By key, everything that one person asked and another has settled."""
    here = "obstacles.obstacle"
    times = MoreTime.objects.filter(campaign=campaign).exclude(decided_at=None)
    for one in times.exclude(asked_by=F("decided_by")):
        yield f"{here}:{one.obstacle_id}:more-time-{one.pk}", f"more time {one.pk}", one.asked_by
    told = Instruction.objects.filter(campaign=campaign).exclude(done_at=None)
    for one in told.exclude(done_by=F("given_by")):
        yield f"{here}:{one.obstacle_id}:instruction-{one.pk}", f"instruction {one.pk}", one.given_by
    ended = Obstacle.objects.filter(campaign=campaign, state="closed", raised_by__isnull=False)
    for one in ended.exclude(raised_by=F("closed_by")):
        yield f"{here}:{one.pk}:raised-", f"obstacle {one.number}", one.raised_by
    changes = ChangeRequest.objects.filter(campaign=campaign).exclude(decided_at=None)
    for one in changes.exclude(asked_by=F("decided_by")):
        yield f"worklist.changerequest:{one.pk}", f"change {one.number}", one.asked_by
