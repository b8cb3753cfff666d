"""What is listed of today, from what is kept, and of any other day, from the facts."""

from datetime import date

import pytest

from gongjian.standing.actions import bring_up_to_date
from gongjian.standing.models import ItemStanding
from gongjian.standing.queries import Filter, listed_on, listed_today
from gongjian.standing.rules.attributes import GROUPS, QUESTIONS, SORTS
from gongjian.worklist.actions.items import mark_items
from gongjian.worklist.models import Item
from gongjian.worklist.rules import Light
from tests.built import built_once
from tests.standing.reports import a_reported_campaign
from tests.world import a_clerk, noon

pytestmark = pytest.mark.django_db


@built_once
def campaign():
    """One of its items is marked."""
    campaign = a_reported_campaign()
    marked = [Item.objects.filter(campaign=campaign).first()]
    mark_items(campaign, marked, priority=True, by=a_clerk(campaign), at=noon(9, 11))
    bring_up_to_date(campaign, at=noon(9, 12))
    return campaign


FILTERS = [
    Filter(),
    Filter(text="ITEM"),
    Filter(answers={"light": (Light.AHEAD,)}),
    Filter(answers={"light": (Light.AHEAD, Light.LAGGING, Light.ON_SCHEDULE)}),
    Filter(answers={"from": date(2026, 10, 2)}),
    Filter(answers={"to": date(2026, 10, 2)}),
    Filter(answers={"disagreeing": True}),
]


@pytest.mark.both_databases
@pytest.mark.parametrize("group", ["", *GROUPS])
@pytest.mark.parametrize("sort", SORTS)
def test_today_and_any_day_list_the_same_in_the_same_order(campaign, sort, group):
    person, at = a_clerk(campaign), noon(9, 12)
    target, unit = campaign.targets.get(), campaign.units.first().organisation_id
    order = {"sort": sort, "downwards": sort == "gap", "start": 0, "count": 3, "group": group}

    line, official = campaign.lines_of_work.first().pk, campaign.projects.exclude(leading_official=None)
    told = {"target": target.pk, "unit": unit, "line": line, "official": official[0].leading_official_id}
    said = [Filter(answers={name: answer}) for name, answer in (told | {"priority": True}).items()]
    assert {name for one in [*FILTERS, *said] for name in one.answers} == set(QUESTIONS)
    for wanted in [*FILTERS, *said]:
        seen = ItemStanding.objects.visible_to(person, campaign)
        today = listed_today(seen, wanted, **order)
        worked_out = listed_on(campaign, person, at, wanted, **order)

        assert [one.code for one in today.rows] == [one.code for one in worked_out.rows]
        assert (today.total, today.lights) == (worked_out.total, dict(worked_out.lights))
        assert {name: part.items for name, part in today.groups.items()} == {
            name: part.items for name, part in worked_out.groups.items()
        }
