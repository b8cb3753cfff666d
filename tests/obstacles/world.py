"""What a test of obstacles needs beside the small world."""

from dataclasses import replace
from datetime import date

from gongjian.accounts.rules import OrganisationKind
from gongjian.campaigns.rules import Role
from gongjian.obstacles.actions import ObstacleDraft, Shown, accept, escalate, raise_obstacle, solve
from gongjian.obstacles.models import Obstacle, ObstacleKind
from gongjian.obstacles.rules import Level
from tests.world import NOON, a_campaign, a_clerk, a_person, a_project, a_unit, an_organisation, number

SHOWN = Shown(reference="会议纪要〔2026〕3号")


def a_group(campaign, name=""):
    return an_organisation(name, kind=OrganisationKind.GROUP, parent=campaign.organisation)


def a_kind(campaign, *, group=None, is_complex=True, name=""):
    here = next(number)
    return ObstacleKind.objects.create(
        campaign=campaign,
        code=f"kind{here}",
        name=name or f"Kind {here}",
        group=group,
        is_complex=is_complex,
        position=here,
    )


def a_member(obstacle):
    return a_person(Role.MEMBER, at=obstacle.group, campaign=obstacle.campaign)


def a_reporter(obstacle):
    return a_person(Role.REPORTER, at=obstacle.unit, campaign=obstacle.campaign)


def a_draft(campaign, **more):
    kind = more.pop("kind", None) or a_kind(campaign, group=a_group(campaign))
    draft = ObstacleDraft(kind=kind, words="三户未签约", wanted="协调签约", wanted_by=date(2026, 9, 30))
    return replace(draft, **more)


def an_obstacle(campaign=None, *, project=None, leader=None, by=None, at=NOON, **more) -> Obstacle:
    """An obstacle that waits for its group since noon of Thursday, 10 September."""
    campaign = campaign or (project.campaign if project else a_campaign())
    project = project or a_project(campaign, unit=a_unit(campaign), leader=leader)
    by = by or a_person(Role.REPORTER, at=project.unit, campaign=campaign)
    return raise_obstacle(project, a_draft(campaign, **more), by=by, at=at)


def in_hand(obstacle=None, *, at=NOON, **more) -> Obstacle:
    obstacle = obstacle or an_obstacle(at=at, **more)
    return accept(obstacle, by=a_member(obstacle), at=at, seen=obstacle.version)


def escalated(to=Level.LEADER, *, at=NOON, **more) -> Obstacle:
    """In the hands of who can settle it."""
    campaign = more.pop("campaign", None) or a_campaign()
    leader = a_person(Role.LEADER, campaign=campaign)
    obstacle = in_hand(campaign=campaign, leader=leader, at=at, **more)
    return escalate(obstacle, to, reason="需上级协调", by=a_clerk(campaign), at=at, seen=obstacle.version)


def solved(obstacle=None, *, by=None, at=NOON, **more) -> Obstacle:
    obstacle = obstacle or in_hand(at=at, **more)
    by = by or a_member(obstacle)
    return solve(obstacle, solution="三户全部签约", shown=SHOWN, by=by, at=at, seen=obstacle.version)
