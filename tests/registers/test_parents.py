"""Entries that stand under a township or under the line alone: who sees them, who writes, how they come in."""

from datetime import date

import pytest

from gongjian.kernel.verdict import NotAllowed, Refused
from gongjian.registers.actions import (
    EntryDraft,
    add_entry,
    apply_import,
    mark_entries,
    take_in,
    undo_import,
)
from gongjian.registers.models import Place, Register, RegisterEntry
from gongjian.registers.papers import blank_form, register_sheet
from gongjian.registers.queries.files import parents_by_name
from tests.registers.of_kits import a_lead, a_spot, reporter_at
from tests.registers.test_importing import a_file, said
from tests.registers.world import a_kit, a_place
from tests.world import NOON, a_clerk, a_project, an_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


LEAD = EntryDraft(name="甲项目", values={"investor": "甲公司"})
SPOTS = ["乡镇", "点位编号", "类别", "位置", "阶段", "日期", "整改期限"]


def test_a_lead_belongs_to_the_unit_that_follows_it_and_nobody_else_sees_it(campaign, leads):
    place = a_place(campaign)
    lead = a_lead(leads, place)
    other = reporter_at(a_place(campaign), campaign)

    assert lead.project is None
    assert lead.responsible == place.unit
    assert RegisterEntry.objects.visible_to(reporter_at(place, campaign), campaign).get() == lead
    assert RegisterEntry.objects.visible_to(a_clerk(campaign), campaign).get() == lead
    assert not RegisterEntry.objects.visible_to(other, campaign).exists()
    with pytest.raises(NotAllowed):
        mark_entries([lead], "talking", on=date(2026, 9, 10), by=other, at=NOON)


def test_a_unit_adds_for_itself_and_the_office_for_everybody(campaign, leads):
    mine, theirs = a_place(campaign), a_place(campaign)
    draft = EntryDraft(name="甲", values={"investor": "甲公司"})

    with pytest.raises(NotAllowed):
        add_entry(leads, theirs, draft, by=reporter_at(mine, campaign), at=NOON)
    assert add_entry(leads, theirs, draft, by=a_clerk(campaign), at=NOON).responsible == theirs.unit


def test_an_entry_stands_under_what_its_register_says_and_under_nothing_else(campaign, leads, spots):
    clerk, draft = a_clerk(campaign), EntryDraft(name="甲", values={"investor": "甲公司"})
    stranger = Place(an_organisation())

    for register, wrong in (
        (leads, a_project(campaign)),
        (leads, a_place(campaign, township=True)),
        (leads, stranger),
        (spots, a_place(campaign)),
        (a_kit(campaign, "renewal"), a_place(campaign)),
    ):
        with pytest.raises(Refused):
            add_entry(register, wrong, draft, by=clerk, at=NOON)


def test_a_township_sees_the_registers_of_townships_and_a_bureau_does_not(campaign, spots, leads):
    township = reporter_at(a_place(campaign, township=True), campaign)
    bureau = reporter_at(a_place(campaign), campaign)

    assert spots in Register.objects.visible_to(township, campaign)
    assert spots not in Register.objects.visible_to(bureau, campaign)


def test_the_same_designation_counts_once_in_a_township_and_once_in_a_line(campaign, spots, leads):
    place, other = a_place(campaign, township=True), a_place(campaign, township=True)
    a_spot(spots, place, name="1")
    a_spot(spots, other, name="1")

    with pytest.raises(Refused):
        a_spot(spots, place, name="1")
    add_entry(leads, a_place(campaign), LEAD, by=a_clerk(campaign), at=NOON)
    with pytest.raises(Refused):
        add_entry(leads, a_place(campaign), LEAD, by=a_clerk(campaign), at=NOON)


def test_what_is_sent_twice_from_a_page_without_network_comes_in_once(campaign, spots):
    place = a_place(campaign, township=True)
    by = reporter_at(place, campaign)

    first = a_spot(spots, place, by=by, name="1", sent_as="key-1")
    again = a_spot(spots, place, by=by, name="1", sent_as="key-1")

    assert first == again
    assert spots.entries.count() == 1


def test_a_list_of_spots_comes_in_by_township_goes_out_and_comes_back_unchanged(campaign, spots):
    place, clerk = a_place(campaign, township=True), a_clerk(campaign)
    content = a_file(
        SPOTS,
        [place.unit.name, "1", "乱堆乱放", "桥头", "已发现", date(2026, 9, 3), date(2026, 9, 20)],
        [None, "2", "乱贴乱画", "车站", None, None, None],
        title="六乱点位台账",
    )

    import_ = take_in(spots, "点位.xlsx", content, by=clerk, at=NOON)
    assert said(import_) == []
    apply_import(import_, by=clerk, at=NOON)
    first, second = spots.entries.order_by("number")
    assert (first.stage, first.due_on, first.unit, first.township) == (
        "found",
        date(2026, 9, 20),
        place.unit,
        place.unit,
    )
    assert second.values == {"kind": "乱贴乱画", "place": "车站"}

    again = take_in(
        spots, "点位.xlsx", register_sheet(spots, spots.entries.all(), at=NOON), by=clerk, at=NOON
    )
    assert again.outcome["counts"]["unchanged"] == 2


def test_a_list_of_leads_comes_in_with_the_units_that_follow_them(campaign, leads):
    place, clerk = a_place(campaign), a_clerk(campaign)
    rows = [
        ["项目名称", "责任单位", "投资方", "协议投资额（亿元）", "阶段"],
        ["甲项目", place.unit.name, "甲公司", 1.5, "在谈"],
    ]
    content = a_file(*rows, title="招商台账")

    import_ = take_in(leads, "招商.xlsx", content, by=clerk, at=NOON)
    assert said(import_) == []
    apply_import(import_, by=clerk, at=NOON)

    lead = leads.entries.get()
    assert (lead.name, lead.unit, lead.values["investment"], lead.stage) == (
        "甲项目",
        place.unit,
        "15000",
        "talking",
    )
    undo_import(import_, by=clerk, at=NOON)
    assert not leads.entries.filter(dropped_at=None).exists()


def test_a_unit_brings_no_leads_of_others(campaign, leads):
    mine, theirs = a_place(campaign), a_place(campaign)
    by = reporter_at(mine, campaign)
    content = a_file(["名称", "责任单位", "投资方"], ["甲项目", theirs.unit.name, "甲公司"], title="招商台账")
    import_ = take_in(leads, "招商.xlsx", content, by=by, at=NOON)

    with pytest.raises(NotAllowed):
        apply_import(import_, by=by, at=NOON)


def test_the_blank_form_of_spots_offers_the_townships(campaign, spots):
    place = a_place(campaign, township=True)
    by = reporter_at(place, campaign)

    assert parents_by_name(spots, by) == [place.unit.name]
    import_ = take_in(
        spots, "空表.xlsx", blank_form(spots, parents_by_name(spots, by), at=NOON), by=by, at=NOON
    )
    assert import_.outcome["rows"] == 0
