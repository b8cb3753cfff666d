"""The table of targets: goal and actual in one unit, and what is not added is named."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from gongjian.bulletins.papers.tables import tables_of


def a_target(value, unit, actual=0, whole=0, *, part=None, counting="sum", **more):
    return {
        "name": "高湖",
        "value": str(value),
        "unit": unit,
        "counting": counting,
        "actual": str(actual),
        "part": str(actual if part is None else part),
        "whole": str(whole),
        "reached": False,
        "due_on": "2026-12-30",
        **more,
    }


def printed(*targets, language="zh-hans"):
    with override(language):
        return tables_of("overall", {"targets": targets, "period": {"cut_off_on": "2026-10-30"}})[0]


def row(*args, language="zh-hans", **more):
    return printed(a_target(*args, **more), language=language)["rows"][0][1:4]


def test_goal_and_actual_are_printed_in_the_same_unit():
    assert row("1.50", "亿元", "0.8993", "1.5") == ["1.5亿元", "0.9亿元", "0.9/1.5"]
    assert row("160000.00", "平方米", "45123.50", 160000) == ["16万平方米", "4.51万平方米", "4.51/16"]
    assert row("160000.00", "平方米", 0, 160000, language="zh-hant")[0] == "16萬平方米"
    assert row("42.00", "个", 3, 42, counting="projects") == ["42个", "3个", "3/42"]
    assert row("50.00", "%", "33.3333", 6, part=2, counting="share") == ["50%", "33.33%", "2/6"]


def test_what_cannot_be_counted_yet_is_not_printed_as_nought():
    assert row("1.50", "亿元") == ["1.5亿元", "–", "–"]


@pytest.mark.parametrize(
    ("due_on", "reached", "said"),
    [("2026-12-30", False, "推进中"), ("2026-10-30", False, "未达到"), ("2026-12-30", True, "达到")],
)
def test_before_its_day_no_target_is_missed(due_on, reached, said):
    table = printed(a_target("42", "个", 3, 42, due_on=due_on, reached=reached))

    assert said in table["rows"][0][4]


def test_items_that_measure_something_else_are_named_under_the_table():
    table = printed(a_target(Decimal("1.5"), "亿元", 1, 2, apart=[["个", 2], ["", 1]]), language="en")

    assert "2 in 个" in table["note"]
    assert "1 in –" in table["note"]


@pytest.mark.parametrize("old", [a_target(1, "个", 1, 1)])
def test_a_snapshot_that_was_frozen_before_knows_no_items_apart(old):
    assert printed(old)["note"] == ""
