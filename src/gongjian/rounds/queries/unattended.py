"""Everything of a campaign that lies on no living person's desk."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain

from gongjian.bulletins.permissions import APPROVING, DRAFTING
from gongjian.bulletins.rules import BulletinKind
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import obligations
from gongjian.campaigns.rules import UNIT, ObligationKind, Role, RoleHolders
from gongjian.kernel.text import Text
from gongjian.notices.rules import OnDesk
from gongjian.obstacles.queries import without_their_person
from gongjian.rounds.queries.desk import ROOMS, on_desk_of
from gongjian.rounds.queries.vacancies import Vacancies, vacancies_of
from gongjian.rounds.rules.chairs import Chair, chairs_among, somebody
from gongjian.rounds.rules.unattended import LeftAlone, Sort, ordered
from gongjian.worklist.models import Project


def unattended(campaign: Campaign, *, at: datetime, holders: RoleHolders | None = None) -> list[LeftAlone]:
    """As people sit now, or as they would sit then. The archive waits for nobody."""
    if campaign.is_archived:
        return []
    known = vacancies_of(campaign, holders)
    found = chain(
        roles(campaign, known),
        units(campaign, known),
        duties(campaign, known, at=at),
        obstacles(campaign, known),
        projects(campaign, known),
    )
    return ordered({one.key: one for one in found}.values())


def duties(campaign: Campaign, known: Vacancies, *, at: datetime) -> Iterator[LeftAlone]:
    """Whatever any room would put on a desk, and nobody sits at it. Asked with empty chairs on every desk."""
    holders = known.with_empty_chairs()
    for room in ROOMS:
        for one in on_desk_of(room, campaign, at, holders):
            if one.people and not somebody(one.people):
                yield of_duty(campaign, one, known)


def of_duty(campaign: Campaign, one: OnDesk, known: Vacancies) -> LeftAlone:
    chairs = tuple(chairs_among(one.people))
    return LeftAlone(
        key=one.key,
        sort=Sort.DUTY,
        title=one.title,
        detail=one.detail,
        advice=known.advice(chairs),
        page=one.page,
        args=one.args,
        since=day(campaign, known.since(chairs)),
        due_on=one.due_on,
        icon=one.icon,
    )


def units(campaign: Campaign, known: Vacancies) -> Iterator[LeftAlone]:
    for unit in campaign.units.select_related("organisation"):
        where = unit.organisation_id
        if not known.holders.people(*UNIT, at=where):
            chairs = tuple(Chair(role, where) for role in UNIT)
            yield LeftAlone(
                key=f"campaigns.unit:{unit.pk}",
                sort=Sort.UNIT,
                title=Text("%(unit)s has neither a reporter nor a head", unit=str(unit)),
                detail=Text("Its reports, lists, letters and bulletins go to the Office."),
                advice=known.advice(chairs),
                page="people:unit",
                args=(unit.pk,),
                since=day(campaign, known.since(chairs)),
                icon="building",
            )


def roles(campaign: Campaign, known: Vacancies) -> Iterator[LeftAlone]:
    """Roles without which duties lie nowhere; a ranking that is due needs two people, whichever of the two roles."""
    for role in (Role.ADMINISTRATOR, Role.CLERK, Role.DIRECTOR):
        if not known.holders.people(role):
            yield of_role(campaign, (role,), Text("Nobody is %(role)s", role=role), known)
    ranking = {*DRAFTING[BulletinKind.RANKING], *APPROVING[BulletinKind.RANKING]}
    if len(known.holders.people(*ranking)) < 2 and obligations(campaign, ObligationKind.RANKING).exists():
        both = tuple(role for role in Role if role in ranking)
        title = Text("Two people are needed for the ranking bulletins: one drafts, another approves")
        yield of_role(campaign, both, title, known)


def of_role(campaign: Campaign, wanted: tuple[Role, ...], title: Text, known: Vacancies) -> LeftAlone:
    chairs = tuple(Chair(role) for role in wanted)
    return LeftAlone(
        key="campaigns.role:" + "-".join(wanted),
        sort=Sort.ROLE,
        title=title,
        detail=Text("Their tasks go to others."),
        advice=known.advice(chairs),
        page="people:people",
        args=(),
        since=day(campaign, known.since(chairs)),
        icon="users",
    )


def obstacles(campaign: Campaign, known: Vacancies) -> Iterator[LeftAlone]:
    for obstacle, person, title in without_their_person(campaign, known.holders):
        yield LeftAlone(
            key=f"obstacles.obstacle:{obstacle.pk}:without",
            sort=Sort.OBSTACLE,
            title=title,
            detail=Text(
                "no. %(number)s · %(project)s · %(words)s",
                number=obstacle.number,
                project=obstacle.project.name,
                words=obstacle.words[:60],
            ),
            advice=Text("Hand over this person's desk, name somebody else, or escalate it."),
            page="obstacles:obstacle",
            args=(obstacle.number,),
            since=day(campaign, known.gone.get(person or 0)),
            due_on=obstacle.due_on,
            icon="barrier-block",
        )


def projects(campaign: Campaign, known: Vacancies) -> Iterator[LeftAlone]:
    leaders = known.holders.people(Role.LEADER)
    led = Project.objects.filter(campaign=campaign, leading_official__isnull=False)
    for project in led.exclude(leading_official__in=leaders).select_related("leading_official"):
        official = project.leading_official
        yield LeftAlone(
            key=f"worklist.project:{project.pk}:led",
            sort=Sort.PROJECT,
            title=Text("%(name)s leads it and is no longer there", name=str(official)),
            detail=Text("%(code)s %(name)s", code=project.code, name=project.name),
            advice=Text("Hand over this person's desk, or name another leading official."),
            page="worklist:project",
            args=(project.code,),
            since=day(campaign, known.gone.get(project.leading_official_id or 0)),
            icon="target",
        )


def day(campaign: Campaign, moment: datetime | None) -> date | None:
    return campaign.day_of(moment) if moment else None
