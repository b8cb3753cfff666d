from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from gongjian.ui.days import day, moment

TUESDAY = date(2026, 10, 13)
EVENING = datetime(2026, 10, 13, 18, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "short", "long"),
    [
        ("zh-hans", "10月13日(周二)", "2026年10月13日"),
        ("zh-hant", "10月13日(週二)", "2026年10月13日"),
        ("en", "Tue 13 Oct", "13 Oct 2026"),
    ],
)
def test_a_day_is_written_as_the_language_writes_it(language, short, long):
    with override(language):
        assert (day(TUESDAY), day(TUESDAY, "long")) == (short, long)


@pytest.mark.parametrize(("language", "written"), [("zh-hans", "10月14日 02:05"), ("en", "14 Oct, 02:05")])
def test_a_moment_is_written_on_the_clock_of_the_reader(language, written):
    with override(language):
        assert moment(EVENING) == written


def test_no_day_is_a_dash():
    assert (day(None), moment(None)) == ("–", "–")
