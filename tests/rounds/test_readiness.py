from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.campaigns.actions import add_obligation
from gongjian.campaigns.rules import ObligationKind, Role
from gongjian.kernel.calendar import Roll
from gongjian.rounds.queries.readiness import after_the_last_report, missing
from gongjian.standing.actions import bring_up_to_date
from gongjian.worklist.actions import set_standard_steps
from gongjian.worklist.models import Baseline
from gongjian.worklist.rules.standard_steps import STANDARD, StepSetKind
from tests.world import (
    NOON,
    a_campaign,
    a_clerk,
    a_line,
    a_person,
    a_received_report,
    a_report,
    a_target,
    a_unit,
    an_item,
    noon,
)

pytestmark = pytest.mark.django_db


def titles(campaign):
    return {str(one.title): one.names for one in missing(campaign)}


def test_an_empty_campaign_lacks_everything():
    found = titles(a_campaign())

    assert {"No units take part yet.", "There are no lines of work yet.", "There are no targets yet."} <= set(
        found
    )
    assert found["The Campaign Office still lacks:"] == ("Office clerk", "Office director")
    assert [one.more for one in missing(a_campaign())] == [0] * len(found)
    assert found["Obligations without a date:"] == ("half-monthly report", "kick-off meeting")


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


AFTER = "4 items are due after the last report day, 13 Dec 2026 (the last one on 31 Dec 2026)"


def with_items_due_late():
    campaign = a_campaign(with_rhythm=True)
    unit = a_unit(campaign)
    for day in (date(2026, 12, 13), date(2026, 12, 14), date(2026, 12, 15), date(2026, 12, 31), date(2026, 12, 31)):  # fmt: skip
        an_item(campaign, unit=unit, due_on=day)
    return campaign


def test_what_is_due_after_the_last_report_day_is_a_question_with_its_way_out():
    campaign = with_items_due_late()

    asked = after_the_last_report(campaign, today=date(2026, 12, 1))
    assert str(asked.title) == f"{AFTER}: add a report day, or have them reported by 13 Dec 2026."
    late = after_the_last_report(campaign, today=date(2026, 12, 30))
    assert str(late.title) == f"{AFTER}, and will not be reported: add a report day."
    assert (asked.page, asked.query) == ("campaigns:add_obligation", "kind=report&day=2026-12-31")
    assert asked.title in {one.title for one in missing(campaign)}


def test_one_more_report_day_answers_it_and_covers_the_days_since_the_last():
    campaign = with_items_due_late()
    added = add_obligation(
        campaign,
        kind=ObligationKind.REPORT,
        nominal_on=date(2026, 12, 31),
        roll=Roll.PREVIOUS,
        note="年底事项",
        by=a_clerk(campaign),
        at=NOON,
    )

    assert after_the_last_report(campaign) is None
    assert (added.covers_from, added.covers_to) == (date(2026, 12, 14), date(2026, 12, 31))
    assert added.cut_off_on > added.due_on


def test_what_is_done_already_is_no_question():
    campaign = a_campaign(with_rhythm=True)
    report = a_report(a_unit(campaign))
    item = report.rows.get().item
    Baseline.objects.filter(item=item).update(due_on=date(2026, 12, 31))
    assert after_the_last_report(campaign)
    a_received_report(report, value=100)
    bring_up_to_date(campaign, at=noon(9, 16))

    assert after_the_last_report(campaign) is None
