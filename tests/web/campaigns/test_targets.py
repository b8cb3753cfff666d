"""A target's page says what stands behind its figure, and lets those who may change where it comes from."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.campaigns.rules import Role
from gongjian.standing.actions import BindingDraft, bind_target
from gongjian.standing.queries.bindings import binding_at
from gongjian.standing.rules.deriving import BindingKind
from tests.registers.world import a_kit, a_place, an_entry
from tests.world import NOON, a_campaign, a_clerk, a_person, a_target, noon, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return a_campaign()


@pytest.fixture
def leads(campaign):
    return a_kit(campaign, "pipeline")


@pytest.fixture
def target(campaign, leads):
    target = a_target(campaign, code="T1", value=6)
    draft = BindingDraft(kind=BindingKind.MEASURE, register=leads, measure="landed")
    bind_target(target, draft, by=a_clerk(campaign), at=noon(8, 26))
    return target


def address(campaign, tail=""):
    return f"/c/{campaign.slug}/targets/T1/{tail}"


def a_lead(leads, place=None):
    return an_entry(leads, place, values={"investor": "甲公司"}, due_on=date(2026, 9, 30))


def test_the_rows_behind_a_figure_are_those_that_one_sees_and_the_figure_is_everybodys(
    client, campaign, target, leads
):
    mine = a_place(campaign)
    own, other = a_lead(leads, mine), a_lead(leads)

    office = signed_in(client, a_clerk(campaign)).get(address(campaign))
    unit = signed_in(client, a_person(Role.REPORTER, at=mine.unit, campaign=campaign)).get(address(campaign))

    assert {row.entry for row in office.context["rows"]} == {own, other}
    assert {row.entry for row in unit.context["rows"]} == {own}
    assert unit.context["found"].derived.rows == 2


def test_the_page_asks_the_same_for_few_rows_and_for_many(client, campaign, target, leads):
    signed_in(client, a_clerk(campaign))
    counts = []
    for many in (3, 12):
        for _ in range(many):
            a_lead(leads)
        client.get(address(campaign))
        with CaptureQueriesContext(connection) as asked:
            client.get(address(campaign))
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_office_binds_a_target_on_its_page(client, campaign, target, leads):
    office = signed_in(client, a_clerk(campaign))

    wrong = office.post(address(campaign, "bind/"), {"kind": "by_hand", "pace": "due"})
    done = office.post(
        address(campaign, "bind/"), {"kind": "measure", "measure": "pipeline:signed", "pace": "even"}
    )

    assert wrong.status_code == 409
    assert done.status_code == 302
    assert binding_at(target, noon(12, 31)).measure == "signed"


def test_nobody_else_binds_and_only_the_keeper_enters_a_figure(client, campaign, target):
    keeper = a_person(Role.REPORTER, at=a_place(campaign).unit, campaign=campaign)
    bind_target(target, BindingDraft(kind=BindingKind.BY_HAND, keeper=keeper), by=a_clerk(campaign), at=NOON)
    typed = {"value": "4", "on": "2026-09-02", "source": "会议纪要"}

    stranger = signed_in(client, a_person(Role.OBSERVER, campaign=campaign))
    assert stranger.post(address(campaign, "bind/"), {}).status_code == 403
    assert stranger.post(address(campaign, "figure/"), typed).status_code == 403
    assert (
        signed_in(client, keeper).post(address(campaign, "figure/"), typed | {"source": ""}).status_code
        == 422
    )
    assert signed_in(client, keeper).post(address(campaign, "figure/"), typed).status_code == 302
    assert target.hand_figures.get().value == 4


def test_who_sees_no_register_is_led_to_none_and_told_how_many_rows_there_are(
    client, campaign, target, leads
):
    a_lead(leads)
    mine = a_place(campaign)
    a_lead(leads, mine)
    register = f"/c/{campaign.slug}/registers/pipeline/"

    observer = signed_in(client, a_person(Role.OBSERVER, campaign=campaign)).get(address(campaign))
    assert leads.name in observer.content.decode()
    assert register not in observer.content.decode()

    unit = signed_in(client, a_person(Role.REPORTER, at=mine.unit, campaign=campaign)).get(address(campaign))
    assert register in unit.content.decode()
    assert "yours: 1 of 2" in " ".join(unit.content.decode().split())
