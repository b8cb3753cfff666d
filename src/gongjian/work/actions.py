"""Handing tasks to workers, and taking them back from workers that are gone."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.utils.module_loading import import_string
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gongjian.work.models import PeriodicJob, Worker
from gongjian.work.queries import address_of, is_under_way, workers_alive
from gongjian.work.rules import KEEP_DAYS, is_due, is_given_up, next_time


def enqueue(name: str, row_id: int) -> None:
    """Have the named task done for this row, as soon as what was just written is really there."""
    task = import_string(address_of(name))
    task.enqueue(row_id)


def beat(worker: str, *, at: datetime) -> None:
    """This worker lives."""
    Worker.objects.update_or_create(
        name=worker, defaults={"beat_at": at}, create_defaults={"beat_at": at, "started_at": at}
    )


def leave(worker: str) -> None:
    Worker.objects.filter(name=worker).delete()


@transaction.atomic
def claim(worker: str, *, at: datetime) -> DBTaskResult | None:
    """Take the next task. No other worker gets it while this one is heard of."""
    task = DBTaskResult.objects.ready().get_locked()
    if task is None:
        return None

    task.status, task.started_at = TaskResultStatus.RUNNING, at
    task.worker_ids = [*task.worker_ids, worker]
    task.save(update_fields=["status", "started_at", "worker_ids"])
    return task


def finish(task: DBTaskResult, *, at: datetime, trouble: str = "", kind: str = "") -> bool:
    """Say how the task ended, unless it has been handed on to somebody else meanwhile."""
    return end(
        task,
        status=TaskResultStatus.FAILED if kind else TaskResultStatus.SUCCESSFUL,
        finished_at=at,
        exception_class_path=kind,
        traceback=trouble,
    )


@transaction.atomic
def hand_on(*, at: datetime, worker: str = "", in_hand: Collection[object] = ()) -> list[DBTaskResult]:
    """Give the tasks of workers that are no longer heard of to the others, and what this one has let fall."""
    alive = set(workers_alive(at).values_list("name", flat=True))
    running = DBTaskResult.objects.running().exclude(started_at=None)

    def is_held(task: DBTaskResult) -> bool:
        holder = task.worker_ids[-1] if task.worker_ids else ""
        return task.pk in in_hand if holder == worker else holder in alive

    lost = [task for task in running if not is_held(task)]

    given_up = [task for task in lost if is_given_up(len(task.worker_ids))]
    for task in given_up:
        finish(
            task, at=at, kind="gongjian.work.GivenUp", trouble="Every worker that took this task was lost."
        )

    handed_on = [task for task in lost if task not in given_up]
    return [task for task in handed_on if end(task, status=TaskResultStatus.READY, started_at=None)]


def end(task: DBTaskResult, **changes: object) -> bool:
    """Change a running task only if it is still the same attempt."""
    attempt = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
    return bool(attempt.update(**changes))


def start_periodic(jobs: Iterable[tuple[str, int]], *, at: datetime) -> list[str]:
    """Enqueue what is due again. Only one of several workers succeeds, and nothing is piled up."""
    return [name for name, every in jobs if take_turn(name, every_seconds=every, at=at)]


@transaction.atomic
def take_turn(name: str, *, every_seconds: int, at: datetime) -> bool:
    job, _ = PeriodicJob.objects.get_or_create(name=name, defaults={"due_at": at})
    if not is_due(job.due_at, every_seconds=every_seconds, at=at) or is_under_way(name):
        return False

    due_again = next_time(job.due_at, every_seconds=every_seconds, at=at)
    if not PeriodicJob.objects.filter(pk=job.pk, due_at=job.due_at).update(due_at=due_again):
        return False

    enqueue(name, job.pk)
    return True


@transaction.atomic
def tidy(*, at: datetime) -> None:
    """Throw away what nobody will ask for: sessions that have ended, tasks done long ago, workers long gone."""
    long_ago = at - timedelta(days=KEEP_DAYS)
    Session.objects.filter(expire_date__lt=at).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=long_ago).delete()
    Worker.objects.filter(Q(beat_at__lt=long_ago) | Q(beat_at__gt=at + timedelta(days=1))).delete()
