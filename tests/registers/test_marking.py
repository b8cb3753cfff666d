"""Things move on through verbs: in order, by whom it concerns, and back when it was a mistake."""

from datetime import date
from decimal import Decimal

import pytest

from gongjian.accounts.rules import OrganisationKind
from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import Incomplete, NotAllowed, Outdated, Refused
from gongjian.ledger.models import Entry as LedgerEntry
from gongjian.registers.actions import (
    EntryDraft,
    add_entry,
    change_entry,
    count_totals,
    drop_entry,
    mark_entries,
    move_permit,
    undo_mark,
)
from gongjian.registers.models import RegisterEntry
from gongjian.registers.queries import counts_by_project, counts_on, curve_of, permits_of
from gongjian.registers.rules import Manner, PermitMove, PermitState
from tests.registers.world import (
    KIND,
    a_household,
    a_permit,
    a_register,
    a_reporter,
    decimals,
    marked,
    moved,
)
from tests.world import NOON, a_campaign, a_clerk, a_person, a_project, a_unit, an_organisation, noon

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
M = PermitMove


@pytest.fixture
def campaign():
    return a_campaign()


@pytest.fixture
def register(campaign):
    return a_register(campaign)


@pytest.fixture
def permits(campaign):
    return a_register(campaign, Manner.PERMITS)


@pytest.fixture
def project(campaign):
    return a_project(campaign, unit=a_unit(campaign))


def test_a_household_moves_on_and_the_ledger_knows(register, project):
    household = a_household(register, project)

    marked(household, "signed")

    household.refresh_from_db()
    assert (household.stage, household.stage_on, household.version) == ("signed", date(2026, 9, 10), 2)
    assert str(LedgerEntry.objects.latest("number").verb) == f"marked {household.name}: 已签约"


def test_many_are_marked_in_one_go_or_none(register, project):
    first, second = a_household(register, project), a_household(register, project)
    marked(second, "vacated")

    with pytest.raises(Refused):
        mark_entries([first, second], "signed", on=date(2026, 9, 10), by=a_reporter(project), at=NOON)

    first.refresh_from_db()
    assert first.stage == ""


def test_a_day_lies_neither_in_the_future_nor_before_the_last_mark(register, project):
    household = marked(a_household(register, project, at=noon(9, 1)), "signed", on=date(2026, 9, 8))

    with pytest.raises(Refused, match="future"):
        marked(household, "vacated", on=date(2026, 9, 11))
    with pytest.raises(Refused, match="earlier date"):
        marked(household, "vacated", on=date(2026, 9, 7))


def test_a_mark_can_be_taken_back_and_stays_readable(register, project):
    household = marked(a_household(register, project), "signed")

    household = undo_mark(household, by=a_reporter(project), at=NOON, seen=household.version)

    assert (household.stage, household.stage_on) == ("", None)
    assert [(one.stage, one.undone_at is not None) for one in household.marks.all()] == [("", False), ("signed", True)]  # fmt: skip
    with pytest.raises(Refused, match="no mark to undo"):
        undo_mark(household, by=a_reporter(project), at=NOON, seen=household.version)


def test_only_the_unit_its_group_and_the_office_write(campaign, project):
    group = an_organisation(kind=OrganisationKind.GROUP, parent=campaign.organisation)
    register = a_register(campaign, group=group)
    household = a_household(register, project)
    stranger = a_person(Role.REPORTER, at=a_unit(campaign))

    with pytest.raises(NotAllowed):
        marked(household, "signed", by=stranger)
    with pytest.raises(NotAllowed):
        marked(household, "signed", by=a_person(Role.SUPERVISOR, campaign=campaign))
    member = a_person(Role.MEMBER, at=group, campaign=campaign)
    assert marked(household, "signed", by=member).stage == "signed"


def test_each_sees_what_concerns_them(campaign, project, permits):
    department = an_organisation(parent=campaign.organisation)
    permit = a_permit(permits, project, department=department)
    household = a_household(a_register(campaign), project)

    def seen(role, at=None):
        person = a_person(role, at=at, campaign=campaign)
        return set(RegisterEntry.objects.visible_to(person, campaign).distinct())

    assert seen(Role.REPORTER, project.unit) == {permit, household}
    assert seen(Role.HEAD, department) == {permit}
    assert seen(Role.SUPERVISOR) == {permit, household}
    assert seen(Role.REPORTER, a_unit(campaign)) == set()
    assert seen(Role.OBSERVER) == set()


@pytest.mark.parametrize("name", ["330382198001011234", "张户 13800138000", " "])
def test_nobody_is_named_by_their_numbers(register, project, name):
    with pytest.raises(Incomplete) as refusal:
        add_entry(register, project, EntryDraft(name=name), by=a_reporter(project), at=NOON)

    assert "name" in refusal.value.problems


def test_the_same_household_counts_once(register, project):
    a_household(register, project, name="1-01")

    with pytest.raises(Refused, match="already"):
        a_household(register, project, name="1-01")


def test_a_field_that_the_county_asks_is_checked(campaign, project):
    register = a_register(campaign, fields=(KIND,))

    with pytest.raises(Incomplete):
        a_household(register, project, values={"kind": "宫殿"})
    assert a_household(register, project, values={"kind": "住宅"}).values == {"kind": "住宅"}


def test_what_is_dropped_counts_no_more_but_stood_there_before(register, project):
    household = marked(
        a_household(register, project, at=noon(9, 1)), "signed", on=date(2026, 9, 8), at=noon(9, 8)
    )

    drop_entry(household, reason="重复登记", by=a_reporter(project), at=NOON, seen=household.version)

    assert counts_by_project(register, RegisterEntry.objects.all()) == {}
    before = counts_on(register, RegisterEntry.objects.all(), date(2026, 9, 9), at=noon(9, 9))
    assert before[project.pk].at("signed").things == 1
    a_household(register, project, name=household.name)


def test_totals_are_counted_day_by_day(campaign, project):
    register = a_register(campaign, Manner.TOTALS)
    by = a_reporter(project)
    entry = a_household(register, project, quantity=Decimal(120), at=noon(9, 1))

    entry = count_totals(entry, Decimal(120), decimals(signed=30), on=date(2026, 9, 5), by=by, at=noon(9, 5), seen=entry.version)  # fmt: skip
    entry = count_totals(entry, Decimal(120), decimals(signed=80, vacated=10), on=date(2026, 9, 9), by=by, at=NOON, seen=entry.version)  # fmt: skip

    points = curve_of(register, RegisterEntry.objects.all(), through=date(2026, 9, 10), at=NOON)
    assert [(day.day, sums.at("signed").things, sums.at("vacated").things) for day, sums in points] == [(1, 0, 0), (5, 30, 0), (9, 80, 10), (10, 80, 10)]  # fmt: skip
    with pytest.raises(Refused, match="only 80"):
        count_totals(entry, Decimal(120), decimals(signed=80, vacated=90), on=date(2026, 9, 10), by=by, at=NOON, seen=entry.version)  # fmt: skip
    with pytest.raises(Refused, match="has decreased"):
        count_totals(entry, Decimal(120), decimals(signed=70), on=date(2026, 9, 10), by=by, at=NOON, seen=entry.version)  # fmt: skip
    with pytest.raises(Outdated):
        count_totals(entry, Decimal(120), decimals(signed=90), on=date(2026, 9, 10), by=by, at=NOON, seen=1)


def test_a_permit_goes_its_way(permits, project):
    permit = a_permit(permits, project, at=noon(8, 31))

    permit = moved(permit, (M.APPLY, date(2026, 9, 1)), (M.ACCEPT, date(2026, 9, 2)), (M.ASK_CORRECTION, date(2026, 9, 4)))  # fmt: skip

    found = permits_of([project], at=NOON)[project.pk][0]
    assert (found.state, found.clock.is_stopped, found.days_left, found.due_on) == (PermitState.CORRECTING, True, 8, None)  # fmt: skip
    permit = moved(permit, (M.CORRECT, date(2026, 9, 8)), (M.GRANT, date(2026, 9, 10)))
    found = permits_of([project], at=NOON)[project.pk][0]
    assert (found.state, found.granted_on, found.is_late) == (PermitState.GRANTED, date(2026, 9, 10), False)
    assert permit.reference == "云批〔2026〕1号"


def test_permits_of_another_day_are_as_they_were_known(permits, project):
    permit = a_permit(permits, project, at=noon(8, 31))
    moved(permit, (M.APPLY, date(2026, 9, 1)), (M.GRANT, date(2026, 9, 9)))

    assert permits_of([project], at=noon(9, 3))[project.pk][0].state == PermitState.APPLIED
    assert permits_of([project], at=noon(8, 30)) == {}


def test_a_department_decides_and_the_unit_applies(campaign, permits, project):
    department = an_organisation(parent=campaign.organisation)
    permit = a_permit(permits, project, department=department, at=noon(8, 31))
    theirs, ours = a_person(Role.REPORTER, at=department, campaign=campaign), a_reporter(project)
    told = {"on": date(2026, 9, 10), "at": NOON}

    with pytest.raises(NotAllowed):
        move_permit(permit, M.APPLY, by=theirs, seen=permit.version, **told)
    permit = move_permit(permit, M.APPLY, by=ours, seen=permit.version, **told)
    with pytest.raises(NotAllowed):
        move_permit(permit, M.REFUSE, by=ours, seen=permit.version, note="no", **told)
    with pytest.raises(Refused, match="permit number"):
        move_permit(permit, M.GRANT, by=theirs, seen=permit.version, **told)
    with pytest.raises(Refused, match="to be corrected"):
        move_permit(permit, M.ASK_CORRECTION, by=theirs, seen=permit.version, **told)
    assert (
        move_permit(permit, M.REFUSE, by=theirs, seen=permit.version, note="红线冲突", **told).stage
        == "refused"
    )


def test_a_granted_permit_stays(permits, project):
    permit = moved(
        a_permit(permits, project, at=noon(8, 31)), (M.APPLY, date(2026, 9, 1)), (M.GRANT, date(2026, 9, 2))
    )

    with pytest.raises(Refused, match="cannot be removed"):
        drop_entry(permit, reason="不要了", by=a_clerk(permit.campaign), at=NOON, seen=permit.version)


def test_another_quantity_counts_from_today(campaign, project):
    register = a_register(campaign, unit_of_quantity="m²")
    household = a_household(register, project, quantity=Decimal(100), at=noon(9, 1))

    draft = EntryDraft(name=household.name, quantity=Decimal(150), because="重新测绘")
    change_entry(household, draft, by=a_reporter(project), at=NOON, seen=household.version)

    everything = RegisterEntry.objects.all()
    assert counts_on(register, everything, date(2026, 9, 9), at=NOON)[project.pk].whole.quantity == 100
    assert counts_on(register, everything, date(2026, 9, 10), at=NOON)[project.pk].whole.quantity == 150
