import re
from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from gongjian.ui.days import day, in_the_year, moment, month, weekday, years_written
from tests.house.plan import ROOT

TUESDAY = date(2026, 10, 13)
EVENING = datetime(2026, 10, 13, 18, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "short", "long", "bare", "of_month"),
    [
        ("zh-hans", "10月13日(周二)", "2026年10月13日", "10月13日", "2026年10月"),
        ("zh-hant", "10月13日(週二)", "2026年10月13日", "10月13日", "2026年10月"),
        ("en", "Tue 13 Oct", "13 Oct 2026", "13 Oct", "Oct 2026"),
    ],
)
def test_a_day_is_written_as_the_language_writes_it(language, short, long, bare, of_month):
    with override(language):
        assert (day(TUESDAY), day(TUESDAY, "long"), day(TUESDAY, "bare")) == (short, long, bare)
        assert (month(TUESDAY), weekday(TUESDAY)) == (of_month, weekday_of(short))


def weekday_of(written):
    return written.split()[0] if " " in written else written.split("(")[1].rstrip(")")


def test_a_page_shows_no_day_in_another_form():
    """A day that a template formats itself is only what a field or an address holds."""
    shown = [
        f"{path.name}: {line.strip()[:80]}"
        for path in (ROOT / "src").rglob("*.html")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r">[^<>]*\{\{ [\w.]+\|date:", line)
    ]

    assert shown == []


@pytest.mark.parametrize(("language", "written"), [("zh-hans", "10月14日 02:05"), ("en", "14 Oct, 02:05")])
def test_a_moment_is_written_on_the_clock_of_the_reader(language, written):
    with override(language):
        assert moment(EVENING) == written


def test_no_day_is_a_dash():
    assert (day(None), moment(None)) == ("–", "–")


def test_another_year_than_that_of_the_page_is_always_written():
    with override("zh-hans"), years_written():
        assert day(date(2026, 11, 20)) == "2026年11月20日(周五)"
        in_the_year(2026)
        assert day(date(2026, 11, 20)) == "11月20日(周五)"
        assert day(date(2036, 11, 20)) == "2036年11月20日(周四)"
        assert moment(datetime(2027, 1, 4, 1, 17, tzinfo=UTC)) == "2027年1月4日 09:17"


def test_one_page_leaves_its_year_to_no_other():
    with years_written():
        in_the_year(2026)
    with years_written(), override("en"):
        assert day(date(2026, 11, 20)) == "Fri 20 Nov 2026"
