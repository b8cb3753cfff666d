"""What a stage asks before it is reached, what leaves the count with its day, and what was known of an earlier one."""

from datetime import date
from decimal import Decimal

import pytest

from gongjian.kernel.verdict import Incomplete, NotAllowed, Refused
from gongjian.registers.actions import (
    EntryDraft,
    add_entry,
    change_entry,
    mark_entries,
)
from gongjian.registers.models import RegisterEntry
from gongjian.registers.queries.telling import funnel_of, measures_now, measures_on
from tests.registers.of_kits import a_lead, a_parcel, a_spot, reporter_at
from tests.registers.world import a_kit, a_place, an_entry
from tests.world import NOON, a_clerk, a_project, noon

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


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
