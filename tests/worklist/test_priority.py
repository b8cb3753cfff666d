"""The priority mark: the Office says what matters most, and every list says it too."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import NotAllowed, Refused
from gongjian.ledger.models import Entry
from gongjian.standing.queries import standings_at
from gongjian.worklist.actions import withdraw_item
from gongjian.worklist.actions.filing import file_list
from gongjian.worklist.actions.items import change_item, mark_items
from gongjian.worklist.actions.lists import open_list
from gongjian.worklist.actions.rows import TypedRow, save_typed_rows
from gongjian.worklist.models import Item
from gongjian.worklist.papers.list_paper import register_of
from gongjian.worklist.rules.columns import TAKEN_OVER
from gongjian.worklist.rules.columns import ListColumn as C
from tests.world import (
    NOON,
    a_campaign,
    a_clerk,
    a_filed_list,
    a_list,
    a_person,
    a_signed_list,
    a_unit,
    an_item,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return a_campaign()


def test_the_office_marks_many_items_at_once_and_the_ledger_names_them(campaign):
    first, second = an_item(campaign), an_item(campaign)

    marked = mark_items(campaign, [first, second], priority=True, by=a_clerk(campaign), at=NOON)

    assert {one.priority for one in standings_at(campaign, NOON)} == {True}
    entry = Entry.objects.filter(campaign_id=campaign.pk).latest("number")
    assert entry.facts["items"] == [item.pk for item in marked]
    assert first.name in str(entry)


def test_the_mark_is_taken_off_again(campaign):
    item, clerk = an_item(campaign), a_clerk(campaign)
    mark_items(campaign, [item], priority=True, by=clerk, at=NOON)

    mark_items(campaign, [item], priority=False, by=clerk, at=NOON)

    assert not Item.objects.get(pk=item.pk).priority


def test_what_is_marked_already_is_not_marked_again(campaign):
    item, clerk = an_item(campaign), a_clerk(campaign)
    mark_items(campaign, [item], priority=True, by=clerk, at=NOON)
    entries = Entry.objects.count()

    assert mark_items(campaign, [item], priority=True, by=clerk, at=NOON) == []
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("role", [Role.REPORTER, Role.HEAD, Role.OBSERVER, Role.SUPERVISOR])
def test_nobody_but_the_office_marks(campaign, role):
    item = an_item(campaign)
    person = a_person(role, at=a_unit(campaign), campaign=campaign)

    with pytest.raises(NotAllowed, match="Only the Campaign Office may change the list"):
        mark_items(campaign, [item], priority=True, by=person, at=NOON)


def test_what_has_left_the_list_is_not_marked(campaign):
    item, clerk = an_item(campaign), a_clerk(campaign)
    gone = withdraw_item(item, reason="moved elsewhere", by=clerk, at=NOON, seen=item.version)

    with pytest.raises(Refused, match="has left the list"):
        mark_items(campaign, [gone], priority=True, by=clerk, at=NOON)


def test_a_list_brings_its_marks_when_the_office_files_it(campaign):
    unit = a_unit(campaign)
    version = a_list(unit, rows=2)
    first, _ = version.rows.all()
    typed = TypedRow(first.key, {C.PRIORITY: "√"}, first.version)
    (saved,) = save_typed_rows(version, [typed], by=a_clerk(campaign), at=NOON)
    version.refresh_from_db()

    filed = a_filed_list(version=version)

    assert saved.words[C.PRIORITY] == "是"
    assert sorted(row.item.priority for row in filed.rows.all()) == [False, True]


def test_a_word_that_is_neither_yes_nor_no_is_a_problem(campaign):
    version = a_list(a_unit(campaign))
    row = version.rows.get()

    (saved,) = save_typed_rows(version, [TypedRow(row.key, {C.PRIORITY: "也许"}, row.version)], by=a_clerk(campaign), at=NOON)  # fmt: skip

    assert [problem.column for problem in saved.problems] == [C.PRIORITY]


def test_a_list_that_is_drawn_up_does_not_undo_what_the_office_has_marked(campaign):
    unit = a_unit(campaign)
    item, clerk = a_filed_list(unit).rows.get().item, a_clerk(campaign)
    draft = open_list(campaign, unit.organisation, by=clerk, at=NOON)

    mark_items(campaign, [item], priority=True, by=clerk, at=NOON)

    assert draft.rows.get().priority


BY_THE_OFFICE = {
    "name": ("新名称", lambda item, **more: change_item(item, name="新名称", weight=item.weight, targets=(), seen=item.version, **more)),
    "weight": (7, lambda item, **more: change_item(item, name=item.name, weight=Decimal(7), targets=(), seen=item.version, **more)),
    "priority": (True, lambda item, **more: mark_items(item.campaign, [item], priority=True, **more)),
}  # fmt: skip
"""What the Office changes on an item, and by which verb."""


@pytest.mark.parametrize("field", TAKEN_OVER)
def test_a_list_that_is_drawn_up_meanwhile_undoes_nothing_that_the_office_changes(campaign, field):
    unit, clerk = a_unit(campaign), a_clerk(campaign)
    item = a_filed_list(unit).rows.get().item
    draft = open_list(campaign, unit.organisation, by=clerk, at=NOON)
    others = {name: getattr(draft.rows.get(), name) for name in TAKEN_OVER if name != field}
    value, change = BY_THE_OFFICE[field]

    change(Item.objects.get(pk=item.pk), by=clerk, at=NOON)

    row = draft.rows.get()
    assert getattr(row, field) == value
    assert {name: getattr(row, name) for name in others} == others
    a_filed_list(version=draft)
    assert getattr(Item.objects.get(pk=item.pk), field) == value


@pytest.mark.parametrize("field", TAKEN_OVER)
def test_between_signature_and_filing_nothing_of_it_is_changed_behind_the_signer(campaign, field):
    unit, clerk = a_unit(campaign), a_clerk(campaign)
    item = a_filed_list(unit).rows.get().item
    signed = a_signed_list(version=open_list(campaign, unit.organisation, by=clerk, at=NOON))
    _, change = BY_THE_OFFICE[field]

    with pytest.raises(Refused, match=r"A signed list of .* is waiting"):
        change(Item.objects.get(pk=item.pk), by=clerk, at=NOON)

    file_list(signed, by=clerk, at=NOON, seen=signed.version)
    change(Item.objects.get(pk=item.pk), by=clerk, at=NOON)


def test_the_next_version_begins_with_the_mark(campaign):
    unit = a_unit(campaign)
    item, clerk = a_filed_list(unit).rows.get().item, a_clerk(campaign)
    mark_items(campaign, [item], priority=True, by=clerk, at=NOON)

    draft = open_list(campaign, unit.organisation, by=clerk, at=NOON)

    assert draft.rows.get().priority


def test_the_printed_list_says_which_rows_are_marked(campaign):
    version = a_list(a_unit(campaign), rows=2)
    rows = list(version.rows.all())
    rows[0].priority = True

    with override("en"):
        printed = register_of(version, rows, at=NOON, signed_by="")

    place = [part.head for part in printed.columns].index("Priority")
    assert [cells[place] for cells in printed.rows] == ["yes", ""]
