"""Questions about meetings that more than one door asks."""

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db.models import Count, Max, Q, QuerySet

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import roles_of, section_at
from gongjian.campaigns.rules import Role
from gongjian.kernel.sections import read_section
from gongjian.kernel.text import Text
from gongjian.meetings.models import AgendaItem, Decision, Invitation, Meeting, MeetingPaper
from gongjian.meetings.models.agenda import DecisionQuerySet
from gongjian.meetings.rules import HELD, FollowUpState, MeetingKind, MeetingRules, MeetingState, PaperKind


def meeting_rules(campaign: Campaign, at: datetime) -> MeetingRules:
    return read_section(MeetingRules, section_at(campaign, "meetings", at))


def meetings_of(campaign: Campaign, person: User) -> QuerySet[Meeting]:
    """The meetings to which an organisation of this person is invited; those of the Office are the Office's own."""
    roles = roles_of(person, campaign)
    here = Meeting.objects.filter(campaign=campaign).exclude(state=MeetingState.CANCELLED)
    here = here.select_related("campaign", "obligation")
    if roles.office:
        return here
    invited = Invitation.objects.filter(organisation__in=roles.organisations(*Role))
    return here.filter(pk__in=invited.values("meeting")).exclude(state=MeetingState.PLANNED)


def previous(meeting: Meeting) -> Meeting | None:
    """The last meeting of the same kind that was held before this one."""
    held = Meeting.objects.filter(campaign=meeting.campaign_id, kind=meeting.kind, state__in=HELD)
    return held.filter(held_on__lt=meeting.held_on).order_by("-held_on", "-pk").first()


def writers_of(meetings: Collection[int]) -> dict[int, set[int]]:
    """Whoever has worded anything that the minutes say, by meeting; in two questions, however many they are."""
    found: dict[int, set[int]] = defaultdict(set)
    for table in (AgendaItem, Decision) if meetings else ():
        for meeting, writers in table.objects.filter(meeting__in=meetings).values_list("meeting", "writers"):
            found[meeting] |= set(writers)
    return found


def last_arranged(meeting: Meeting) -> Meeting | None:
    """The last meeting of the same kind before this one of which somebody has said where it is."""
    alike = Meeting.objects.filter(
        campaign=meeting.campaign_id, kind=meeting.kind, held_on__lt=meeting.held_on
    )
    arranged = alike.exclude(place="").exclude(state=MeetingState.CANCELLED)
    return arranged.order_by("-held_on", "-pk").first()


def ordinal(meeting: Meeting) -> int:
    """The how-manieth of its kind it is, those that fell out left out."""
    before = Q(held_on__lt=meeting.held_on) | Q(held_on=meeting.held_on, pk__lt=meeting.pk)
    alike = Meeting.objects.filter(campaign=meeting.campaign_id, kind=meeting.kind)
    return alike.exclude(state=MeetingState.CANCELLED).filter(before).count() + 1


def open_decisions(campaign: Campaign) -> DecisionQuerySet:
    """What earlier meetings decided and what has not been carried out yet."""
    pending = Decision.objects.filter(campaign=campaign).pending()
    return pending.select_related("unit", "meeting", "agenda_item").order_by("due_on", "number")


def next_minutes_number(campaign: Campaign, *, year: int) -> int:
    """Minutes of all kinds have one series of numbers in a campaign and a year of issue."""
    issued = MeetingPaper.objects.filter(campaign=campaign, kind=PaperKind.MINUTES, number_year=year)
    return (issued.aggregate(last=Max("number"))["last"] or 0) + 1


def next_decision_number(campaign: Campaign) -> int:
    return (Decision.objects.filter(campaign=campaign).aggregate(last=Max("number"))["last"] or 0) + 1


def newest_paper(meeting: Meeting, kind: PaperKind) -> MeetingPaper | None:
    return meeting.papers.filter(kind=kind).order_by("-edition").first()


def counts_of(decisions: QuerySet[Decision], today: object) -> dict[str, int]:
    """How many follow-ups there are under each tab."""
    late = Q(state=FollowUpState.OPEN, due_on__lt=today)
    counted: dict[str, int] = decisions.aggregate(
        open=Count("pk", filter=Q(state=FollowUpState.OPEN)),
        overdue=Count("pk", filter=late),
        reported=Count("pk", filter=Q(state=FollowUpState.REPORTED)),
        done=Count("pk", filter=Q(state=FollowUpState.DONE)),
        revoked=Count("pk", filter=Q(state=FollowUpState.REVOKED)),
    )
    return counted


def name_of(meeting: Meeting, number: int | None = None) -> Text:
    """What a meeting is called: by its title, or by its kind and how often there was one before."""
    if meeting.title:
        return Text("%(title)s", title=meeting.title)
    if meeting.kind == MeetingKind.KICK_OFF:
        return Text(meeting.kind.label)
    return Text("%(kind)s no. %(number)s", kind=meeting.kind, number=number or ordinal(meeting))


def names_of(campaign: Campaign) -> dict[int, Text]:
    """The names of all meetings of a campaign at once."""
    counted: Counter[str] = Counter()
    names = {}
    for meeting in Meeting.objects.filter(campaign=campaign).order_by("held_on", "pk"):
        counted[meeting.kind] += meeting.state != MeetingState.CANCELLED
        names[meeting.pk] = name_of(meeting, counted[meeting.kind] or 1)
    return names
