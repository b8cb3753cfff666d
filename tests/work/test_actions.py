from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gongjian.work import actions
from gongjian.work.models import PeriodicJob, Worker
from gongjian.work.rules import MOST_CLAIMS

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LONG = timedelta(minutes=5)


@pytest.fixture(autouse=True)
def _tasks_of_the_tests(settings):
    settings.TASK_WRAPPERS = ("tests.work.some_tasks",)


@pytest.fixture
def now():
    return timezone.now()


def a_claimed_task(worker, at):
    actions.enqueue("nothing", 7)
    actions.beat(worker, at=at)
    return actions.claim(worker, at=at)


def test_a_task_is_claimed_once(now):
    actions.enqueue("nothing", 7)

    first, second = actions.claim("one", at=now), actions.claim("two", at=now)

    assert (first.args_kwargs["args"], first.worker_ids) == ([7], ["one"])
    assert second is None


def test_the_task_of_a_worker_that_is_heard_of_stays_with_it(now):
    a_claimed_task("one", now - LONG)
    actions.beat("one", at=now)

    assert actions.hand_on(at=now) == []


def test_the_task_of_a_lost_worker_is_handed_on(now):
    task = a_claimed_task("one", now - LONG)

    handed_on = actions.hand_on(at=now)
    again = actions.claim("two", at=now)

    assert [task.pk for task in handed_on] == [again.pk] == [task.pk]
    assert again.worker_ids == ["one", "two"]


def test_a_worker_that_comes_back_from_the_dead_cannot_end_what_is_no_longer_its_task(now):
    lost = a_claimed_task("one", now - LONG)
    actions.hand_on(at=now)
    again = actions.claim("two", at=now)

    assert not actions.finish(lost, at=now)
    assert actions.finish(again, at=now)
    assert not actions.finish(again, at=now)


def test_a_task_that_takes_every_worker_down_is_given_up(now):
    actions.enqueue("nothing", 7)
    for number in range(MOST_CLAIMS):
        actions.claim(f"worker {number}", at=now + number * LONG)
        actions.hand_on(at=now + number * LONG)

    task = DBTaskResult.objects.get()
    assert (task.status, task.exception_class_path) == (TaskResultStatus.FAILED, "gongjian.work.GivenUp")


def test_a_periodic_job_is_due_once_in_its_time(now):
    jobs = [("nothing", 60)]

    assert actions.start_periodic(jobs, at=now) == ["nothing"]
    assert actions.start_periodic(jobs, at=now) == []


def test_a_periodic_job_does_not_pile_up(now):
    jobs = [("nothing", 60)]
    actions.start_periodic(jobs, at=now)

    assert actions.start_periodic(jobs, at=now + LONG) == []
    actions.finish(actions.claim("one", at=timezone.now()), at=now)
    assert actions.start_periodic(jobs, at=now + LONG) == ["nothing"]
    assert PeriodicJob.objects.get().due_at > now + LONG


def test_a_job_that_was_put_off_by_a_clock_that_was_ahead_is_due_now(now):
    jobs = [("nothing", 60)]
    actions.start_periodic(jobs, at=now + 1000 * LONG)
    actions.finish(actions.claim("one", at=timezone.now()), at=now)

    assert actions.start_periodic(jobs, at=now) == ["nothing"]
    assert PeriodicJob.objects.get().due_at == now + timedelta(seconds=60)


def test_the_task_of_a_worker_that_was_last_heard_of_in_the_future_is_handed_on(now):
    task = a_claimed_task("one", now + 1000 * LONG)

    assert [one.pk for one in actions.hand_on(at=now)] == [task.pk]


def test_tidying_throws_away_only_what_is_long_done(now):
    actions.finish(a_claimed_task("one", now), at=now)
    actions.beat("two", at=datetime(2020, 1, 1, tzinfo=UTC))
    actions.beat("three", at=datetime(2099, 1, 1, tzinfo=UTC))

    actions.tidy(at=now)
    assert (DBTaskResult.objects.count(), list(Worker.objects.values_list("name", flat=True))) == (1, ["one"])

    actions.tidy(at=now + timedelta(days=31))
    assert DBTaskResult.objects.count() == 0
