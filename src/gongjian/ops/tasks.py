"""What workers can do: each task is one verb of a room, called with the number of a row."""

from django.utils import timezone
from django_tasks import task

from gongjian.work import actions as work_actions


@task()
def tidy(job_id: int) -> None:
    work_actions.tidy(at=timezone.now())
