from datetime import UTC, datetime, timedelta

from gongjian.backups.keeping import is_due, moment_of, name_for, to_keep

LAST = datetime(2026, 12, 10, 0, 5, tzinfo=UTC)
DAILY = [LAST - timedelta(days=days) for days in range(400)]


def kept(moments, days=7, weeks=4, months=12):
    return sorted(to_keep(moments, days=days, weeks=weeks, months=months), reverse=True)


def test_of_a_year_of_days_seven_days_four_weeks_and_twelve_months_are_kept():
    found = kept(DAILY)

    assert found[:7] == DAILY[:7]
    assert len({at.isocalendar()[:2] for at in found if LAST - at < timedelta(days=28)}) == 4
    assert len({(at.year, at.month) for at in found}) == 12
    assert len(found) <= 7 + 4 + 12


def test_what_is_kept_today_was_kept_yesterday_when_one_is_made_a_day():
    there = []
    for moment in reversed(DAILY):
        there = kept([*there, moment])

    assert len({(at.year, at.month) for at in there}) == 12


def test_a_pause_of_a_year_throws_nothing_away_but_what_is_many():
    assert kept([LAST, LAST - timedelta(days=365)]) == [LAST, LAST - timedelta(days=365)]


def test_the_newest_one_always_stays():
    assert kept(DAILY, 0, 0, 0) == [LAST]


def test_a_name_says_when_it_was_made_and_no_other_file_is_taken_for_one():
    assert moment_of(name_for(LAST), zone=UTC) == LAST
    for other in ("gongjian-2026-13-01-0000.backup", "gongjian-2026-12-10-0005.backup.part", "mine.backup"):
        assert moment_of(other, zone=UTC) is None


def test_one_is_due_on_every_day_that_has_none():
    assert is_due([], at=LAST)
    assert not is_due([LAST], at=LAST + timedelta(hours=20))
    assert is_due([LAST], at=LAST + timedelta(days=1))
    assert is_due([LAST + timedelta(days=300)], at=LAST)
