"""What workers can do: each task is one verb of a room, called with the number of a row."""

import logging
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from gongjian import vault
from gongjian.accounts.queries import is_founded
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import campaign_time
from gongjian.campaigns.rules.life import Life
from gongjian.notices.actions import deliver_due, give_up_lost
from gongjian.notices.models import Notice
from gongjian.notices.papers import Message, message_of
from gongjian.rounds import actions as rounds_actions
from gongjian.rounds.actions.daily import NoRoom
from gongjian.rounds.models import Audit
from gongjian.work import actions as work_actions
from gongjian.worklist.actions import letters as worklist_actions
from gongjian.worklist.actions.imports import read_import
from gongjian.worklist.models import ListImport

HALF_WRITTEN_FOR = timedelta(hours=1)
log = logging.getLogger(__name__)


@task()
def tidy(job_id: int) -> None:
    now = timezone.now()
    work_actions.tidy(at=now)
    for name in vault.sweep(settings.VAULT_DIR, before=(now - HALF_WRITTEN_FOR).timestamp()):
        log.warning("half a file was swept out of the vault: %s", name)


@task()
def backups(job_id: int) -> None:
    """The day's backup, and no more of the earlier ones than are kept. A demo is nobody's work."""
    if settings.BACKUP_DAYS and not settings.DEMO and is_founded():
        try:
            rounds_actions.back_up_today(at=timezone.now())
        except NoRoom as error:  # the pages say how old the last one is
            log.error("%s", error)


@task()
def evening_rounds(job_id: int) -> None:
    """Go round every campaign in real time; one with a clock of its own has its evening when its days pass."""
    failed: list[Exception] = []
    for campaign in Campaign.objects.filter(clock=None, life=Life.RUNNING):
        try:
            rounds_actions.evening_round(campaign, at=campaign_time(campaign, real=timezone.now()))
        except Exception as error:  # the other campaigns have their evening all the same
            failed.append(error)
    for chain, anchor in rounds_actions.bear_witness(at=timezone.now()).items():
        log.info("the ledger: chain %s %s", chain, anchor)
    if failed:
        raise failed[0]


@task()
def reminders(job_id: int) -> None:
    """The morning's post of every campaign. Who has had it today gets no second one."""
    for campaign in Campaign.objects.filter(clock=None, life=Life.RUNNING):
        rounds_actions.remind(campaign, at=campaign_time(campaign, real=timezone.now()))


@task()
def deliveries(job_id: int) -> None:
    """Send what waits to be sent, and give up what was lost in the middle."""
    give_up_lost(at=timezone.now())
    deliver_due(compose=composed, at=timezone.now())


def composed(notice: Notice) -> Message:
    campaign = Campaign.objects.get(pk=notice.campaign_id)
    return message_of(notice, campaign=campaign.name, home=reverse("desk:desk", args=[campaign.slug]))


@task()
def read_list_file(import_id: int) -> None:
    """A large list is read while people do something else; the page shows how far it is."""
    if waiting := ListImport.objects.filter(pk=import_id, applied_at=None).first():
        read_import(waiting)


@task()
def print_letters(campaign_id: int) -> None:
    """The letters of a campaign lie ready before anybody asks for them."""
    campaign = Campaign.objects.get(pk=campaign_id)
    at = campaign_time(campaign, real=timezone.now())
    worklist_actions.print_letters(campaign.letters.all(), at=at)


@task()
def hold_against_ledger(audit_id: int) -> None:
    """Everything of a campaign is held against the ledger; the page shows how far it is."""
    if waiting := Audit.objects.select_related("campaign").filter(pk=audit_id, finished_at=None).first():
        rounds_actions.carry_out(waiting, at=campaign_time(waiting.campaign, real=timezone.now()))
