"""Questions about bulletins that more than one door asks."""

from datetime import datetime

from django.db.models import Count, Max, Q, QuerySet

from gongjian.accounts.models import User
from gongjian.bulletins.models import Bulletin
from gongjian.bulletins.permissions import units_to_acknowledge
from gongjian.bulletins.rules import BulletinKind, State
from gongjian.campaigns.models import Campaign
from gongjian.reporting.models import Period


def next_number(campaign: Campaign, kind: BulletinKind, *, year: int) -> int:
    """Numbers run without gaps within a campaign, a kind and a year of issue."""
    issued = Bulletin.objects.filter(campaign=campaign, kind=kind, number_year=year)
    last = issued.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def newest_issued(
    campaign: Campaign, *, period: Period | None = None, kind: BulletinKind | None = None
) -> Bulletin | None:
    issued = (
        Bulletin.objects.filter(campaign=campaign).issued().select_related("period", "snapshot", "campaign")
    )
    if period:
        issued = issued.filter(period=period)
    if kind:
        issued = issued.filter(kind=kind)
    return issued.order_by("-period__nominal_on", "-number").first()


def may_be_drafted(campaign: Campaign, kind: BulletinKind, at: datetime) -> QuerySet[Period]:
    """Periods whose cut-off is over and that have no bulletin of this kind yet."""
    done = Bulletin.objects.filter(campaign=campaign, kind=kind).exclude(state=State.DISCARDED)
    over = campaign.periods.filter(cut_off_on__lt=campaign.day_of(at))
    return over.exclude(pk__in=done.values("period")).order_by("nominal_on")


def to_acknowledge(person: User, campaign: Campaign) -> QuerySet[Bulletin]:
    """Issued bulletins that a unit of this person has not acknowledged yet."""
    units = units_to_acknowledge(person, campaign)
    if not units:
        return Bulletin.objects.none()
    issued = Bulletin.objects.filter(campaign=campaign).issued().select_related("period")
    said = Count("acknowledgements", filter=Q(acknowledgements__unit__in=units))
    return issued.annotate(said=said).filter(said__lt=len(units)).order_by("issued_at")
