"""The county sets up its registers; a new kind of register is configuration and nothing else."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import NotAllowed, Outdated, Refused
from gongjian.registers.actions import (
    RegisterDraft,
    change_register,
    link_item,
    set_up_register,
    take_standard_permits,
    unlink_item,
)
from gongjian.registers.actions.entries import add_entries, add_entry
from gongjian.registers.models import RegisterEntry
from gongjian.registers.queries import counts_by_project, linked_counts, permits_of
from gongjian.registers.rules import FieldRule, FieldType, Manner, Stage, Tally
from gongjian.registers.rules.attributes import EntryDraft
from gongjian.worklist.rules import Measure
from tests.registers.world import STAGES, a_household, a_register, a_reporter, a_standard_set, linked, marked
from tests.world import NOON, a_campaign, a_clerk, a_line, a_person, a_project, a_unit, an_item, noon

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def campaign():
    return a_campaign()


PARCELS = RegisterDraft(
    name="出让地块",
    manner=Manner.EACH,
    thing="宗",
    unit_of_quantity="亩",
    stages=(Stage("cleared", "净地"), Stage("announced", "已公告"), Stage("sold", "已成交")),
    fields=(
        FieldRule(
            "use", "用途", FieldType.CHOICE, "土地例会", required=True, choices=("住宅", "商业", "工业")
        ),
        FieldRule("buyer", "意向单位", FieldType.ORGANISATION, "招商例会"),
        FieldRule("price", "起始价", FieldType.NUMBER, "出让计划", unit="万元"),
        FieldRule("hearing", "听证日期", FieldType.DATE, "出让计划"),
    ),
)


def test_a_register_of_parcels_is_configuration_only(campaign):
    line = a_line(campaign)
    register = set_up_register(campaign, "parcels", replace(PARCELS, line_of_work=line), by=a_clerk(campaign), at=NOON)  # fmt: skip
    project = a_project(campaign, unit=a_unit(campaign), line=line)
    item = an_item(project=project, measure=Measure.QUANTITY, target=40, unit_of_measure="亩")

    first = a_household(register, project, name="A-1", quantity=Decimal("12.5"), values={"use": "住宅", "price": "3,000", "hearing": "9月3日"})  # fmt: skip
    a_household(register, project, name="A-2", quantity=Decimal("20"), values={"use": "工业"})
    marked(first, "announced")
    linked(item, register, "cleared", Tally.QUANTITY)

    assert first.values == {"use": "住宅", "price": "3000", "hearing": "2026-09-03"}
    sums = counts_by_project(register, RegisterEntry.objects.all())[project.pk]
    assert (sums.whole.quantity, sums.at("announced").quantity, sums.at("sold").things) == (Decimal("32.5"), Decimal("12.5"), 0)  # fmt: skip
    assert linked_counts(campaign, [item.pk], through=date(2026, 9, 13)) == {item.pk: Decimal("12.5")}


def test_only_the_office_sets_up(campaign):
    with pytest.raises(NotAllowed):
        set_up_register(
            campaign, "parcels", PARCELS, by=a_person(Role.SUPERVISOR, campaign=campaign), at=NOON
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"stages": ()},
        {"fields": (FieldRule("x", "X"),)},
        {"fields": (FieldRule("x", "X", FieldType.CHOICE, "me", choices=("one",)),)},
        {"stages": (Stage("a", "A"), Stage("a", "B"))},
        {"stages": (Stage("A!", "A"),)},
        {"manner": Manner.PERMITS},
    ],
)
def test_nothing_is_asked_that_nobody_reads_or_understands(campaign, wrong):
    with pytest.raises(Refused):
        set_up_register(campaign, "parcels", replace(PARCELS, **wrong), by=a_clerk(campaign), at=NOON)


def test_a_stage_in_which_something_stands_stays(campaign):
    register = a_register(campaign)
    marked(a_household(register), "signed")
    draft = RegisterDraft(name="Another", manner=Manner.EACH, stages=STAGES[1:])

    with pytest.raises(Refused, match="cannot be removed"):
        change_register(register, draft, by=a_clerk(campaign), at=NOON, seen=register.version)
    with pytest.raises(Outdated):
        change_register(register, replace(draft, stages=STAGES), by=a_clerk(campaign), at=NOON, seen=9)
    changed = change_register(register, replace(draft, stages=STAGES), by=a_clerk(campaign), at=NOON, seen=1)
    assert (changed.name, changed.version) == ("Another", 2)


def test_the_standard_set_of_the_line_is_taken_in_one_go(campaign):
    line, permits = a_line(campaign), a_register(campaign, Manner.PERMITS)
    a_standard_set(permits, line)
    project = a_project(campaign, unit=a_unit(campaign), line=line)

    take_standard_permits(permits, project, by=a_reporter(project), at=NOON, needed_on=date(2026, 10, 30))

    found = permits_of([project], at=NOON)[project.pk]
    assert [(one.name, one.entry.apply_on.isoformat(), one.entry.due_on.isoformat()) for one in found] == [
        ("立项批复", "2026-10-20", "2026-10-27"),
        ("用地预审", "2026-10-13", "2026-10-27"),
        ("施工许可", "2026-10-27", "2026-10-30"),
    ]
    with pytest.raises(Refused, match="already"):
        take_standard_permits(permits, project, by=a_reporter(project), at=NOON)
    with pytest.raises(NotAllowed):
        take_standard_permits(permits, project, by=a_person(), at=NOON)


def test_who_may_not_write_for_a_project_is_refused_before_a_reason_is_asked_for_and_for_many_at_once(
    campaign,
):
    permits = a_register(campaign, Manner.PERMITS)
    project, draft = a_project(campaign, unit=a_unit(campaign)), EntryDraft(name="用地预审")

    with pytest.raises(NotAllowed):
        add_entry(permits, project, draft, by=a_person(), at=NOON)
    with pytest.raises(NotAllowed):
        add_entries(permits, project, [draft], by=a_person(), at=NOON)


def test_a_line_without_a_set_of_its_own_takes_the_set_of_all_others(campaign):
    permits = a_register(campaign, Manner.PERMITS)
    a_standard_set(permits)
    project = a_project(campaign, unit=a_unit(campaign))

    assert len(take_standard_permits(permits, project, by=a_reporter(project), at=NOON)) == 3


def test_only_the_unit_takes_permits(campaign):
    permits = a_register(campaign, Manner.PERMITS)
    a_standard_set(permits)

    with pytest.raises(NotAllowed):
        take_standard_permits(permits, a_project(campaign), by=a_person(Role.REPORTER, at=a_unit(campaign)), at=NOON)  # fmt: skip


def test_a_percentage_is_a_share_and_a_quantity_a_number(campaign):
    register, item = a_register(campaign), an_item(campaign)

    with pytest.raises(Refused, match="share"):
        linked(item, register, tally=Tally.ENTRIES)
    with pytest.raises(Refused, match="stage"):
        link_item(item, register, stage="burnt", tally=Tally.SHARE, by=a_clerk(campaign), at=NOON)
    linked(item, register, tally=Tally.SHARE)
    marked(a_household(register, item.project), "signed")
    a_household(register, item.project)

    assert linked_counts(campaign, [item.pk], through=date(2026, 9, 13)) == {item.pk: Decimal(50)}
    unlink_item(item, by=a_clerk(campaign), at=NOON)
    assert linked_counts(campaign, [item.pk], through=date(2026, 9, 13)) == {}


def test_a_count_speaks_for_its_own_project_and_day(campaign):
    register = a_register(campaign)
    item = an_item(campaign, measure=Measure.QUANTITY, target=9, unit_of_measure="户")
    linked(item, register)
    first = a_household(register, item.project, at=noon(9, 1))
    marked(first, "signed", on=date(2026, 9, 4), at=noon(9, 4))
    marked(
        a_household(register, a_project(campaign), at=noon(9, 1)),
        "signed",
        on=date(2026, 9, 4),
        at=noon(9, 4),
    )

    assert linked_counts(campaign, [item.pk], through=date(2026, 9, 3)) == {item.pk: 0}
    assert linked_counts(campaign, [item.pk], through=date(2026, 9, 4)) == {item.pk: 1}


def test_the_database_itself_refuses_what_cannot_be(campaign):
    register = a_register(campaign)
    household = a_household(register)

    for change in ({"quantity": -1}, {"dropped_at": NOON}, {"dropped_at": NOON, "dropped_by": a_clerk(campaign), "dropped_because": ""}):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            RegisterEntry.objects.filter(pk=household.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        RegisterEntry.objects.create(campaign=campaign, register=register, project=household.project, number=99, name=household.name, added_at=NOON)  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        household.marks.create(campaign=campaign, number=1, on=NOON.date(), quantity=1, known_at=NOON)
