"""What workers do in the demo only."""

from django.utils import timezone
from django_tasks import task

from gongjian.simulation import actions
from gongjian.simulation.models import Passage


@task()
def live_days(passage_id: int) -> None:
    """The next day of a passage; the one after it comes as a task of its own."""
    if passage := Passage.objects.select_related("campaign").filter(pk=passage_id).first():
        actions.go_on(passage, real=timezone.now())
