"""Whatever writes into a campaign asks first whether the campaign still changes: by its entry, or by asking.

Here the source is followed; `tests/archived.py` calls every verb on a sealed campaign as well.
"""

import pytest

from tests.house.verbs import ASKS, OF_THEIR_OWN, asked_by_callers, reached_from, verbs, writers


@pytest.mark.parametrize("verb", sorted(verbs()))
def test_a_verb_that_writes_into_a_campaign_asks_whether_the_campaign_still_changes(verb):
    reached = reached_from(verb)

    asked = verb in OF_THEIR_OWN or reached & ASKS or asked_by_callers(verb)
    assert asked or not reached & writers()
