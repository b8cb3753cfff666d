"""What lies on all desks of a campaign, and who is to hear of it today."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain

from gongjian.accounts.models import User
from gongjian.bulletins.queries import on_desk as of_bulletins
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import role_holders, section_at
from gongjian.campaigns.rules import OFFICE, Role, RoleHolders
from gongjian.kernel.sections import read_section
from gongjian.kernel.text import Text
from gongjian.ledger.queries import remembered
from gongjian.meetings.queries import on_desk as of_meetings
from gongjian.notices.models import Notice
from gongjian.notices.queries import have_their_digest, told_when_new
from gongjian.notices.rules import DigestLine, OnDesk, Pile, ReminderRules, digests, earliest_first, watched
from gongjian.obstacles.queries import on_desk as of_obstacles
from gongjian.registers.queries import on_desk as of_registers
from gongjian.reporting.queries import on_desk as of_reports
from gongjian.rounds.queries.vacancies import Vacancies, vacancies_of
from gongjian.rounds.rules.chairs import chairs_among, somebody
from gongjian.worklist.queries.desk import on_desk as of_the_worklist

Room = Callable[..., Iterator[OnDesk]]
ROOMS: tuple[Room, ...] = (of_the_worklist, of_registers, of_reports, of_obstacles, of_bulletins, of_meetings)


def on_desks(campaign: Campaign, *, at: datetime, person: User | None = None) -> list[OnDesk]:
    """Everything that waits for people, the earliest first: for everybody, or for one person only.

    Whatever is open lies on the desk of somebody living: what nobody else can do falls to the Office, which also
    sees all that is overdue."""
    if campaign.is_archived:
        return []
    holders = remembered(campaign, ("holders", person and person.pk), lambda: role_holders(campaign, person))
    if person is None or holders.people(*OFFICE, Role.ADMINISTRATOR):
        day = campaign.day_of(at)
        everything = remembered(campaign, ("desks", day), lambda: tuple(of_everybody(campaign, at)))
        found = [one for one in everything if person is None or person.pk in one.people]
    else:
        mine = ("desk of", person.pk, campaign.day_of(at))
        found = list(remembered(campaign, mine, lambda: tuple(of_one(campaign, at, holders))))
    answers = answers_for(campaign, person) if person else ()
    return list(earliest_first(chain(found, answers)))


def of_one(campaign: Campaign, at: datetime, holders: RoleHolders) -> Iterator[OnDesk]:
    today = campaign.day_of(at)
    for one in of_rooms(campaign, at, holders):
        if one.people:
            yield one
        yield from watched(one, today)


def of_everybody(campaign: Campaign, at: datetime) -> Iterator[OnDesk]:
    """Asked with empty chairs on every desk: where only these are left, nobody is."""
    known, today = vacancies_of(campaign), campaign.day_of(at)
    office = Catching.among(known.holders)
    for one in of_rooms(campaign, at, known.with_empty_chairs()):
        here = office.caught(one, known)
        if here.people:
            yield here
            yield from watched(here, today, office.people)


@dataclass(frozen=True, slots=True)
class Catching:
    """Who catches what would fall between the desks: the Office, or the administrators where there is none."""

    people: frozenset[int]
    first: frozenset[int]

    @classmethod
    def among(cls, holders: RoleHolders) -> "Catching":
        roles = OFFICE if holders.people(*OFFICE) else (Role.ADMINISTRATOR,)
        return cls(holders.people(*roles), holders.first(*roles))

    def caught(self, one: OnDesk, known: Vacancies) -> OnDesk:
        """The same without its empty chairs; with those who catch it where nobody else is left."""
        people, remind, watch = (somebody(who) for who in (one.people, one.remind, one.watch))
        if people or not one.people:
            return replace(one, people=people, remind=remind, watch=watch)
        advice = known.advice(chairs_among(one.people))
        fell = one.fell or advice
        return replace(one, people=self.people, remind=self.first, watch=watch, fell=fell, press=None)


def of_rooms(campaign: Campaign, at: datetime, holders: RoleHolders) -> Iterator[OnDesk]:
    return chain.from_iterable(on_desk_of(room, campaign, at, holders) for room in ROOMS)


def on_desk_of(room: Room, campaign: Campaign, at: datetime, holders: RoleHolders) -> Iterator[OnDesk]:
    return room(campaign, at=at, holders=holders)


def answers_for(campaign: Campaign, person: User) -> Iterator[OnDesk]:
    """What somebody asked and was answered, until it has been read."""
    for notice in Notice.objects.of(person, campaign.pk).answers().unread():
        line = notice.lines[0]
        yield OnDesk(
            key=notice.key,
            pile=Pile.ANSWER,
            title=Text.from_json(line["title"]),
            detail=Text.from_json(line["detail"]),
            page=line["page"],
            args=tuple(line["args"][1:]),
            people=frozenset({person.pk}),
            icon="message-circle",
            is_quiet=True,
        )


def reminder_rules(campaign: Campaign, at: datetime) -> ReminderRules:
    return read_section(ReminderRules, section_at(campaign, "reminders", at))


def due_digests(campaign: Campaign, *, at: datetime) -> Mapping[int, tuple[DigestLine, ...]]:
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
