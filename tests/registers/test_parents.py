"""Entries that stand under a township or under the line alone: who sees them, who writes, what moves them."""

from datetime import date
from decimal import Decimal

import pytest

from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import Incomplete, NotAllowed, Refused
from gongjian.registers.actions import (
    EntryDraft,
    add_entry,
    apply_import,
    attach_to_entry,
    change_entry,
    make_project,
    mark_entries,
    merge_entries,
    remove_entry_file,
    split_entry,
    take_in,
    tie_to_project,
    undo_import,
)
from gongjian.registers.actions.files import MOST_FILES
from gongjian.registers.models import EntryFile, Place, Register, RegisterEntry
from gongjian.registers.papers import blank_form, register_sheet
from gongjian.registers.queries.files import parents_by_name
from gongjian.registers.queries.telling import funnel_of, measures_now, measures_on
from gongjian.worklist.actions import ProjectDraft
from tests.registers.test_importing import a_file, said
from tests.registers.world import a_kit, a_place, an_entry
from tests.world import NOON, a_campaign, a_clerk, a_line, a_person, a_project, a_scan, an_organisation, noon

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def campaign():
    return a_campaign()


@pytest.fixture
def leads(campaign):
    return a_kit(campaign, "pipeline")


@pytest.fixture
def parcels(campaign):
    return a_kit(campaign, "parcels")


@pytest.fixture
def spots(campaign):
    return a_kit(campaign, "spots")


def a_lead(register, place=None, **values):
    return an_entry(register, place, values={"investor": "甲公司", **values})


def a_parcel(register, place=None, *, area=30, **values):
    return an_entry(register, place, quantity=Decimal(area), values={"place": "城东", **values})


def a_spot(register, place=None, **more):
    return an_entry(register, place, values={"kind": "乱堆乱放", "place": "河边"}, **more)


def reporter_at(place, campaign):
    return a_person(Role.REPORTER, at=place.unit, campaign=campaign)


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


def test_what_is_sent_twice_from_a_page_without_network_comes_in_once(campaign, spots):
    place = a_place(campaign, township=True)
    by = reporter_at(place, campaign)

    first = a_spot(spots, place, by=by, name="1", sent_as="key-1")
    again = a_spot(spots, place, by=by, name="1", sent_as="key-1")

    assert first == again
    assert spots.entries.count() == 1


def test_a_stage_wants_what_it_wants(campaign, leads):
    lead = a_lead(leads)
    clerk = a_clerk(campaign)

    with pytest.raises(Refused, match="协议编号"):
        mark_entries([lead], "signed", on=date(2026, 9, 10), by=clerk, at=NOON)
    change_entry(
        lead,
        EntryDraft(name=lead.name, unit=lead.unit, values={"investor": "甲公司", "agreement_no": "7"}),
        by=clerk,
        at=NOON,
        seen=lead.version,
    )
    signed = mark_entries([lead], "signed", on=date(2026, 9, 10), by=clerk, at=NOON)[0]

    assert signed.stage == "signed"


def test_a_stage_follows_what_it_follows(campaign, leads):
    lead = a_lead(leads)

    with pytest.raises(Refused, match="can only follow"):
        mark_entries([lead], "started", on=date(2026, 9, 10), by=a_clerk(campaign), at=NOON)


def test_a_spot_is_closed_by_a_second_person(campaign, spots):
    place = a_place(campaign, township=True)
    one, two = reporter_at(place, campaign), reporter_at(place, campaign)
    spot = a_spot(spots, place, by=one)
    mended = mark_entries([spot], "mended", on=date(2026, 9, 10), by=one, at=NOON)[0]

    with pytest.raises(NotAllowed, match="second person"):
        mark_entries([mended], "closed", on=date(2026, 9, 10), by=one, at=NOON)
    assert mark_entries([mended], "closed", on=date(2026, 9, 10), by=two, at=NOON)[0].stage == "closed"


def test_only_the_office_or_the_group_says_that_a_town_has_passed(campaign):
    towns = a_kit(campaign, "towns")
    place = a_place(campaign, township=True)
    town = an_entry(towns, place, values={"batch": "第二批", "class": "机动考核"})

    with pytest.raises(NotAllowed):
        mark_entries([town], "passed", on=date(2026, 9, 10), by=reporter_at(place, campaign), at=NOON)
    assert mark_entries([town], "passed", on=date(2026, 9, 10), by=a_clerk(campaign), at=NOON)


def test_a_lead_that_falls_through_needs_a_reason_and_leaves_the_count_with_its_day(campaign, leads):
    clerk = a_clerk(campaign)
    lead = a_lead(leads, agreement_no="7")
    lead = mark_entries([lead], "signed", on=date(2026, 9, 2), by=clerk, at=noon(9, 2))[0]
    lead = mark_entries([lead], "landed", on=date(2026, 9, 5), by=clerk, at=noon(9, 5))[0]
    with pytest.raises(Refused, match="reason"):
        mark_entries([lead], "withdrawn", on=date(2026, 9, 9), by=clerk, at=noon(9, 9))
    mark_entries([lead], "withdrawn", on=date(2026, 9, 9), by=clerk, at=noon(9, 9), note="投资方改投邻县")

    def landed(on):
        told = measures_on(leads, RegisterEntry.objects.all(), on, at=noon(9, 30))
        return next(number.value for rule, number in told if rule.code == "landed")

    assert [landed(date(2026, 9, day)) for day in (4, 5, 8, 9)] == [0, 1, 1, 0]
    assert {rule.code: told.value for rule, told in measures_now(leads, RegisterEntry.objects.all())}[
        "landed"
    ] == 0


def test_a_day_before_the_campaign_wants_a_word_of_why(campaign, leads):
    lead, clerk = a_lead(leads, agreement_no="7"), a_clerk(campaign)

    with pytest.raises(Refused, match="before the campaign"):
        mark_entries([lead], "signed", on=date(2026, 5, 1), by=clerk, at=NOON)
    assert mark_entries([lead], "signed", on=date(2026, 5, 1), by=clerk, at=NOON, note="协议签于5月")


def test_measures_now_are_those_that_are_added_up_row_by_row(campaign, leads, parcels):
    clerk = a_clerk(campaign)
    for place, (money, stage) in enumerate(
        [("100", "signed"), ("50.5", "landed"), ("70", ""), ("30", "withdrawn")]
    ):
        lead = a_lead(leads, agreement_no="7", investment=money, paid_in=str(place))
        if stage:
            mark_entries([lead], stage, on=date(2026, 9, 10), by=clerk, at=noon(9, 10), note="!")
    parcel = a_parcel(
        parcels, area=12, difficult="yes", listed_price="900", price="1000", conditions="1", scheme_no="2"
    )
    mark_entries([parcel], "listed", on=date(2026, 9, 8), by=clerk, at=noon(9, 8))
    mark_entries([parcel], "sold", on=date(2026, 9, 10), by=clerk, at=noon(9, 10))

    for register in (leads, parcels):
        rows = RegisterEntry.objects.all()
        now = measures_now(register, rows)
        then = measures_on(register, rows, date(2026, 9, 30), at=noon(9, 30))
        assert [(rule, told.value, told.part, told.rows) for rule, told in now] == [
            (rule, told.value, told.part, told.rows) for rule, told in then
        ]
    told = {rule.code: number.value for rule, number in measures_now(leads, RegisterEntry.objects.all())}
    assert told == {
        "leads": 3,
        "signed": 2,
        "landed": 1,
        "landing_rate": 50,
        "agreed": Decimal("150.5"),
        "paid_in": 1,
    }
    flows = funnel_of(leads, RegisterEntry.objects.all(), today=date(2026, 9, 30))
    assert [flow.now for flow in flows] == [1, 1, 1, 0, 0]


def test_what_a_field_said_on_an_earlier_day_stays_what_was_known_then(campaign, leads):
    clerk = a_clerk(campaign)
    lead = a_lead(leads, agreement_no="7", investment="100")
    lead = mark_entries([lead], "signed", on=date(2026, 9, 10), by=clerk, at=noon(9, 10))[0]
    values = lead.values | {"investment": "900"}
    change_entry(
        lead,
        EntryDraft(name=lead.name, unit=lead.unit, values=values),
        by=clerk,
        at=noon(12, 1),
        seen=lead.version,
    )

    def agreed(on):
        told = measures_on(leads, RegisterEntry.objects.all(), on, at=noon(12, 5))
        return next(number.value for rule, number in told if rule.code == "agreed")

    assert (agreed(date(2026, 9, 13)), agreed(date(2026, 12, 1))) == (100, 900)


def test_no_more_can_be_evidenced_than_is_claimed(leads):
    with pytest.raises(Incomplete):
        a_lead(leads, investment="100", paid_in="100.5")


@pytest.mark.parametrize(
    ("typed", "is_accepted"),
    [
        ("2026-330000-01-02-123456", True),
        ("2026-330000-01-02-12345", False),
        ("２０２６-330000-01-02-123456", True),
        ("甲", False),
    ],
)
def test_a_national_project_code_has_its_form(campaign, typed, is_accepted):
    register, project = a_kit(campaign, "leaders"), a_project(campaign)
    draft = EntryDraft(name=project.code, values={"project_code": typed})

    if is_accepted:
        assert (
            add_entry(register, project, draft, by=a_clerk(campaign), at=NOON).values["project_code"]
            == "2026-330000-01-02-123456"
        )
    else:
        with pytest.raises(Incomplete):
            add_entry(register, project, draft, by=a_clerk(campaign), at=NOON)


def test_a_parcel_is_split_and_the_area_is_counted_once(campaign, parcels):
    clerk = a_clerk(campaign)
    parcel = a_parcel(parcels, area=30)
    parts = [
        EntryDraft(name=f"{parcel.name}-{sign}", quantity=Decimal(size), values=parcel.values)
        for sign, size in (("A", 10), ("B", 20))
    ]

    with pytest.raises(Refused, match="as large as the whole"):
        split_entry(parcel, parts[:1] * 2, reason="分期", by=clerk, at=noon(9, 9), seen=parcel.version)
    made = split_entry(parcel, parts, reason="分期出让", by=clerk, at=noon(9, 9), seen=parcel.version)

    assert [(one.stage, one.split_from_id) for one in made] == [("handling", parcel.pk)] * 2
    assert sum(one.quantity for one in parcels.entries.filter(dropped_at=None)) == 30


def test_two_leads_that_were_one_are_joined(campaign, leads):
    clerk, place = a_clerk(campaign), a_place(campaign)
    one, two = a_lead(leads, place), a_lead(leads, place)

    kept = merge_entries([two], one, reason="同一项目", by=clerk, at=NOON)

    assert list(leads.entries.filter(dropped_at=None)) == [kept]
    assert RegisterEntry.objects.get(pk=two.pk).merged_into == one


def test_a_lead_becomes_a_project_once_and_both_know_of_each_other(campaign, leads):
    place, line = a_place(campaign), a_line(campaign)
    lead = a_lead(leads, place)
    draft = ProjectDraft(code="IP-007", name=lead.name, line_of_work=line, unit=place.unit)

    with pytest.raises(NotAllowed):
        make_project(lead, draft, by=reporter_at(place, campaign), at=NOON, seen=lead.version)
    lead = make_project(lead, draft, by=a_clerk(campaign), at=NOON, seen=lead.version)

    assert lead.became is not None
    assert list(lead.became.came_from.all()) == [lead]
    with pytest.raises(Refused):
        tie_to_project(lead, a_project(campaign), by=a_clerk(campaign), at=NOON, seen=lead.version)


def test_a_photo_stands_in_its_field_once_and_can_be_taken_out(campaign, spots):
    place = a_place(campaign, township=True)
    by, spot = reporter_at(place, campaign), a_spot(spots, place)

    kept = attach_to_entry(spot, "before", a_scan(), by=by, at=NOON)
    assert attach_to_entry(spot, "before", a_scan(), by=by, at=NOON) == kept
    with pytest.raises(Refused):
        attach_to_entry(spot, "kind", a_scan(), by=by, at=NOON)
    remove_entry_file(kept, by=by, at=NOON)

    assert not EntryFile.objects.visible_to(by, campaign).exists()


def test_a_field_holds_a_bounded_number_of_files(campaign, spots):
    spot, clerk = a_spot(spots), a_clerk(campaign)
    scan = a_scan()
    for place in range(MOST_FILES):
        EntryFile.objects.create(
            campaign=campaign,
            entry=spot,
            field="before",
            file_name=f"{place}.jpg",
            media_type="image/jpeg",
            size=1,
            sha256=f"{place}",
            added_at=NOON,
            added_by=clerk,
        )

    with pytest.raises(Refused):
        attach_to_entry(spot, "before", scan, by=clerk, at=NOON)


SPOTS = ["乡镇", "点位编号", "类别", "位置", "阶段", "日期", "整改期限"]


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
