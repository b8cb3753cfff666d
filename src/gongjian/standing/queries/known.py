"""What is known of some items at a moment: asked once, for all that a page says of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.db.models import Model

from gongjian.reporting.models import Figure
from gongjian.standing.models import Hold
from gongjian.standing.rules import Standing
from gongjian.standing.rules.curves import ProgressCurve, Promised, Reached, curve
from gongjian.worklist.models import Baseline, Item


@dataclass(frozen=True, slots=True)
class Known:
    """Baselines and holds the oldest first, figures the newest first."""

    items: Sequence[Item]
    baselines: list[Baseline]
    figures: list[Figure]
    holds: list[Hold]

    def subjects(self) -> list[Model]:
        """What entries of the ledger speak of when they speak of these items."""
        return [*self.items, *self.baselines, *self.holds]

    def curve(
        self, among: Sequence[Item], standings: Sequence[Standing], *, today: date
    ) -> ProgressCurve | None:
        """Weighed as these items stand on the day that is looked at; what does not stand there, as it weighs now."""
        weights = {one.item: one.weight for one in standings}
        plans = {one.item_id: one.plan() for one in self.baselines}
        items = {
            item.pk: Promised(item.measure, Fraction(weights.get(item.pk, item.weight)), plans[item.pk])
            for item in among
            if item.pk in plans
        }
        counting = sorted(
            (one for one in self.figures if not one.ended_at), key=lambda one: (one.measured_on, one.known_at)
        )
        return curve(
            items, [Reached(one.item_id, one.measured_on, one.value) for one in counting], today=today
        )


def known_of(items: Sequence[Item], at: datetime) -> Known:
    baselines = Baseline.objects.filter(item__in=items, known_at__lte=at).select_related("unit", "set_by")
    holds = Hold.objects.filter(item__in=items, granted_at__lte=at).select_related("granted_by", "ended_by")
    return Known(
        items,
        list(baselines.order_by("item_id", "number")),
        figures_of(items, at),
        list(holds.order_by("granted_at")),
    )


def figures_of(items: Sequence[Item], at: datetime) -> list[Figure]:
    """Everything that was reported of them by then, newest first; a figure that was sent back later still counted."""
    figures = list(
        Figure.objects.filter(item__in=items, known_at__lte=at)
        .select_related("item", "period", "submission__submitted_by", "submission__report__unit")
        .order_by("-known_at", "item__code")
    )
    for figure in figures:
        figure.ended_at = figure.ended_at if figure.ended_at and figure.ended_at <= at else None
        figure.accepted_at = figure.accepted_at if figure.accepted_at and figure.accepted_at <= at else None
    return figures
