"""What a register is asked to do that would make its numbers say something else."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import NotAllowed, Refused
from gongjian.registers.actions import (
    EntryDraft,
    add_entry,
    apply_import,
    change_entry,
    change_register,
    drop_entry,
    mark_entries,
    merge_entries,
    take_in,
    tie_to_project,
    undo_mark,
)
from gongjian.registers.actions.setting import RegisterDraft
from gongjian.registers.models import Place, RegisterEntry, StageMark
from gongjian.registers.queries.telling import measures_now, measures_on
from gongjian.registers.rules import FieldRule, FieldType, Layout, Manner, MeasureKind, Stage
from gongjian.registers.rules.layout import MeasureRule
from gongjian.registers.rules.values import values_of_parts
from tests.registers.test_importing import a_file, said
from tests.registers.world import a_household, a_kit, a_place, a_register, an_entry, marked
from tests.world import NOON, a_campaign, a_clerk, a_person, a_project, noon

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

MONEY = FieldRule("money", "投资额", FieldType.MONEY, "通报", unit="万元")


@pytest.fixture
def campaign():
    return a_campaign()


def the_draft(register, **more):
    return RegisterDraft(name=register.name, manner=Manner.EACH, stages=STAGES, thing="户", **more)


STAGES = (
    Stage("signed", "已签约"),
    Stage("vacated", "已腾空"),
    Stage("cleared", "已拆除"),
    Stage("paid", "已补偿"),
)


def changed(register, **more):
    register.refresh_from_db()
    return change_register(
        register, the_draft(register, **more), by=a_clerk(register.campaign), at=NOON, seen=register.version
    )


def test_what_entries_say_in_a_field_keeps_its_kind_and_its_unit(campaign):
    note = FieldRule("note", "说明", FieldType.TEXT, "通报")
    register = a_register(campaign, fields=(MONEY, note), unit_of_quantity="m²")
    a_household(register, values={"money": "120", "note": "甲"})

    for wrong in (
        replace(MONEY, unit="亿元"),
        replace(MONEY, type=FieldType.AREA, unit="m²"),
        replace(note, type=FieldType.NUMBER),
    ):
        with pytest.raises(Refused, match="kind and unit"):
            changed(register, fields=(wrong,), unit_of_quantity="m²")
    with pytest.raises(Refused, match="unit of their quantities"):
        changed(register, fields=(MONEY, note), unit_of_quantity="亩")
    changed(register, fields=(replace(MONEY, label="总投资"),), unit_of_quantity="平方米")
    with pytest.raises(Refused, match="kind and unit"):
        changed(register, fields=(MONEY, replace(note, type=FieldType.NUMBER)), unit_of_quantity="m²")


def test_a_stage_in_which_something_stood_stays_too(campaign):
    register = a_register(campaign)
    marked(marked(a_household(register), "signed"), "vacated")

    with pytest.raises(Refused, match="cannot be removed"):
        change_register(
            register,
            replace(the_draft(register), stages=STAGES[1:]),
            by=a_clerk(campaign),
            at=NOON,
            seen=register.version,
        )


def test_the_latest_value_is_that_of_the_entry_marked_last_now_and_on_any_day(campaign):
    latest = MeasureRule("latest", "最近", MeasureKind.LATEST, of="money")
    register = a_register(campaign, fields=(MONEY,), measures=(latest,))
    first = a_household(register, values={"money": "1"}, at=noon(9, 1))
    a_household(register, values={"money": "2"}, at=noon(9, 2))
    third = a_household(register, values={"money": "3"}, at=noon(9, 3))
    marked(third, "signed", on=date(2026, 9, 4), at=noon(9, 4))
    marked(first, "signed", on=date(2026, 9, 5), at=noon(9, 5))

    entries = RegisterEntry.objects.filter(register=register)
    now = measures_now(register, entries)[0][1].value
    assert now == measures_on(register, entries, date(2026, 9, 5), at=noon(9, 5))[0][1].value == 1
    assert measures_on(register, entries, date(2026, 9, 4), at=noon(9, 4))[0][1].value == 3


def test_whoever_went_back_is_not_marked_before_that_day(campaign):
    register = a_register(campaign)
    entry = marked(a_household(register, at=noon(9, 1)), "signed", on=date(2026, 9, 3), at=noon(9, 3))
    entry = marked(entry, "", on=date(2026, 9, 10), at=noon(9, 10), note="协议解除")

    with pytest.raises(Refused, match="earlier date cannot follow"):
        marked(entry, "signed", on=date(2026, 9, 5), at=noon(9, 11))
    assert StageMark.objects.filter(entry=entry, undone_at=None).count() == 3


def test_what_was_there_before_it_was_entered_begins_earlier_even_after_its_quantity_was_corrected(campaign):
    parcels = a_kit(campaign, "parcels")
    entry = an_entry(parcels, quantity=Decimal(30), values={"place": "城东", "scheme_no": "1"}, at=noon(9, 8))
    draft = EntryDraft(name=entry.name, quantity=Decimal(31), values=entry.values, unit=entry.unit)
    entry = change_entry(entry, draft, by=a_clerk(campaign), at=noon(9, 9), seen=entry.version)

    entry = marked(entry, "scheme", on=date(2026, 9, 2), at=noon(9, 10))

    assert (entry.stage, entry.stage_on) == ("scheme", date(2026, 9, 2))


def test_what_was_joined_is_not_lost_by_taking_the_mark_back(campaign):
    register = a_register(campaign, unit_of_quantity="m²")
    project = a_project(campaign)
    one, other = (a_household(register, project, quantity=Decimal(size)) for size in (3, 2))
    kept = merge_entries([other], one, reason="同一户", by=a_clerk(campaign), at=NOON)

    with pytest.raises(Refused, match="joined"):
        undo_mark(kept, by=a_clerk(campaign), at=noon(9, 11), seen=kept.version)


def test_a_second_person_is_another_than_the_one_who_marked_the_stage_whoever_corrected_something_since(
    campaign,
):
    spots = a_kit(campaign, "spots")
    place = a_place(campaign, township=True)
    one, other = (a_person(Role.REPORTER, at=place.unit, campaign=campaign) for _ in range(2))
    spot = an_entry(spots, place, values={"kind": "乱堆乱放", "place": "河边"}, at=noon(9, 1))
    spot = mark_entries([spot], "mended", on=date(2026, 9, 2), by=one, at=noon(9, 2))[0]
    draft = EntryDraft(name=spot.name, quantity=Decimal(2), values=spot.values, unit=spot.unit)
    spot = change_entry(spot, draft, by=other, at=noon(9, 3), seen=spot.version)

    with pytest.raises(NotAllowed, match="second person"):
        mark_entries([spot], "closed", on=date(2026, 9, 4), by=one, at=noon(9, 4))
    assert mark_entries([spot], "closed", on=date(2026, 9, 4), by=other, at=noon(9, 4))


def test_what_the_office_marked_nobody_else_takes_back(campaign):
    towns = a_kit(campaign, "towns")
    place = a_place(campaign, township=True)
    reporter = a_person(Role.REPORTER, at=place.unit, campaign=campaign)
    town = an_entry(towns, place, values={"class": "年终考核", "batch": "第二批"})
    town = mark_entries([town], "passed", on=date(2026, 9, 10), by=a_clerk(campaign), at=NOON)[0]

    with pytest.raises(NotAllowed):
        undo_mark(town, by=reporter, at=noon(9, 11), seen=town.version)


def test_a_file_leads_nowhere_where_its_bringer_could_not_go(campaign):
    spots, place = a_kit(campaign, "spots"), a_place(campaign, township=True)
    reporter = a_person(Role.REPORTER, at=place.unit, campaign=campaign)
    add_entry(
        spots,
        place,
        EntryDraft(name="S1", values={"kind": "乱堆乱放", "place": "河边"}),
        by=reporter,
        at=noon(9, 1),
    )
    head = ["序号", "乡镇", "编号", "类别", "位置", "已整改时间", "已销号时间"]
    row = [1, place.township.name, "S1", "乱堆乱放", "河边", date(2026, 9, 3), date(2026, 9, 4)]

    told = take_in(spots, "点位.xlsx", a_file(head, row), by=reporter, at=NOON)

    assert [text for _row, _letter, text in said(told) if "not marked by a file" in text]
    office = take_in(spots, "点位.xlsx", a_file(head, row), by=a_clerk(campaign), at=NOON)
    assert said(office) == []


def test_a_file_fills_in_what_a_stage_wants_or_does_not_reach_it(campaign):
    parcels, place = a_kit(campaign, "parcels"), a_place(campaign)
    head = ["序号", "责任单位", "编号", "位置", "实施方案获批时间", "成交时间"]
    row = [1, place.unit.name, "P1", "城东", date(2026, 9, 3), date(2026, 9, 4)]

    told = said(take_in(parcels, "地块.xlsx", a_file(head, row), by=a_clerk(campaign), at=NOON))

    assert any("fill in" in text for _row, _letter, text in told)
    assert any("can only follow" in text for _row, _letter, text in told)


def test_a_file_that_was_read_before_the_register_was_set_up_otherwise_is_read_again(campaign):
    register = a_register(campaign, fields=(FieldRule("note", "说明", FieldType.TEXT, "通报"),))
    project = a_project(campaign)
    told = take_in(
        register,
        "户.xlsx",
        a_file(["项目编号", "户号", "说明"], [project.code, "1", "甲"]),
        by=a_clerk(campaign),
        at=NOON,
    )
    changed(register)

    with pytest.raises(Refused, match="changed since the file was read"):
        apply_import(told, by=a_clerk(campaign), at=NOON)


@pytest.mark.parametrize(
    "said_there",
    [
        "王某 33112219800101123X",
        "电话 138 0013 8000",
        "１３８００１３８０００",
        "331122 19800101 1234",
        "139-0013-8000",
    ],
)
def test_no_text_beside_an_entry_names_a_person_by_a_number(campaign, said_there):
    register, clerk, project = a_register(campaign), a_clerk(campaign), a_project(campaign)
    one, other = a_household(register, project), a_household(register, project)

    for verb in (
        lambda: mark_entries([one], "signed", on=date(2026, 9, 10), by=clerk, at=NOON, note=said_there),
        lambda: drop_entry(one, reason=said_there, by=clerk, at=NOON, seen=one.version),
        lambda: merge_entries([other], one, reason=said_there, by=clerk, at=NOON),
        lambda: a_household(register, project, reference=said_there),
        lambda: a_household(register, project, name=said_there),
    ):
        with pytest.raises(Refused):
            verb()


def test_parts_are_together_worth_as_much_as_the_whole():
    layout = Layout(Manner.EACH, (MONEY, replace(MONEY, code="seen", evidences="money")), STAGES)

    parts = values_of_parts(layout, {"money": "100", "seen": "10"}, [Decimal(1), Decimal(1), Decimal(1)])

    assert [one["money"] for one in parts] == ["33.33", "33.33", "33.34"]
    assert sum(Decimal(one["seen"]) for one in parts) == 10


def test_what_lies_in_a_township_is_answered_for_by_the_township_when_no_unit_is_named(campaign):
    place, other = a_place(campaign, township=True), a_place(campaign)
    spot = an_entry(
        a_kit(campaign, "spots"),
        Place(other.unit, place.township),
        unit=other.unit,
        values={"kind": "乱堆乱放", "place": "河边"},
    )
    draft = EntryDraft(name=spot.name, values=spot.values)

    spot = change_entry(spot, draft, by=a_clerk(campaign), at=NOON, seen=spot.version)

    assert (spot.unit, spot.township) == (place.township, place.township)


def test_what_belongs_to_a_project_becomes_no_other(campaign):
    entry = a_household(a_register(campaign))

    with pytest.raises(Refused, match="belongs to the project"):
        tie_to_project(entry, a_project(campaign), by=a_clerk(campaign), at=NOON, seen=entry.version)
