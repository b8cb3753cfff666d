from datetime import date

import pytest

from gongjian.campaigns import actions
from gongjian.campaigns.models import LineOfWork, Phase
from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import NotAllowed, Refused
from gongjian.ledger.models import Entry
from tests.world import NOON, a_campaign, a_clerk, a_line, a_person, a_project, a_target

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 9, 1), date(2026, 9, 30)


@pytest.fixture
def campaign():
    return a_campaign()


@pytest.fixture
def clerk(campaign):
    return a_clerk(campaign)


def a_phase(campaign, name="One"):
    return campaign.phases.create(name=name, starts_on=FIRST, ends_on=LAST)


def renamed(line, by, *, name="New name", planned_projects=7):
    return actions.change_line_of_work(line, name=name, planned_projects=planned_projects, by=by, at=NOON)


def moved(phase, by, *, name="Two", starts_on=FIRST, ends_on=LAST):
    return actions.change_phase(phase, name=name, starts_on=starts_on, ends_on=ends_on, by=by, at=NOON)


def last_words(campaign):
    return str(Entry.objects.filter(campaign_id=campaign.pk).latest("number").verb)


def test_a_line_of_work_changes_its_name_and_its_count_and_keeps_its_code(campaign, clerk):
    line = renamed(a_line(campaign, "Old name", code="L"), clerk)

    assert (line.code, line.name, line.planned_projects) == ("L", "New name", 7)
    assert last_words(campaign) == "changed the line of work New name"
    assert Entry.objects.latest("number").facts["before"] == {"name": "Old name", "planned_projects": None}
    assert renamed(line, clerk, planned_projects=None).planned_projects is None


def test_two_lines_of_work_do_not_have_one_name(campaign, clerk):
    a_line(campaign, "City")

    with pytest.raises(Refused, match="already a line of work called City"):
        renamed(a_line(campaign), clerk, name="City")
    with pytest.raises(Refused, match="already a line of work called City"):
        actions.add_line_of_work(campaign, "C", name="City", by=clerk, at=NOON)


def test_a_line_of_work_leaves_when_nothing_stands_in_it(campaign, clerk):
    used, promised, empty = a_line(campaign), a_line(campaign), a_line(campaign, "Empty")
    a_project(campaign, line=used)
    a_target(campaign, line=promised)

    for line in (used, promised):
        with pytest.raises(Refused, match="still has projects or targets"):
            actions.remove_line_of_work(line, by=clerk, at=NOON)
    actions.remove_line_of_work(empty, by=clerk, at=NOON)

    assert set(LineOfWork.objects.all()) == {used, promised}
    assert last_words(campaign) == "removed the line of work Empty"


def test_a_phase_gets_another_name_and_other_days(campaign, clerk):
    phase = moved(a_phase(campaign), clerk, ends_on=date(2026, 10, 10))

    assert (phase.name, phase.ends_on) == ("Two", date(2026, 10, 10))
    assert last_words(campaign) == "changed the phase Two"


def test_a_phase_neither_ends_before_it_begins_nor_takes_a_name(campaign, clerk):
    phase, _ = a_phase(campaign), a_phase(campaign, "Two")

    with pytest.raises(Refused, match="cannot be before"):
        moved(phase, clerk, name="One", ends_on=date(2026, 8, 1))
    with pytest.raises(Refused, match="already a phase called Two"):
        moved(phase, clerk)


def test_a_phase_leaves_the_plan(campaign, clerk):
    actions.remove_phase(a_phase(campaign), by=clerk, at=NOON)

    assert not Phase.objects.exists()
    assert last_words(campaign) == "removed the phase One"


@pytest.mark.parametrize("role", [Role.REPORTER, Role.HEAD, Role.SUPERVISOR, Role.OBSERVER, Role.LEADER])
def test_only_the_office_changes_the_outline(campaign, role):
    person, line, phase = a_person(role, campaign=campaign), a_line(campaign), a_phase(campaign)

    with pytest.raises(NotAllowed):
        renamed(line, person)
    with pytest.raises(NotAllowed):
        actions.remove_line_of_work(line, by=person, at=NOON)
    with pytest.raises(NotAllowed):
        moved(phase, person)
    with pytest.raises(NotAllowed):
        actions.remove_phase(phase, by=person, at=NOON)
