"""What a file has and nobody read is counted, taken after all or left out by hand, applied and taken back with it."""

import pytest

from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import Refused
from gongjian.ledger.models import Entry
from gongjian.worklist.actions.applying import apply_import, undo_import
from gongjian.worklist.actions.imports import kept_values, remap, take_in, take_or_leave
from gongjian.worklist.models import ListRow
from tests.cases.made import SHORT, book
from tests.world import NOON, a_campaign, a_person, a_unit

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ROWS = [1, "甲", "一", "9月底"], [None, "小计", None, None], [2, "乙", "二", "坏"], [3, "丙", "三", "10月底"]


@pytest.fixture
def unit():
    return a_unit(a_campaign())


@pytest.fixture
def reporter(unit):
    return a_person(Role.REPORTER, at=unit)


def brought(unit, reporter, content):
    return take_in(unit.campaign, unit.organisation, "清单.xlsx", content, by=reporter, at=NOON)


def names():
    return list(ListRow.objects.order_by("position").values_list("name", flat=True))


def taken(import_):
    return {row: kind for _, row, kind, _, _ in kept_values(import_.outcome["reckoned_rows"])}


def test_every_row_is_reckoned_and_what_was_not_read_is_counted(unit, reporter):
    found = brought(unit, reporter, book([*SHORT, "电话"], [*ROWS[0], "1"], ROWS[1]))

    assert taken(found) == {2: "data", 3: "sum"}
    assert found.outcome["counts"]["reckoning"] == 2


def test_a_row_is_left_out_and_a_row_is_taken_after_all_and_checked_like_any_other(unit, reporter):
    found = brought(unit, reporter, book(SHORT, *ROWS))
    assert found.outcome["counts"]["problems"] == 1

    found = take_or_leave(found, "清单", 4, False, by=reporter, at=NOON)
    assert (found.outcome["counts"]["problems"], found.outcome["counts"]["new"]) == (0, 2)

    found = take_or_leave(found, "清单", 3, True, by=reporter, at=NOON)
    assert {one["row"] for one in found.outcome["problems"]} == {3}

    found = take_or_leave(found, "清单", 3, None, by=reporter, at=NOON)
    assert found.outcome["counts"]["problems"] == 0


def test_the_choices_enter_the_ledger_with_the_file_and_are_taken_back_with_it(unit, reporter):
    found = brought(unit, reporter, book(SHORT, *ROWS))
    found = take_or_leave(found, "清单", 4, False, by=reporter, at=NOON)

    apply_import(found, by=reporter, at=NOON)
    assert names() == ["一", "三"]
    applied = Entry.objects.order_by("number").last()
    assert '"4": false' in applied.facts["by_hand"]
    with pytest.raises(Refused):
        take_or_leave(found, "清单", 4, None, by=reporter, at=NOON)

    undo_import(found, by=reporter, at=NOON)
    assert names() == []
    assert '"4": false' in Entry.objects.order_by("number").last().facts["by_hand"]


def test_the_next_file_remembers_columns_but_no_rows(unit, reporter):
    found = brought(unit, reporter, book([*SHORT, "负责的人"], *[[*row, "谢安"] for row in ROWS]))
    found = take_or_leave(found, "清单", 4, False, by=reporter, at=NOON)
    found = remap(found, {"负责的人": "person"}, by=reporter, at=NOON)
    assert found.outcome["counts"]["problems"] == 0

    again = brought(unit, reporter, book([*SHORT, "负责的人"], *[[*row, "谢安"] for row in ROWS]))
    assert again.mapping["chosen"] == {"负责的人": "person"}
    assert again.outcome["counts"]["problems"] == 1


def test_a_sheet_is_left_out_and_an_overview_is_taken_after_all(unit, reporter):
    overview = [["序号", "项目名称", "责任单位", "总投资"], [1, "甲", "县住建局", 800]]
    found = brought(unit, reporter, book(SHORT, ROWS[0], others={"旧": [SHORT, ROWS[2]], "汇总": overview}))
    assert [one["taken"] for one in found.outcome["reckoning"]] == ["read", "read", "overview"]

    found = take_or_leave(found, "旧", None, False, by=reporter, at=NOON)
    assert found.outcome["counts"]["problems"] == 0

    found = take_or_leave(found, "汇总", None, True, by=reporter, at=NOON)
    assert {one["sheet"] for one in found.outcome["problems"]} == {"汇总"}
