"""Who is reminded of what on which day: rules, without a database."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.kernel.calendar import WorkCalendar
from gongjian.kernel.text import Text
from gongjian.notices.rules import OnDesk, Pile, Reason, ReminderRules, digests, reason_for

CALENDAR = WorkCalendar(holidays=frozenset({date(2026, 9, 25)}))
RULES = ReminderRules()
MONDAY = date(2026, 9, 14)
FIRST = datetime.combine(date(2026, 8, 25), time())
DAYS = st.dates(date(2026, 8, 25), date(2026, 12, 25))


def a_thing(due_on=MONDAY, *, key="k", people=(1,), remind=()):
    return OnDesk(
        key=key,
        pile=Pile.OWED,
        title=Text("Do it"),
        detail=Text("now"),
        page="desk:desk",
        args=(),
        people=frozenset(people),
        due_on=due_on,
        remind=frozenset(remind),
    )


def reason(due_on, today, rules=RULES):
    return reason_for(a_thing(due_on), today=today, calendar=CALENDAR, rules=rules)


def told(things, today=MONDAY, *, before=()):
    found = digests(things, today=today, calendar=CALENDAR, rules=RULES, told=before)
    return {person: [(line.thing.key, line.reason) for line in lines] for person, lines in found.items()}


def test_before_the_due_date_somebody_hears_three_working_days_ahead_and_one():
    days = [MONDAY - timedelta(days=back) for back in range(7, 0, -1)]

    assert [day for day in days if reason(MONDAY, day) == Reason.AHEAD] == [
        date(2026, 9, 9),  # Wednesday: Thursday, Friday, Monday are three working days
        date(2026, 9, 11),  # Friday
        date(2026, 9, 12),  # the weekend counts as Friday's evening; nothing goes out on it anyway
        date(2026, 9, 13),
    ]


def test_on_the_day_and_the_day_after_and_every_second_working_day_then():
    reasons = [reason(MONDAY, MONDAY + timedelta(days=ahead)) for ahead in range(5)]

    assert reasons == [Reason.TODAY, Reason.LATE, None, Reason.LATE, None]


def test_a_due_date_on_a_day_off_is_due_on_the_working_day_before_it():
    friday_off = date(2026, 9, 25)

    assert reason(friday_off, date(2026, 9, 24)) == Reason.TODAY
    assert reason(friday_off, date(2026, 9, 28)) == Reason.LATE


def test_nobody_is_reminded_for_ever():
    days = [MONDAY + timedelta(days=ahead) for ahead in range(1, 90)]
    workdays = [day for day in days if CALENDAR.is_workday(day)]

    assert sum(reason(MONDAY, day) == Reason.LATE for day in workdays) == RULES.most_times


def test_what_has_no_day_is_told_once_when_it_is_new():
    thing = a_thing(None, people=(1, 2))

    assert told([thing]) == {1: [("k", Reason.NEW)], 2: [("k", Reason.NEW)]}
    assert told([thing], before={(1, "k")}) == {2: [("k", Reason.NEW)]}


def test_only_those_who_do_it_first_are_reminded_where_several_could():
    assert told([a_thing(people=(1, 2, 3), remind=(2,))]) == {2: [("k", Reason.TODAY)]}


def test_who_owes_nothing_today_is_left_alone():
    assert told([a_thing(MONDAY + timedelta(days=9))]) == {}


@pytest.mark.parametrize(
    ("day", "hour", "goes_out"),
    [
        (MONDAY, time(8, 0), True),
        (MONDAY, time(17, 59), True),
        (MONDAY, time(7, 59), False),
        (MONDAY, time(18, 0), False),
        (MONDAY, time(23, 0), False),
        (date(2026, 9, 13), time(9, 0), False),
        (date(2026, 9, 25), time(9, 0), False),
    ],
)
def test_never_at_night_or_on_days_off(day, hour, goes_out):
    assert RULES.may_go_out(day, hour, CALENDAR) == goes_out


@given(moment=st.datetimes(FIRST, FIRST + timedelta(days=120)))
def test_what_is_held_back_goes_out_at_the_first_hour_that_is_allowed(moment):
    goes_out = RULES.next_moment(moment, CALENDAR)

    assert goes_out >= moment
    assert RULES.may_go_out(goes_out.date(), goes_out.time(), CALENDAR)
    assert RULES.next_moment(goes_out, CALENDAR) == goes_out


@given(due_on=DAYS, people=st.sets(st.integers(1, 9), min_size=1), today=DAYS)
def test_nobody_hears_of_a_thing_that_is_not_theirs(due_on, people, today):
    assert set(told([a_thing(due_on, people=people)], today)) <= people


@given(due_on=DAYS)
def test_whoever_never_acts_hears_of_it_before_on_and_after_the_day(due_on):
    days = [due_on + timedelta(days=ahead) for ahead in range(-14, 15)]
    heard = {reason(due_on, day) for day in days if CALENDAR.is_workday(day)}

    assert {Reason.AHEAD, Reason.TODAY, Reason.LATE} <= heard
