"""Days, rhythms and roles of a plan can be said in any language."""

import pytest

from gongjian.kernel.text import as_written, spoken
from gongjian.reading.plan.in_words import date_in_words, role_in_words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("", ""),
        ("2026-10-13", "13 Oct 2026"),
        ("--10-13", "10-13"),
        ("2026-10-13/2026-10-20", "13 Oct 2026 – 20 Oct 2026"),
        ("/2026-10-20", "20 Oct 2026"),
        ("before the frost", "before the frost"),
        ("FREQ=DAILY", "every day"),
        ("FREQ=WEEKLY", "every week"),
        ("FREQ=WEEKLY;BYDAY=FR", "every Friday"),
        ("FREQ=SEMIMONTHLY", "every half month"),
        ("FREQ=MONTHLY;INTERVAL=3", "every quarter"),
        ("FREQ=MONTHLY;BYMONTHDAY=13,-1", "every month (13, last day)"),
        ("FREQ=YEARLY", "FREQ=YEARLY"),
    ],
)
def test_a_date_as_calendars_write_it_is_said_in_words(written, words):
    assert str(spoken(date_in_words(written), as_written)) == words


def test_a_role_that_is_none_of_ours_stays_as_it_was_written():
    assert [str(role_in_words(one)) for one in ("lead", "support", "responsible", "协办")] == [
        "leads",
        "supports",
        "is responsible",
        "协办",
    ]
