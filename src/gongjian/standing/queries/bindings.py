"""Where the figures of targets came from at a moment."""

from datetime import date, datetime

from gongjian.campaigns.models import Campaign, Target
from gongjian.standing.models import HandFigure, TargetBinding

RELATED = ("register__campaign", "project", "keeper")


def binding_at(target: Target, at: datetime) -> TargetBinding | None:
    """None: the items that belong to it, as they always do where nothing else was said."""
    known = target.bindings.filter(known_at__lte=at).select_related(*RELATED)
    return known.order_by("-number").first()


def bindings_at(campaign: Campaign, at: datetime) -> dict[int, TargetBinding]:
    known = TargetBinding.objects.filter(campaign=campaign, known_at__lte=at).select_related(*RELATED)
    return {one.target_id: one for one in known.order_by("number")}


def hand_figures_at(campaign: Campaign, day: date, at: datetime) -> dict[int, HandFigure]:
    """The newest figure of each target for a day up to this one, as it was known at that moment."""
    known = HandFigure.objects.filter(campaign=campaign, known_at__lte=at, on__lte=day)
    return {one.target_id: one for one in known.order_by("on", "pk")}
