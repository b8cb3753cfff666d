from decimal import Decimal

import pytest
from django.urls import reverse

from gongjian.accounts.models import Organisation
from gongjian.campaigns.rules import Counting
from gongjian.worklist.models import Item
from gongjian.worklist.rules import Measure
from tests.world import signed_in


@pytest.fixture
def address(world):
    return reverse("worklist:overview", args=[world.campaign.slug])


def test_the_office_sees_how_everybody_stands(client, world, address):
    text = signed_in(client, world.clerk).get(address).content.decode()

    assert "Day 16 of 102; days left: 86" in text
    assert "Second unit" in text
    assert f"?target={world.target.pk}" in text
    assert world.target.sentence in text
    assert 'class="chart-bar"' in text[text.index("Lights by unit") :]


def test_a_target_in_hundred_millions_shows_what_its_items_have_in_ten_thousands(client, world, address):
    target = world.target
    target.counting, target.value, target.unit = Counting.SUM, Decimal("1.5"), "亿元"
    target.save()
    items = Item.objects.filter(campaign=world.campaign)
    items.update(measure=Measure.INVESTMENT, unit_of_measure="万元")
    items.filter(pk=items.first().pk).update(measure=Measure.QUANTITY, unit_of_measure="户")
    for item in items:
        item.targets.add(target)

    text = signed_in(client, world.clerk).get(address, {"on": "2026-09-15"}).content.decode()

    assert "1.5亿元" in text
    assert "1 in 户" in text


@pytest.mark.parametrize("who", ["reporter", "head", "leader", "observer", "member", "editor"])
def test_the_others_never_see_the_live_lights_of_units_that_are_not_theirs(client, world, address, who):
    text = signed_in(client, getattr(world, who)).get(address).content.decode()
    other = "First unit" if who == "leader" else "Second unit"

    assert other not in text
    assert 'class="chart-plot"' not in text
    assert world.target.name in text
    assert "in the issued bulletins" in text


def test_a_unit_sees_its_own_lights(client, world, address):
    page = signed_in(client, world.reporter).get(address)

    assert page.context["whole"].items == 2
    assert [group["key"] for group in page.context["groups"]] == ["line", "unit"]


def test_another_day_is_worked_out_from_what_was_known(client, world, address):
    signed_in(client, world.clerk)
    now, past = (
        client.get(address).context["whole"],
        client.get(address, {"on": "2026-09-10"}).context["whole"],
    )

    assert (now.items, past.items) == (3, 3)
    assert now.completion > past.completion == 0
    assert client.get(address, {"on": "rubbish"}).status_code == 404


def test_today_by_the_database_is_today_by_the_facts(client, world, address):
    signed_in(client, world.clerk)
    today = client.get(address).context["whole"]
    world.campaign.clock.at = world.campaign.end_of(world.campaign.clock.at.date())
    tomorrow = world.campaign.clock
    tomorrow.at = tomorrow.at.replace(day=16, hour=1)
    tomorrow.set_at = tomorrow.at
    tomorrow.save()

    yesterday = client.get(address, {"on": "2026-09-15"}).context["whole"]

    assert dict(today.lights) == dict(yesterday.lights)
    assert round(float(today.completion), 9) == round(float(yesterday.completion), 9)


def test_it_asks_no_more_with_many_items(client, world, address, django_assert_max_num_queries):
    signed_in(client, world.clerk).get(address)

    with django_assert_max_num_queries(24):
        client.get(address)


def test_units_and_leading_officials_stand_in_the_official_order(client, world, address):
    Organisation.objects.filter(pk=world.second.organisation_id).update(position=1)
    Organisation.objects.filter(pk=world.first.organisation_id).update(position=2)

    for asked in ({}, {"on": "2026-09-14"}):
        text = signed_in(client, world.clerk).get(address, asked).content.decode()
        table = text[text.index("Lights by unit") :]
        assert table.index("Second unit") < table.index("First unit")
