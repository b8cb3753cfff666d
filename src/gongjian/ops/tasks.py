"""What workers can do: each task is one verb of a room, called with the number of a row."""

from django.utils import timezone
from django_tasks import task

from gongjian.campaigns.models import Campaign
from gongjian.rounds import actions as rounds_actions
from gongjian.rounds.queries import campaign_time
from gongjian.work import actions as work_actions


@task()
def tidy(job_id: int) -> None:
    work_actions.tidy(at=timezone.now())


@task()
def evening_rounds(job_id: int) -> None:
    """Go round every campaign. A round that has been gone already changes nothing."""
    failed: list[Exception] = []
    for campaign in Campaign.objects.all():
        try:
            rounds_actions.evening_round(campaign, at=campaign_time(campaign, real=timezone.now()))
        except Exception as error:  # the other campaigns have their evening all the same
            failed.append(error)
    if failed:
        raise failed[0]
