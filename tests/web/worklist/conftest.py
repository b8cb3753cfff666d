from copy import deepcopy
from datetime import date
from types import SimpleNamespace

import pytest

from gongjian.campaigns.rules import Role
from tests.built import built_once
from tests.standing.reports import confirmed
from tests.world import a_campaign, a_period, a_person, a_project, a_report, a_target, a_unit, an_item, noon


@pytest.fixture
def world(lived, db):
    """Built once, and in memory everybody's own."""
    return deepcopy(lived)


@built_once
def lived():
    """A campaign with two units, three items, one of them reported, and people of every kind."""
    campaign = a_campaign("pages", stands_at=noon(9, 15))
    leader = a_person(Role.LEADER, campaign=campaign, name="Leader")
    first, second = a_unit(campaign, "First unit"), a_unit(campaign, "Second unit")
    target = a_target(campaign)
    project = a_project(campaign, unit=first, code="P-1")
    other = a_project(campaign, unit=second, code="P-2", leader=leader)
    items = [
        an_item(project=project, unit=first, code="P-1-1", targets=(target,)),
        an_item(project=project, unit=first, code="P-1-2", due_on=date(2026, 9, 14)),
        an_item(project=other, unit=second, code="P-2-1", due_on=date(2026, 9, 20)),
    ]
    report = a_report(first, period=a_period(campaign), items=0)
    confirmed(report, 20, at=noon(9, 11))
    people = {role.value: a_person(role, at=first, campaign=campaign) for role in Role if role != Role.LEADER}
    return SimpleNamespace(
        campaign=campaign,
        first=first,
        second=second,
        project=project,
        other=other,
        items=items,
        report=report,
        target=target,
        leader=leader,
        **people,
    )
