from datetime import date

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from gongjian import vault
from gongjian.accounts.actions import appoint_administrator
from gongjian.accounts.rules import OrganisationKind
from gongjian.campaigns import actions as plan
from gongjian.campaigns.actions.copying import copy_outline
from gongjian.campaigns.models import Campaign, PlanPaper
from gongjian.campaigns.queries import roles_of
from gongjian.campaigns.rules import Role, Series
from gongjian.campaigns.rules.life import Life, LifeMove
from gongjian.kernel.verdict import NotAllowed, Refused
from gongjian.ledger.models import Chain, Entry
from gongjian.ledger.queries import broken_links
from gongjian.obstacles.actions import take_the_plans_kinds
from gongjian.obstacles.models import ObstacleKind
from gongjian.registers.actions import RegisterDraft, set_up_register
from gongjian.registers.rules import Manner
from gongjian.rounds.actions import Opening, delete_prepared, open_for
from gongjian.rounds.actions.deleting import campaign_rows, models_in_order
from gongjian.rounds.rules.rulebook import first_rulebook
from gongjian.simulation.rules.registers import HOUSE_STAGES
from gongjian.worklist.actions import set_standard_steps
from gongjian.worklist.models import StepSet
from gongjian.worklist.rules.standard_steps import STANDARD, StepSetKind
from tests.world import (
    NOON,
    a_campaign,
    a_clerk,
    a_line,
    a_list,
    a_person,
    a_unit,
    an_item,
    an_organisation,
    noon,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
AUTUMN = Opening(slug="autumn", name="秋季攻坚", starts_on=date(2026, 9, 1), ends_on=date(2026, 12, 25))


@pytest.fixture
def county():
    return an_organisation("云屏县", kind=OrganisationKind.COUNTY)


@pytest.fixture
def keeper(county):
    person = a_person()
    appoint_administrator(person, county, by=None, at=NOON)
    return person


def test_whoever_keeps_the_county_opens_its_campaign_and_administers_it(county, keeper):
    campaign = open_for(county, AUTUMN, by=keeper, at=NOON)

    assert (campaign.life, campaign.office_name, campaign.paper_code) == (
        Life.PREPARING,
        "云屏县百日攻坚办公室",
        "云屏攻坚办",
    )
    assert {role for role, _ in roles_of(keeper, campaign).held} == {Role.ADMINISTRATOR}


def test_nobody_opens_a_campaign_for_a_county_that_is_not_theirs(county, keeper):
    with pytest.raises(NotAllowed):
        open_for(county, AUTUMN, by=a_person(), at=NOON)
    with pytest.raises(NotAllowed):
        open_for(an_organisation("邻县", kind=OrganisationKind.COUNTY), AUTUMN, by=keeper, at=NOON)

    assert not Campaign.objects.exists()


def test_nobody_copies_the_campaign_of_a_county_that_is_not_theirs(county, keeper):
    with pytest.raises(NotAllowed):
        open_for(county, AUTUMN, by=keeper, at=NOON, copy_of=a_campaign())


def test_who_does_not_plan_a_campaign_copies_no_outline_into_it():
    with pytest.raises(NotAllowed):
        copy_outline(a_campaign(), a_campaign(), by=a_person(), at=NOON)


def test_an_address_is_given_once(county, keeper):
    open_for(county, AUTUMN, by=keeper, at=NOON)

    with pytest.raises(Refused, match="already a campaign"):
        open_for(county, AUTUMN, by=keeper, at=NOON)


@pytest.fixture
def earlier(county, keeper):
    """A campaign of the year before, as a county has set it up and worked in it."""
    earlier = open_for(county, Opening(slug="spring", name="春季攻坚", starts_on=date(2026, 3, 1), ends_on=date(2026, 6, 1), paper_code="云春攻"), by=keeper, at=noon(2, 1))  # fmt: skip
    director, clerk = (a_person(role, campaign=earlier) for role in (Role.DIRECTOR, Role.CLERK))
    line = a_line(earlier, "重点建设", code="KC")
    unit = a_unit(earlier, "县交通局", series=Series.TOWNSHIPS)
    set_standard_steps(line, STANDARD[StepSetKind.CONSTRUCTION], by=clerk, at=noon(2, 2), seen=0)
    set_up_register(earlier, "houses", RegisterDraft(name="住户", manner=Manner.EACH, line_of_work=line, thing="户", stages=HOUSE_STAGES), by=clerk, at=noon(2, 3))  # fmt: skip
    take_the_plans_kinds(earlier, by=clerk, at=noon(2, 4))
    plan.set_rulebook(earlier, {"light": {"serious_points": "33"}}, note="ours", by=director, at=noon(2, 5), seen=1)  # fmt: skip
    an_item(earlier, unit=unit)
    return earlier


def test_a_copy_takes_over_how_the_county_works_and_nobodys_data(county, keeper, earlier):
    campaign = open_for(county, AUTUMN, by=keeper, at=NOON, copy_of=earlier)

    book = campaign.rulebooks.get()
    assert (book.version, book.sections["light"]["serious_points"]) == (1, "33")
    assert set(book.sections) == set(first_rulebook())
    assert campaign.lines_of_work.get(code="KC").name == "重点建设"
    assert [(str(unit), unit.series) for unit in campaign.units.all()] == [("县交通局", Series.TOWNSHIPS)]
    assert StepSet.objects.get(campaign=campaign).steps == StepSet.objects.get(campaign=earlier).steps
    assert campaign.registers.get().line_of_work == campaign.lines_of_work.get(code="KC")
    assert (
        ObstacleKind.objects.filter(campaign=campaign).count()
        == ObstacleKind.objects.filter(campaign=earlier).count()
        > 3
    )
    assert campaign.paper_code == "云春攻"
    assert campaign.projects.count() == campaign.targets.count() == campaign.obligations.count() == 0
    assert [str(assignment.person) for assignment in campaign.role_assignments.all()] == [str(keeper)]


def test_what_has_begun_is_not_deleted_and_neither_is_what_is_called_otherwise(county, keeper):
    campaign = open_for(county, AUTUMN, by=keeper, at=NOON)

    with pytest.raises(Refused, match="Type the name"):
        delete_prepared(campaign, typed="春季攻坚", by=keeper, at=NOON)
    with pytest.raises(NotAllowed):
        delete_prepared(campaign, typed=campaign.name, by=a_clerk(campaign), at=NOON)
    plan.move_campaign(campaign, LifeMove.BEGIN, by=keeper, at=NOON, seen=campaign.version)
    with pytest.raises(Refused, match="being prepared"):
        delete_prepared(campaign, typed=campaign.name, by=keeper, at=NOON)


def test_a_prepared_campaign_is_deleted_whole_and_its_ledger_stays_closed(
    county, keeper, earlier, django_capture_on_commit_callbacks
):
    campaign = open_for(county, AUTUMN, by=keeper, at=NOON, copy_of=earlier)
    clerk = a_clerk(campaign)
    own, shared = (vault.keep(settings.VAULT_DIR, name.encode()) for name in ("own", "shared"))
    for here, sha256 in ((campaign, own), (campaign, shared), (earlier, shared)):
        PlanPaper.objects.create(campaign=here, file_name="plan.txt", sha256=sha256, text="…", year=2026, read_at=NOON, read_by=clerk)  # fmt: skip
    unit = a_unit(campaign, "镇政府")
    an_item(campaign, unit=unit)
    a_list(unit)
    rows = {
        model: set(found.values_list("pk", flat=True)) for model, found in campaign_rows(campaign).items()
    }
    others = {model: model._default_manager.count() - len(rows[model]) for model in rows}

    with django_capture_on_commit_callbacks(execute=True):
        delete_prepared(campaign, typed=" 秋季攻坚 ", by=keeper, at=NOON)

    connection.check_constraints()
    assert {model: model._default_manager.count() for model in rows} == others
    assert (vault.path_of(settings.VAULT_DIR, own).exists(), vault.path_of(settings.VAULT_DIR, shared).exists()) == (False, True)  # fmt: skip
    assert str(Entry.objects.filter(campaign_id=campaign.pk).last().verb) == "deleted the campaign 秋季攻坚"
    assert (Chain.objects.get(campaign_id=campaign.pk).sealed_at, broken_links(campaign.pk)) == (NOON, [])


def test_every_table_of_a_room_is_known_to_the_deletion_or_belongs_to_no_campaign():
    of_nobody = {
        "Organisation",
        "User",
        "Administrator",
        "Preference",
        "Feed",
        "FirstKey",
        "Worker",
        "PeriodicJob",
    }
    campaign = a_campaign()
    known = {model.__name__ for model in campaign_rows(campaign)}
    all_of_ours = {
        model.__name__
        for model in apps.get_models()
        if model.__module__.startswith("gongjian.") and model._meta.app_label != "ledger"
    }

    assert all_of_ours - known - of_nobody <= {"IncomingList"}
    assert {model.__name__ for model in models_in_order()} == all_of_ours
