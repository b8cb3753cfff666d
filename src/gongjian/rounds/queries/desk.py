"""What lies on all desks of a campaign, and who is to hear of it today."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import chain

from gongjian.accounts.models import User
from gongjian.bulletins.queries import on_desk as of_bulletins
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import seating_of, section_at
from gongjian.campaigns.rules import Seating
from gongjian.kernel.sections import read_section
from gongjian.meetings.queries import on_desk as of_meetings
from gongjian.notices.queries import have_their_digest, told_when_new
from gongjian.notices.rules import Line, OnDesk, ReminderRules, digests, in_order
from gongjian.obstacles.queries import on_desk as of_obstacles
from gongjian.registers.queries import on_desk as of_registers
from gongjian.reporting.queries import on_desk as of_reports
from gongjian.worklist.queries.desk import on_desk as of_the_worklist

Room = Callable[..., Iterator[OnDesk]]
ROOMS: tuple[Room, ...] = (of_the_worklist, of_registers, of_reports, of_obstacles, of_bulletins, of_meetings)


def on_desks(campaign: Campaign, *, at: datetime, person: User | None = None) -> list[OnDesk]:
    """Everything that waits for people, the earliest first: for everybody, or for one person only."""
    if campaign.is_archived:
        return []
    seating = seating_of(campaign, person)
    found = chain.from_iterable(on_desk_of(room, campaign, at, seating) for room in ROOMS)
    return list(in_order(one for one in found if one.people))


def on_desk_of(room: Room, campaign: Campaign, at: datetime, seating: Seating) -> Iterator[OnDesk]:
    return room(campaign, at=at, seating=seating)


def reminder_rules(campaign: Campaign, at: datetime) -> ReminderRules:
    return read_section(ReminderRules, section_at(campaign, "reminders", at))


def due_digests(campaign: Campaign, *, at: datetime) -> Mapping[int, tuple[Line, ...]]:
    """By person, what the digest of today says. Nobody on days off, at night, or twice a day."""
    calendar, rules = campaign.calendar(), reminder_rules(campaign, at)
    local = at.astimezone(campaign.zone)
    if not rules.may_go_out(local.date(), local.time(), calendar):
        return {}
    today, had = local.date(), have_their_digest(campaign.pk, local.date())
    found = digests(
        on_desks(campaign, at=at),
        today=today,
        calendar=calendar,
        rules=rules,
        told=told_when_new(campaign.pk),
    )
    return {person: lines for person, lines in found.items() if person not in had}
