"""What stands in somebody's own calendar: what is owed by a day, and the dated duties ahead."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import obligations, roles_of
from gongjian.campaigns.rules import OFFICE, UNIT, ObligationKind, Role
from gongjian.kernel.text import Text
from gongjian.meetings.queries import meetings_of, names_of
from gongjian.rounds.queries.desk import on_desks

SIX_OFFICES = (Role.SUPERVISOR, Role.ASSESSOR)
WHOSE: dict[ObligationKind, tuple[Role, ...]] = {
    ObligationKind.REPORT: UNIT,
    ObligationKind.CENSUS: UNIT,
    ObligationKind.SUMMARY: UNIT,
    ObligationKind.BULLETIN: OFFICE,
    ObligationKind.RANKING: SIX_OFFICES,
    ObligationKind.ASSESSMENT: SIX_OFFICES,
    ObligationKind.SPECIAL: SIX_OFFICES,
}
"""Meetings are not among them: they stand in the calendar of those who are invited."""
PAST_DAYS = 60


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of the calendar; an hour where it is a meeting, else the whole day."""

    uid: str
    title: Text
    detail: Text
    on: date
    page: str
    args: tuple[str | int, ...]
    starts_at: datetime | None = None
    place: str = ""


def calendar_of_person(person: User, campaign: Campaign, *, at: datetime) -> Iterator[FeedEntry]:
    """What this person owes with a day, and the duties ahead of the own roles."""
    for one in on_desks(campaign, at=at, person=person):
        if one.due_on and not one.is_quiet:
            yield FeedEntry(one.key, one.title, one.detail, one.due_on, one.page, (campaign.slug, *one.args))
    yield from duties_ahead(person, campaign, today=campaign.day_of(at))
    yield from meetings_ahead(person, campaign, today=campaign.day_of(at))


def duties_ahead(person: User, campaign: Campaign, *, today: date) -> Iterator[FeedEntry]:
    held = roles_of(person, campaign)
    mine = [kind for kind, roles in WHOSE.items() if held.holds(*roles)]
    ahead = obligations(campaign, *mine).filter(due_on__gte=today) if mine else ()
    for duty in ahead:
        title, detail = Text("%(kind)s", kind=duty.kind), Text("%(note)s", note=duty.note)
        yield FeedEntry(
            f"duty:{duty.pk}", title, detail, duty.due_on, "campaigns:obligations", (campaign.slug,)
        )


def meetings_ahead(person: User, campaign: Campaign, *, today: date) -> Iterator[FeedEntry]:
    """Meetings to which this person is invited; those of the last weeks stay, so that nobody's calendar forgets them."""
    since, names = today - timedelta(days=PAST_DAYS), names_of(campaign)
    for meeting in meetings_of(campaign, person).filter(held_on__gte=since):
        yield FeedEntry(
            f"meeting:{meeting.pk}",
            names[meeting.pk],
            Text("%(place)s", place=meeting.place),
            meeting.held_on,
            "meetings:meeting",
            (campaign.slug, meeting.pk),
            starts_at=meeting.starts,
            place=meeting.place,
        )
