"""One search finds everything that somebody may see, however it is typed, and nothing else."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongjian.campaigns.rules import Role
from gongjian.rounds.rules.finding import MOST_OF_A_KIND
from gongjian.standing.actions import rebuild
from gongjian.worklist.models import Project
from tests.world import NOON, a_campaign, a_clerk, a_person, a_project, a_unit, an_item, signed_in

pytestmark = pytest.mark.django_db


def found(person, campaign, typed):
    client = signed_in(Client(), person)
    answer = client.get(
        reverse("finding:find", args=[campaign.slug]), {"q": typed}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    return re.findall(r'role="option"[^>]*href="([^"]+)"', answer.content.decode())


@pytest.fixture
def lived():
    campaign = a_campaign()
    clerk = a_clerk(campaign)
    unit = a_unit(campaign, "县住建局")
    project = a_project(campaign, unit=unit)
    Project.objects.filter(pk=project.pk).update(name="金滩供水管网工程")
    item = an_item(project=project, name="管网铺设")
    rebuild(campaign, at=NOON)
    return campaign, clerk, project, item


@pytest.mark.parametrize("typed", ["金滩供水", "金灘供水", "供水 金滩", "供水管网"])
def test_a_project_and_its_items_are_found_in_any_script(lived, typed):
    campaign, clerk, project, item = lived

    links = found(clerk, campaign, typed)

    assert reverse("worklist:project", args=[campaign.slug, project.code]) in links
    assert reverse("worklist:item", args=[campaign.slug, item.code]) in links


def test_an_item_is_found_by_its_code(lived):
    campaign, clerk, _, item = lived

    assert reverse("worklist:item", args=[campaign.slug, item.code]) in found(
        clerk, campaign, item.code.lower()
    )


def test_a_person_is_found_by_initials_by_whoever_reads_everything(lived):
    campaign, clerk, *_ = lived
    somebody = a_person(Role.LEADER, campaign=campaign, name="曾庆华")
    administrator = a_person(Role.ADMINISTRATOR, campaign=campaign)

    assert reverse("people:person", args=[campaign.slug, somebody.pk]) in found(
        administrator, campaign, "zqh"
    )
    assert found(clerk, campaign, "zqh") == [f"{reverse('worklist:list', args=[campaign.slug])}?q=曾庆华"]


@pytest.mark.parametrize("typed", ["jintan", "JinTanGongShui", "jtgs", "guanwanggongcheng", "供水 jintan"])
def test_a_project_is_found_by_its_pinyin_and_its_initials(lived, typed):
    campaign, clerk, project, _ = lived

    assert reverse("worklist:project", args=[campaign.slug, project.code]) in found(clerk, campaign, typed)


@pytest.mark.parametrize("typed", ["zhujianju", "xianzhujian", "xzjj"])
def test_a_unit_is_found_by_its_pinyin(lived, typed):
    campaign, clerk, project, _ = lived

    address = f"{reverse('worklist:list', args=[campaign.slug])}?unit={project.unit_id}"
    assert address in found(clerk, campaign, typed)


@pytest.mark.parametrize("typed", ["ang", "tgs", "j"])
def test_a_few_letters_from_within_a_name_find_nothing(lived, typed):
    campaign, clerk, project, _ = lived

    assert reverse("worklist:project", args=[campaign.slug, project.code]) not in found(
        clerk, campaign, typed
    )


def test_a_person_is_found_by_the_whole_pinyin(lived):
    campaign, *_ = lived
    somebody = a_person(Role.LEADER, campaign=campaign, name="曾庆华")
    administrator = a_person(Role.ADMINISTRATOR, campaign=campaign)

    address = reverse("people:person", args=[campaign.slug, somebody.pk])
    assert address in found(administrator, campaign, "zengqinghua")


def test_pages_are_found_by_their_name(lived):
    campaign, clerk, *_ = lived

    assert reverse("campaigns:ledger", args=[campaign.slug]) in found(clerk, campaign, "ledger")


def test_another_unit_finds_nothing_of_it(lived):
    campaign, _, _, item = lived
    other = a_person(Role.REPORTER, at=a_unit(campaign, "县水利局").organisation, campaign=campaign)

    assert found(other, campaign, "金滩供水") == []
    assert found(other, campaign, item.code) == []
    assert found(other, campaign, "曾庆华") == []


@pytest.mark.parametrize("typed", ["", "   ", "%", "_", "[", "\\", "'", "x" * 5000, "\x00", "　"])
def test_whatever_is_typed_is_answered(lived, typed):
    campaign, clerk, *_ = lived

    assert found(clerk, campaign, typed) == []


def questions_asked(clerk, campaign):
    with CaptureQueriesContext(connection) as asked:
        found(clerk, campaign, "管网")
    return len(asked)


def test_the_questions_do_not_grow_with_what_is_found(lived):
    campaign, clerk, project, _ = lived
    few = questions_asked(clerk, campaign)
    for number in range(30):
        an_item(project=project, name=f"管网铺设{number}")
    rebuild(campaign, at=NOON)

    assert questions_asked(clerk, campaign) == few
    assert len(found(clerk, campaign, "管网")) <= 2 * MOST_OF_A_KIND
