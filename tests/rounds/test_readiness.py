import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.campaigns.rules import Role
from gongjian.rounds.queries.readiness import missing
from gongjian.worklist.actions import set_standard_steps
from gongjian.worklist.rules.standard_steps import STANDARD, StepSetKind
from tests.world import NOON, a_campaign, a_clerk, a_line, a_person, a_target, a_unit, an_item

pytestmark = pytest.mark.django_db


def titles(campaign):
    return {str(one.title): one.names for one in missing(campaign)}


def test_an_empty_campaign_lacks_everything():
    found = titles(a_campaign())

    assert {"No unit takes part yet.", "There are no lines of work yet.", "There are no targets yet."} <= set(
        found
    )
    assert found["The Campaign Office has nobody as:"] == ("Office clerk", "Office director")
    assert [one.more for one in missing(a_campaign())] == [0] * len(found)
    assert found["Duties without a date:"] == ("half-monthly report", "kick-off meeting")


def test_each_gap_is_named_and_goes_when_it_is_closed():
    campaign = a_campaign(with_rhythm=True)
    clerk, _ = a_clerk(campaign), a_person(Role.DIRECTOR, campaign=campaign)
    unit, line, target = a_unit(campaign, "县交通局"), a_line(campaign, "重点建设"), a_target(campaign)
    before = titles(campaign)

    a_person(Role.REPORTER, at=unit)
    set_standard_steps(line, STANDARD[StepSetKind.CONSTRUCTION], by=clerk, at=NOON, seen=0)
    an_item(campaign, unit=unit).targets.add(target)
    after = titles(campaign)

    assert before["Units without people:"] == ("县交通局",)
    assert before["Lines of work without standard steps:"] == ("重点建设",)
    assert before["Targets that no project or item counts towards:"] == (target.name,)
    assert not {"Units without people:", "Targets that no project or item counts towards:"} & set(after)


def test_three_units_and_thirty_cost_the_same_questions():
    campaign = a_campaign()

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            missing(campaign)
        return len(queries)

    for _ in range(3):
        a_unit(campaign)
    few = asked()
    for _ in range(27):
        a_unit(campaign)
    assert asked() == few
