"""What an item was called, weighed and by whom it was led stays readable for every earlier day."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.campaigns.rules import Role
from gongjian.standing.queries import Filter, listed_on, standings_at
from gongjian.standing.rules import tally
from gongjian.worklist.actions import change_item, change_leading_official
from gongjian.worklist.actions.items import mark_items
from gongjian.worklist.actions.lists import open_list
from gongjian.worklist.actions.rows import TypedRow, save_typed_rows
from gongjian.worklist.models import Item, Particulars
from gongjian.worklist.queries.known import as_known, unwritten
from gongjian.worklist.rules.columns import ListColumn as C
from tests.standing.reports import confirmed
from tests.world import (
    NOON,
    a_campaign,
    a_clerk,
    a_filed_list,
    a_period,
    a_person,
    a_project,
    a_report,
    a_unit,
    an_item,
    noon,
)

pytestmark = pytest.mark.django_db
THEN, LATER = noon(9, 12), noon(9, 20)


@pytest.fixture
def campaign():
    return a_campaign()


def changed(item, *, at=LATER, **what):
    item.refresh_from_db()
    said = {"name": item.name, "weight": item.weight, "targets": ()} | what
    return change_item(item, **said, by=a_clerk(item.campaign), at=at, seen=item.version)


def test_another_weight_moves_no_earlier_day(campaign):
    unit = a_unit(campaign)
    first, _ = an_item(campaign, unit=unit), an_item(campaign, unit=unit)
    confirmed(a_report(unit, period=a_period(campaign), items=0), 40, at=noon(9, 11))
    before = tally(standings_at(campaign, THEN))

    changed(first, weight=Decimal(100))

    assert tally(standings_at(campaign, THEN)) == before
    assert tally(standings_at(campaign, LATER)).weight == before.weight + 99


def test_an_item_is_called_on_every_day_as_it_was_then(campaign):
    item = an_item(campaign, name="old name")

    changed(item, name="new name")
    changed(item, name="newest name", at=LATER + timedelta(days=1))

    called = [standings_at(campaign, at)[0].name for at in (THEN, LATER, LATER + timedelta(days=1))]
    assert called == ["old name", "new name", "newest name"]
    assert [one.name for one in as_known([Item.objects.get(pk=item.pk)], THEN)] == ["old name"]


@pytest.mark.both_databases
def test_an_earlier_day_is_searched_and_sorted_as_it_was(campaign):
    old, new = (a_person(Role.LEADER, campaign=campaign, name=name) for name in ("旧领导", "新领导"))
    project = a_project(campaign, leader=old)
    item, clerk = an_item(project=project, name="old name"), a_clerk(campaign)
    changed(item, name="new name")
    change_leading_official(campaign, [project], to=new, by=clerk, at=LATER)

    def found(at, wanted):
        return len(
            listed_on(campaign, clerk, at, wanted, sort="code", downwards=False, start=0, count=9).rows
        )

    assert [found(at, Filter("old name")) for at in (THEN, LATER)] == [1, 0]
    assert [found(at, Filter(answers={"official": old.pk})) for at in (THEN, LATER)] == [1, 0]
    assert [found(at, Filter(answers={"official": new.pk})) for at in (THEN, LATER)] == [0, 1]
    assert [standings_at(campaign, at)[0].official_name for at in (THEN, LATER)] == ["旧领导", "新领导"]


def test_what_is_marked_later_was_not_marked_before(campaign):
    item = an_item(campaign)

    mark_items(campaign, [item], priority=True, by=a_clerk(campaign), at=LATER)

    assert [standings_at(campaign, at)[0].priority for at in (THEN, LATER)] == [False, True]


def test_a_later_list_changes_names_from_its_filing_on(campaign):
    unit, clerk = a_unit(campaign), a_clerk(campaign)
    filed = a_filed_list(unit)
    old = filed.rows.get().name
    draft = open_list(campaign, unit.organisation, by=clerk, at=THEN)
    row = draft.rows.get()
    save_typed_rows(draft, [TypedRow(row.key, {C.NAME: "another name", C.WEIGHT: "7"}, row.version)], by=clerk, at=THEN)  # fmt: skip
    draft.refresh_from_db()

    a_filed_list(version=draft, at=LATER)

    assert [(one.name, one.weight) for at in (THEN, LATER) for one in standings_at(campaign, at)] == [
        (old, Decimal(1)),
        ("another name", Decimal(7)),
    ]


def test_nothing_new_is_kept_where_nothing_is_new(campaign):
    item = an_item(campaign)

    changed(item)

    assert Particulars.objects.filter(item=item).count() == 1


def test_an_earlier_day_asks_the_same_number_of_questions_however_many_have_changed(campaign):
    unit, asked = a_unit(campaign), []
    for count in (3, 30):
        for _ in range(count):
            changed(an_item(campaign, unit=unit), name="new name")
        with CaptureQueriesContext(connection) as found:
            standings_at(campaign, THEN)
        asked.append(len(found))

    assert asked[0] == asked[1] < 10


@pytest.mark.both_databases
def test_every_verb_writes_down_what_it_changes(campaign):
    a_filed_list(a_unit(campaign), rows=3)
    changed(an_item(campaign), weight=Decimal(3))

    assert unwritten(Item.objects.filter(campaign=campaign)) == {}
    assert Particulars.objects.filter(campaign=campaign, known_at__lte=NOON).count() == 4
