"""A campaign counts its own days, and none past its last."""

from datetime import date

import pytest

from gongjian.campaigns.rules import Passage

FIRST, LAST = date(2026, 8, 25), date(2026, 12, 25)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 8, 20), "The campaign starts on 25 Aug 2026; days until then: 5"),
        (FIRST, "Day 1 of 123; days left: 122"),
        (date(2026, 12, 24), "Day 122 of 123; days left: 1"),
        (LAST, "Day 123 of 123: the last day"),
        (date(2026, 12, 26), "The campaign ended on 25 Dec 2026, yesterday"),
        (date(2026, 12, 30), "The campaign ended on 25 Dec 2026, 5 days ago"),
    ],
)
def test_a_day_is_told_as_the_campaign_counts_it(on, words):
    assert str(Passage(FIRST, LAST, on).words) == words
