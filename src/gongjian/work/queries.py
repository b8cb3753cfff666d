"""How the background work is doing."""

from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.db.models import QuerySet
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gongjian.work.models import Worker
from gongjian.work.rules import SILENT_SECONDS


def address_of(name: str) -> str:
    """Where the wrapper of a task of this name lies."""
    here = (module for module in settings.TASK_WRAPPERS if hasattr(import_module(module), name))
    return f"{next(here)}.{name}"


def workers_alive(at: datetime) -> QuerySet[Worker]:
    """Heard of lately. A beat from the future was made by a clock that was ahead, and says nothing."""
    silent = timedelta(seconds=SILENT_SECONDS)
    return Worker.objects.filter(beat_at__gt=at - silent, beat_at__lt=at + silent)


def is_under_way(name: str) -> bool:
    unfinished = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    return DBTaskResult.objects.filter(task_path=address_of(name), status__in=unfinished).exists()


def waits_for(name: str, row_id: int) -> bool:
    """Whether a worker has this row still before it, or in hand."""
    mine = DBTaskResult.objects.filter(task_path=address_of(name), args_kwargs__args=[row_id])
    return mine.filter(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]).exists()


def failed_tasks() -> "QuerySet[DBTaskResult]":
    """What was not done, the newest first; tidied away after some weeks like every task."""
    return DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).order_by("-finished_at")


def anything_ready() -> bool:
    return DBTaskResult.objects.ready().exists()
