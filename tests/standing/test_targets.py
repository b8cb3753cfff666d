"""Where a target's figure comes from is said from a moment on, and an earlier day keeps its own."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from gongjian.campaigns.rules import Counting, Role
from gongjian.kernel.verdict import NotAllowed, Refused
from gongjian.registers.actions import EntryDraft, add_entry, mark_entries
from gongjian.registers.rules import FieldRule, FieldType, MeasureKind
from gongjian.registers.rules.layout import MeasureRule
from gongjian.standing.actions import BindingDraft, bind_target, keep_figure
from gongjian.standing.queries import standings_at, targets_of
from gongjian.standing.rules.deriving import BindingKind, Pace
from tests.registers.world import a_household, a_kit, a_place, a_register, an_entry
from tests.world import a_campaign, a_clerk, a_person, a_project, a_target, an_item, noon

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def campaign():
    return a_campaign()


@pytest.fixture
def leads(campaign):
    return a_kit(campaign, "pipeline")


def a_lead(register, *, landed_on=None, due_on=None):
    values = {"investor": "甲公司", "agreement_no": "7"}
    lead = an_entry(register, values=values, due_on=due_on, at=noon(8, 28))
    if landed_on:
        clerk = a_clerk(register.campaign)
        lead = mark_entries(
            [lead], "landed", on=landed_on, by=clerk, at=noon(landed_on.month, landed_on.day)
        )[0]
    return lead


def bound(target, register, measure, *, at=None, **more):
    draft = BindingDraft(kind=BindingKind.MEASURE, register=register, measure=measure, **more)
    return bind_target(target, draft, by=a_clerk(target.campaign), at=at or noon(8, 28))


def told(target, at, **more):
    campaign = target.campaign
    return next(
        row for row in targets_of(campaign, standings_at(campaign, at), at=at, **more) if row.target == target
    )


def test_a_target_that_counts_a_measure_follows_from_the_rows_of_the_register(campaign, leads):
    target = a_target(campaign, value=6)
    bound(target, leads, "landed")
    a_lead(leads, landed_on=date(2026, 9, 5), due_on=date(2026, 9, 10))
    a_lead(leads, due_on=date(2026, 9, 10))
    a_lead(leads, due_on=date(2026, 11, 10))

    row = told(target, noon(9, 20))

    assert (row.derived.actual, row.derived.expected, row.derived.rows) == (1, 2, 3)
    assert row.counted.actual == 1
    assert told(target, noon(9, 4)).derived.actual == 0


def test_binding_anew_in_december_leaves_september_as_it_was(campaign, leads):
    target = a_target(campaign, value=6)
    bound(target, leads, "landed")
    for _ in range(3):
        a_lead(leads, landed_on=date(2026, 9, 5))
    bound(target, leads, "leads", at=noon(12, 1))
    a_lead(leads)

    assert told(target, noon(9, 13)).derived.actual == 3
    assert told(target, noon(12, 2)).derived.actual == 4


def test_a_rate_without_a_base_is_not_countable_yet(campaign, leads):
    target = a_target(campaign, value=50, unit="%")
    bound(target, leads, "landing_rate")
    a_lead(leads)

    row = told(target, noon(9, 20))

    assert row.derived.actual is None
    assert row.counted.says_nothing
    assert not row.reached


def test_a_quantity_is_told_in_the_unit_of_the_target(campaign):
    register, project, clerk = a_kit(campaign, "renewal"), a_project(campaign), a_clerk(campaign)
    target = a_target(campaign, value=16, unit="万平方米")
    bound(target, register, "area")
    draft = EntryDraft(name="1", quantity=Decimal(8_000), values={"village": "东片"}, due_on=date(2026, 9, 1))
    house = add_entry(register, project, draft, by=clerk, at=noon(8, 28))
    mark_entries([house], "demolished", on=date(2026, 9, 2), by=clerk, at=noon(9, 2))

    assert told(target, noon(9, 20)).derived.actual == Decimal("0.8")


def test_a_measure_that_says_something_else_than_the_target_is_refused(campaign):
    register = a_kit(campaign, "renewal")

    with pytest.raises(Refused):
        bound(a_target(campaign, unit="亿元"), register, "area")
    with pytest.raises(Refused):
        bound(a_target(campaign), register, "nothing")
    with pytest.raises(Refused):
        bound(a_target(campaign), a_kit(campaign, "spots"), "closed", project=a_project(campaign))


def test_one_project_alone_can_be_counted(campaign):
    register, clerk = a_kit(campaign, "leaders"), a_clerk(campaign)
    mine, other = a_project(campaign), a_project(campaign)
    target = a_target(campaign, value=1)
    bound(target, register, "started", project=mine)
    for project in (mine, other):
        entry = add_entry(register, project, EntryDraft(name=project.code), by=clerk, at=noon(8, 28))
        mark_entries([entry], "started", on=date(2026, 9, 2), by=clerk, at=noon(9, 2))

    assert (told(target, noon(9, 20)).derived.actual, told(target, noon(9, 20)).derived.rows) == (1, 1)


def test_a_figure_kept_by_hand_is_its_keepers_and_counts_from_its_day(campaign):
    target, keeper = (
        a_target(campaign, value=10),
        a_person(Role.REPORTER, at=a_place(campaign).unit, campaign=campaign),
    )
    with pytest.raises(NotAllowed):
        keep_figure(target, Decimal(1), "会议纪要", on=date(2026, 9, 2), by=keeper, at=noon(9, 2))
    with pytest.raises(Refused):
        keep_figure(target, Decimal(1), "会议纪要", on=date(2026, 9, 2), by=a_clerk(campaign), at=noon(9, 2))
    draft = BindingDraft(kind=BindingKind.BY_HAND, keeper=keeper)
    bind_target(target, draft, by=a_clerk(campaign), at=noon(8, 28))

    keep_figure(target, Decimal(4), "会议纪要〔2026〕3号", on=date(2026, 9, 2), by=keeper, at=noon(9, 3))

    assert told(target, noon(9, 2)).derived.actual is None
    assert told(target, noon(9, 20)).derived.actual == 4
    with pytest.raises(NotAllowed):
        keep_figure(
            target,
            Decimal(5),
            "x",
            on=date(2026, 9, 2),
            by=a_person(Role.OBSERVER, campaign=campaign),
            at=noon(9, 4),
        )
    with pytest.raises(Refused):
        keep_figure(target, Decimal(5), " ", on=date(2026, 9, 2), by=keeper, at=noon(9, 4))
    with pytest.raises(Refused):
        keep_figure(target, Decimal(5), "x", on=date(2026, 10, 2), by=keeper, at=noon(9, 4))


def test_only_who_keeps_the_plan_binds(campaign, leads):
    draft = BindingDraft(kind=BindingKind.MEASURE, register=leads, measure="landed")

    with pytest.raises(NotAllowed):
        bind_target(a_target(campaign), draft, by=a_person(Role.LEADER, campaign=campaign), at=noon(9, 1))


def test_without_a_binding_a_target_counts_the_projects_of_its_items_and_what_of_them_was_due(campaign):
    target = a_target(campaign, value=2, counting=Counting.PROJECTS)
    for due_on in (date(2026, 9, 10), date(2026, 11, 10)):
        item = an_item(campaign, project=a_project(campaign), due_on=due_on)
        item.targets.add(target)

    row = told(target, noon(9, 20))

    assert (row.derived.actual, row.derived.expected, row.derived.rows) == (0, 1, 2)


def test_the_pace_is_even_only_where_the_county_says_so(campaign, leads):
    target = a_target(campaign, value=6)
    a_lead(leads, due_on=date(2026, 11, 30))
    bound(target, leads, "landed")
    assert told(target, noon(10, 1)).derived.expected == 0

    bound(target, leads, "landed", pace=Pace.EVEN, at=noon(9, 30))
    assert 0 < told(target, noon(10, 1)).derived.expected < 6


def test_the_command_lists_every_target_with_all_that_is_asked(campaign, leads):
    bound(a_target(campaign, code="T1", value=6), leads, "landed")
    bound(a_target(campaign, code="T2", value=50, unit="%"), leads, "landing_rate")
    a_lead(leads, landed_on=date(2026, 9, 5))
    a_lead(leads)
    out = StringIO()

    call_command("targets", campaign=campaign.slug, on=date(2026, 9, 20), json=True, stdout=out)

    one, two = json.loads(out.getvalue())
    assert set(one) == {
        "code",
        "name",
        "level",
        "operator",
        "value",
        "unit",
        "actual",
        "expected",
        "forecast",
        "state",
        "rows",
    }
    assert (one["actual"], one["rows"], set(one["forecast"])) == ("1", 2, {"low", "middle", "high"})
    assert two["actual"] == "100"


def test_what_is_expected_of_a_rate_comes_from_its_base_alone(campaign, leads):
    target = a_target(campaign, value=50, unit="%")
    bound(target, leads, "landing_rate")
    a_lead(leads, landed_on=date(2026, 9, 5), due_on=date(2026, 9, 10))
    for _ in range(4):
        a_lead(leads, due_on=date(2026, 9, 10))

    row = told(target, noon(9, 20))

    assert (row.derived.actual, row.derived.expected) == (100, 100)
    assert row.derived.rows == 1


def test_a_count_tells_of_no_money_and_of_no_share(campaign, leads):
    for unit in ("万元", "%", "亩"):
        with pytest.raises(Refused):
            bound(a_target(campaign, unit=unit), leads, "leads")


def test_a_target_whose_unit_has_become_another_is_not_countable(campaign, leads):
    target = a_target(campaign, value=6)
    bound(target, leads, "leads")
    a_lead(leads)
    target.unit = "万元"
    target.save()

    assert told(target, noon(9, 20)).derived.actual is None


def test_the_latest_value_is_told_in_the_unit_of_the_target(campaign):
    field = FieldRule("area", "面积", FieldType.AREA, "通报", unit="亩")
    latest = MeasureRule("latest", "最近", MeasureKind.LATEST, of="area")
    register = a_register(campaign, fields=(field,), measures=(latest,))
    target = a_target(campaign, value=10, unit="公顷")
    bound(target, register, "latest")
    a_household(register, values={"area": "150"}, at=noon(8, 28))

    assert told(target, noon(9, 20)).derived.actual == 10


def test_points_count_from_the_stage_of_their_measure_on(campaign):
    check = FieldRule("one", "卫生", FieldType.YES_NO, "考核", group="清单", points=Decimal(30))
    sums = MeasureRule("sums", "得分", MeasureKind.SUM, "vacated", of="points")
    register = a_register(campaign, fields=(check,), measures=(sums,), thing="分")
    target = a_target(campaign, value=60, unit="分")
    bound(target, register, "sums")
    a_household(register, values={"one": "yes"}, at=noon(8, 28))

    assert told(target, noon(9, 20)).derived.actual == 0
