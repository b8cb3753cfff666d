"""What the data know when an agenda is put together, and whom it concerns."""

from datetime import date, datetime
from fractions import Fraction

from gongjian.accounts.models import Organisation
from gongjian.bulletins.models import Bulletin
from gongjian.bulletins.queries import newest_issued
from gongjian.bulletins.rules import BulletinKind
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import responsible_units, role_holders
from gongjian.campaigns.rules import Role, Series
from gongjian.meetings.models import AgendaItem, Decision, Meeting
from gongjian.meetings.models.agenda import DecisionQuerySet
from gongjian.meetings.queries.asked import meeting_rules, open_decisions, previous
from gongjian.meetings.queries.escalated import escalated_to_meeting
from gongjian.meetings.rules import (
    AgendaItemKind,
    AgendaItemState,
    Attending,
    DecisionKind,
    Facts,
    MeetingKind,
    MeetingState,
    Ranked,
)
from gongjian.meetings.rules.agenda import Group, fallen_since, grouped
from gongjian.standing.queries import standings_at
from gongjian.worklist.rules import Light

EVERYBODY = (MeetingKind.REVIEW, MeetingKind.KICK_OFF)  # all responsible units are called


def facts_for(meeting: Meeting, *, at: datetime) -> Facts:
    """Decisions still open, what was postponed to this meeting, what has fallen since the last one, obstacles."""
    if meeting.kind == MeetingKind.FRIDAY:
        groups, obstacles = groups_for(meeting, at=at), escalated_to_meeting(meeting.campaign)
    else:
        groups, obstacles = [], ()
    waiting = waiting_for(meeting)
    carried = AgendaItem.objects.filter(pk__in=[pk for pk, _ in waiting]).exclude(obstacle=None)
    known = set(carried.values_list("obstacle_id", flat=True))
    return Facts(
        has_open_decisions=decisions_for(meeting).exists(),
        groups=tuple(groups),
        obstacles=tuple(one for one in obstacles if one not in known),
        postponed=tuple(waiting),
    )


def decisions_for(meeting: Meeting) -> DecisionQuerySet:
    """A Friday meeting looks at everything that is open, a review at what was promised at reviews; never at its own."""
    earlier = open_decisions(meeting.campaign).exclude(meeting=meeting)
    if meeting.kind == MeetingKind.FRIDAY:
        return earlier
    if meeting.kind == MeetingKind.REVIEW:
        return earlier.filter(kind=DecisionKind.COMMITMENT)
    return Decision.objects.none()


def groups_for(meeting: Meeting, *, at: datetime) -> list[Group]:
    campaign, last = meeting.campaign, previous(meeting)
    before = standings_at(campaign, last.began_at) if last and last.began_at else []
    then = last.held_on if last else campaign.starts_on
    fallen = fallen_since(before, standings_at(campaign, at), then=then, today=campaign.day_of(at))
    return grouped(fallen, most=meeting_rules(campaign, at).most_groups)


def waiting_for(meeting: Meeting) -> list[tuple[int, AgendaItemKind]]:
    """What a meeting of this kind has postponed and no later one has taken up."""
    postponed = AgendaItem.objects.filter(
        campaign=meeting.campaign_id,
        meeting__kind=meeting.kind,
        meeting__held_on__lt=meeting.held_on,
        state=AgendaItemState.POSTPONED,
        carried_to=None,
    ).exclude(kind=AgendaItemKind.FOLLOW_UP)
    return list(postponed.order_by("meeting__held_on", "position").values_list("pk", "kind"))


def concerned(meeting: Meeting) -> list[tuple[Organisation, Attending]]:
    """Whom a meeting concerns: only those, so that nobody sits in it for nothing."""
    holders = role_holders(meeting.campaign)
    units = units_concerned(meeting)
    groups = holders.organisations(Role.MEMBER)
    leaders: set[int] = set()
    guests: set[int] = set()
    if meeting.kind in (*EVERYBODY, MeetingKind.GROUNDBREAKING):
        leaders = holders.organisations(Role.LEADER)
        guests = holders.organisations(Role.SUPERVISOR, Role.ASSESSOR, Role.EDITOR)
    everybody = list(Organisation.objects.filter(pk__in={*leaders, *groups, *units, *guests}))
    sorts = (leaders, groups - leaders, units - leaders - groups)
    attending = [one for sort in sorts for one in everybody if one.pk in sort]
    return [(one, Attending.ATTENDS) for one in attending] + [
        (one, Attending.SITS_IN) for one in everybody if one not in attending
    ]


def units_concerned(meeting: Meeting) -> set[int]:
    if meeting.kind in EVERYBODY:
        return set(responsible_units(meeting.campaign).values_list("organisation", flat=True))
    if meeting.kind == MeetingKind.GROUNDBREAKING:
        return set(meeting.projects.values_list("project__unit", flat=True))
    agenda_items = meeting.agenda_items.listed()
    found = set(agenda_items.exclude(unit=None).values_list("unit", flat=True))
    found |= set(agenda_items.exclude(obstacle=None).values_list("obstacle__unit", flat=True))
    found |= set(agenda_items.exclude(items=None).values_list("items__baseline__unit", flat=True))
    if agenda_items.filter(kind=AgendaItemKind.FOLLOW_UP).exists():
        found |= set(decisions_for(meeting).values_list("unit", flat=True))
    return {pk for pk in found if pk}


def bulletin_for(campaign: Campaign) -> Bulletin | None:
    return newest_issued(campaign, kind=BulletinKind.PROGRESS)


def newest_ranking(campaign: Campaign) -> Bulletin | None:
    """The newest published ranking, with the snapshot that it was worked out from."""
    return newest_issued(campaign, kind=BulletinKind.RANKING) or newest_issued(campaign)


def ranked_in(bulletin: Bulletin) -> list[Ranked]:
    """The units as that paper ranks them: what was published counts, not what is known since."""
    return [
        Ranked(
            unit=place["unit"],
            name=place["name"],
            series=Series.of(series["series"]),
            place=place["place"],
            before=place["before"],
            completion=Fraction(place["completion"]),
            expected=Fraction(place["expected"]),
            behind=place["lights"][Light.LAGGING.value] + place["lights"][Light.SERIOUS.value],
            blocked=place["lights"][Light.BLOCKED.value],
        )
        for series in bulletin.snapshot.data["series"]
        for place in series["places"]
    ]


def next_to_propose_to(campaign: Campaign, *, today: date) -> Meeting | None:
    """The Friday meeting whose papers have not gone out yet."""
    planned = Meeting.objects.filter(campaign=campaign, kind=MeetingKind.FRIDAY, state=MeetingState.PLANNED)
    return planned.filter(held_on__gt=today).order_by("held_on").first()
