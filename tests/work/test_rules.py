from datetime import UTC, datetime, timedelta

from gongjian.work.rules import MOST_CLAIMS, SILENT_SECONDS, counts_as_alive, is_due, is_given_up, next_time

NOON = datetime(2026, 10, 12, 12, tzinfo=UTC)


def test_a_worker_is_lost_when_it_has_been_silent_for_too_long():
    assert counts_as_alive(NOON, at=NOON + timedelta(seconds=SILENT_SECONDS - 1))
    assert not counts_as_alive(NOON, at=NOON + timedelta(seconds=SILENT_SECONDS))


def test_a_task_is_given_up_after_it_took_several_workers_down():
    assert not is_given_up(MOST_CLAIMS - 1)
    assert is_given_up(MOST_CLAIMS)


def test_a_periodic_job_keeps_its_beat():
    assert next_time(NOON, every_seconds=60, at=NOON + timedelta(seconds=7)) == NOON + timedelta(seconds=60)


def test_what_was_missed_while_nobody_worked_is_not_made_up():
    assert next_time(NOON, every_seconds=60, at=NOON + timedelta(hours=5)) == NOON + timedelta(
        hours=5, seconds=60
    )


def test_a_clock_that_was_set_back_does_not_make_jobs_come_thick_and_fast():
    back = NOON - timedelta(hours=1)
    assert next_time(NOON, every_seconds=60, at=back) == back + timedelta(seconds=60)


def test_what_is_due_later_than_its_next_turn_was_put_off_by_a_wrong_clock_and_is_due_now():
    later = NOON + timedelta(days=400)

    assert is_due(later, every_seconds=60, at=NOON)
    assert next_time(later, every_seconds=60, at=NOON) == NOON + timedelta(seconds=60)
    assert not is_due(NOON + timedelta(seconds=60), every_seconds=60, at=NOON)


def test_a_worker_that_was_last_heard_of_in_the_future_counts_as_lost():
    assert not counts_as_alive(NOON + timedelta(days=400), at=NOON)
