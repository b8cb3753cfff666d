from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from gongjian.campaigns.rules.clock import OwnClock

SHANGHAI = ZoneInfo("Asia/Shanghai")
SET_AT = datetime(2030, 1, 1, tzinfo=SHANGHAI)
moments = st.datetimes(datetime(2026, 9, 1), datetime(2026, 12, 1), timezones=st.just(SHANGHAI))  # noqa: DTZ001


@given(
    moments, st.timedeltas(timedelta(0), timedelta(days=400)), st.timedeltas(timedelta(0), timedelta(days=9))
)
def test_a_clock_of_its_own_runs_on_but_never_past_the_end_of_its_day(at, gone, more):
    clock = OwnClock(at, SET_AT, SHANGHAI)
    earlier, later = clock.shows(SET_AT + gone), clock.shows(SET_AT + gone + more)

    assert min(at, later) <= earlier <= later
    assert later.date() == at.date()


def test_a_clock_does_not_run_backwards_when_the_real_one_does():
    clock = OwnClock(datetime(2026, 9, 10, 9, tzinfo=SHANGHAI), SET_AT, SHANGHAI)

    assert clock.shows(SET_AT - timedelta(hours=5)) == clock.at
    assert clock.shows(SET_AT + timedelta(hours=5)) == clock.at + timedelta(hours=5)
