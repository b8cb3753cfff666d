"""Whether days are passing, and what the simulated people could not do."""

from django.db.models import QuerySet

from gongjian.campaigns.models import Campaign
from gongjian.simulation.models import Passage, Remark


def passage_under_way(campaign: Campaign | None = None) -> Passage | None:
    """Of this campaign, or of whichever."""
    rows = Passage.objects.filter(ended_at=None)
    return rows.filter(campaign=campaign).first() if campaign else rows.select_related("campaign").first()


def latest_remarks(campaign: Campaign, *, most: int) -> QuerySet[Remark]:
    return Remark.objects.filter(campaign=campaign).order_by("-pk")[:most]
