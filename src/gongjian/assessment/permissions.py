"""Who sees a ranking before it is published."""

from datetime import date

from django.db.models import QuerySet

from gongjian.accounts.models import User
from gongjian.assessment.models import Result
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.permissions import may_read_all
from gongjian.kernel.verdict import Verdict
from gongjian.reporting.models import Period


def periods_to_see(person: User, campaign: Campaign, *, today: date) -> QuerySet[Period]:
    """Published periods; who sees drafts may also look at those whose cut-off is over."""
    if may_see_drafts(person, campaign):
        return campaign.periods.filter(cut_off_on__lt=today).order_by("-nominal_on")
    with_results = Result.objects.filter(campaign=campaign).values("period")
    return campaign.periods.filter(pk__in=with_results).order_by("-nominal_on")


def may_see_drafts(person: User, campaign: Campaign) -> Verdict:
    return may_read_all(person, campaign)
