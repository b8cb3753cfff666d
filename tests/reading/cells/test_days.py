"""Days in cells: what no day is meant by, however long it is."""

from datetime import date

import pytest

from gongjian.reading.cells.days import Times, day_of

TIMES = Times(2026, date(2026, 8, 28), date(2026, 12, 5))


@pytest.mark.parametrize("at_start", [True, False])
def test_a_range_of_ranges_means_no_day_however_long_it_is(at_start):
    for text in ("1月-" * 3000 + "2月", "1月-2月-3月", "1日至" * 2000):
        assert day_of(text, TIMES, at_start=at_start) is None
    assert day_of("9月-10月", TIMES) == date(2026, 10, 31)
