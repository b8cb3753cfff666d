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
    assert f"/targets/{world.target.code}/" in text
    assert world.target.sentence in text
    assert 'class="chart-bar"' in text[text.index("Lights by line of work") :]


def test_every_unit_has_its_lights_on_a_page_of_their_own(client, world):
    lights = reverse("worklist:lights", args=[world.campaign.slug, "unit"])

    office = signed_in(client, world.clerk).get(lights).content.decode()
    own = signed_in(client, world.reporter).get(lights).content.decode()

    assert "Second unit" in office
    assert "Second unit" not in own
    assert client.get(reverse("worklist:lights", args=[world.campaign.slug, "colour"])).status_code == 404


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
    assert "How what I answer for stands" in page.content.decode()
    assert len(page.context["lines"].rows) == 1


def test_another_day_is_worked_out_from_what_was_known(client, world, address):
    signed_in(client, world.clerk)
    now, past = (
        client.get(address).context["whole"],
        client.get(address, {"on": "2026-09-10"}).context["whole"],
    )

    assert (now.items, past.items) == (3, 3)
    assert now.completion > past.completion == 0
    assert client.get(address, {"on": "rubbish"}).status_code == 409


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


def test_units_and_leading_officials_stand_in_the_official_order(client, world):
    address = reverse("worklist:lights", args=[world.campaign.slug, "unit"])
    Organisation.objects.filter(pk=world.second.organisation_id).update(position=1)
    Organisation.objects.filter(pk=world.first.organisation_id).update(position=2)

    for asked in ({}, {"on": "2026-09-14"}):
        text = signed_in(client, world.clerk).get(address, asked).content.decode()
        table = text[text.index('class="bar-table') :]
        assert table.index("Second unit") < table.index("First unit")


@pytest.fixture
def bound(world):
    """The items of the world, bound to its target; nothing of them is finished."""
    for item in Item.objects.filter(campaign=world.campaign):
        item.targets.add(world.target)
    return world


def test_a_target_of_which_nothing_is_finished_says_how_far_its_items_are(client, bound, address):
    card = signed_in(client, bound.clerk).get(address).context["cards"][0]

    assert "0 of 3 items done, mean progress" in " ".join(map(str, card.notes))


def test_a_target_without_items_is_not_countable_and_no_nought(client, world, address):
    Item.targets.through.objects.all().delete()
    card = signed_in(client, world.clerk).get(address).context["cards"][0]

    assert (str(card.state), card.share, card.figure) == ("not countable yet", None, "")
