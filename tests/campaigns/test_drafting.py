"""What the facts of a plan become."""

from datetime import date

import pytest

from gongjian.campaigns.rules import Counting, ObligationKind, Operator
from gongjian.campaigns.rules.drafting import (
    Frame,
    complaints,
    counting_of,
    days_in,
    guessed_duty,
    kind_of,
    operator_of,
    report_days,
    rhythm_of,
)

FRAME = Frame(2026, date(2026, 8, 25), date(2026, 12, 25), date(2026, 9, 1), (13, 28))


@pytest.mark.parametrize(
    ("words", "duty"),
    [
        ("每半月对完成情况进行排名通报", ObligationKind.RANKING),
        ("每半月通报1次攻坚进展", ObligationKind.BULLETIN),
        ("每月对各单位进行考核", ObligationKind.ASSESSMENT),
        ("每月初召开点评分析会", ObligationKind.REVIEW),
        ("每周五碰头的例会制度", ObligationKind.MEETING),
        ("将完成情况报县攻坚办", ObligationKind.REPORT),
        ("组织集中开工活动", ObligationKind.GROUNDBREAKING),
        ("做好环境卫生", None),
    ],
)
def test_a_duty_is_known_by_its_words(words, duty):
    assert guessed_duty("recurrence", words) == duty


def test_a_target_is_counted_as_its_unit_says():
    assert [counting_of(unit) for unit in ("个", "%", "亿元", "万平方米")] == [
        Counting.PROJECTS,
        Counting.SHARE,
        Counting.SUM,
        Counting.SUM,
    ]
    assert [operator_of(op) for op in ("=", ">=", "<", "~")] == [
        Operator.EXACTLY,
        Operator.AT_LEAST,
        Operator.AT_MOST,
        Operator.EXACTLY,
    ]


def test_a_date_without_a_year_takes_the_one_that_was_given():
    assert days_in("--09-15", 2026) == (date(2026, 9, 15), date(2026, 9, 15))
    assert days_in("--08-25/--08-31", 2026) == (date(2026, 8, 25), date(2026, 8, 31))
    assert days_in("soon", 2026) is None


@pytest.mark.parametrize(
    ("written", "duty", "first"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=13,28", ObligationKind.REPORT, date(2026, 9, 13)),
        ("FREQ=SEMIMONTHLY", ObligationKind.BULLETIN, date(2026, 9, 13)),
        ("FREQ=WEEKLY;BYDAY=FR", ObligationKind.MEETING, date(2026, 9, 4)),
        ("FREQ=MONTHLY", ObligationKind.REVIEW, date(2026, 9, 5)),
        ("FREQ=MONTHLY", ObligationKind.ASSESSMENT, date(2026, 9, 30)),
        ("FREQ=MONTHLY;INTERVAL=3", ObligationKind.ASSESSMENT, date(2026, 9, 30)),
        ("--09-15", ObligationKind.GROUNDBREAKING, date(2026, 9, 15)),
    ],
)
def test_a_rule_becomes_a_rhythm_within_the_campaign(written, duty, first):
    rhythm = rhythm_of({"date": written}, duty, FRAME, quote="…")

    assert next(rhythm.nominal_days()) == first


def test_what_has_no_day_has_no_rhythm():
    assert rhythm_of({"date": ""}, ObligationKind.SUMMARY, FRAME, quote="…") is None
    assert rhythm_of({"date": "FREQ=DAILY"}, ObligationKind.MEETING, FRAME, quote="…") is None


def test_the_half_months_follow_the_days_on_which_units_report():
    assert report_days([{"date": "FREQ=WEEKLY"}, {"date": "FREQ=MONTHLY;BYMONTHDAY=10,25"}]) == (10, 25)
    assert report_days([]) == (15, 31)


def test_a_corrected_fact_says_what_it_still_lacks():
    assert set(complaints("target", {"item": " ", "value": "many", "date": "soon"})) == {
        "item",
        "value",
        "date",
    }
    assert complaints("target", {"item": "x", "value": "3", "date": "--09-15"}) == {}


def test_organisations_are_told_by_their_names():
    names = ("高湖镇人民政府", "县城投公司", "县委督查室", "县住建局")
    assert [kind_of(name, is_group=False).value for name in names] == [
        "township",
        "enterprise",
        "supervision",
        "department",
    ]
