"""The truth for any day, worked out from the facts as they were known at its end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Any

from django.core.cache import cache
from django.db.models import Q

from gongjian.accounts.models import Organisation
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import section_at, section_of
from gongjian.campaigns.rules import calendar_of
from gongjian.kernel.calendar import WorkCalendar
from gongjian.kernel.sections import read_section
from gongjian.reporting.models import Figure
from gongjian.reporting.queries import figures_at, measured_through
from gongjian.standing.models import Hold
from gongjian.standing.rules import Standing, Tally, tally
from gongjian.worklist.models import Baseline, Project
from gongjian.worklist.rules import ItemFacts, LightRules, confidence, expected, gap, light, share_of

A_YEAR = 366 * 24 * 3600  # seconds; what was known on a day that is over never changes


def light_rules_at(campaign: Campaign, at: datetime) -> LightRules:
    """The thresholds of the newest period that was open by then; before the first one, those in force."""
    period = (
        campaign.periods.filter(opened_at__lte=at).select_related("rulebook").order_by("nominal_on").last()
    )
    section = section_of(period.rulebook, "light") if period else section_at(campaign, "light", at)
    return read_section(LightRules, section)


@dataclass(frozen=True, slots=True)
class Moment:
    """What holds for all items at one moment."""

    today: date
    known: datetime
    measured_through: date
    rules: LightRules
    calendar: WorkCalendar


def standings_at(
    campaign: Campaign, at: datetime, *, items: Iterable[int] | None = None, known: datetime | None = None
) -> list[Standing]:
    """How every item stood at that moment, as it was known then (or by `known`), in the order of the list."""
    wanted = None if items is None else list(items)
    moment = Moment(
        today=campaign.day_of(at),
        known=known or at,
        measured_through=measured_through(campaign, at),
        rules=light_rules_at(campaign, at),
        calendar=calendar_at(campaign, known or at),
    )
    through = moment.today if known else None
    known = known or at
    baselines = baselines_at(campaign, known, wanted)
    figures = figures_at(campaign, known, items=wanted, through=through)
    held = held_at(campaign, at, known)
    found = [
        standing_of(history, figures.get(item), held=item in held, moment=moment)
        for item, history in baselines.items()
    ]
    return sorted(found, key=lambda one: one.code)


def calendar_at(campaign: Campaign, at: datetime) -> WorkCalendar:
    """The working days as the county had set them by then."""
    known = campaign.special_days.filter(known_at__lte=at).order_by("known_at", "pk")
    latest = {day.day: day.kind for day in known}
    return calendar_of((day, kind) for day, kind in latest.items() if kind)


def baselines_at(campaign: Campaign, at: datetime, items: Sequence[int] | None) -> dict[int, list[Baseline]]:
    """Every item's baselines so far, the first one first; items that had left the list by then are not among them."""
    known = Baseline.objects.filter(campaign=campaign, known_at__lte=at)
    known = known.filter(Q(item__withdrawn_at=None) | Q(item__withdrawn_at__gt=at))
    if items is not None:
        known = known.filter(item__in=items)
    found = list(known.select_related("item").order_by("item_id", "number"))
    name_all(found)
    return {item: list(history) for item, history in groupby(found, key=lambda one: one.item_id)}


def name_all(baselines: Sequence[Baseline]) -> None:
    """Projects and units are few beside the items, so each is fetched once for all."""
    units = Organisation.objects.in_bulk({one.unit_id for one in baselines})
    projects = Project.objects.select_related("line_of_work", "leading_official")
    named = projects.in_bulk({one.item.project_id for one in baselines})
    for one in baselines:
        one.unit, one.item.project = units[one.unit_id], named[one.item.project_id]


def held_at(campaign: Campaign, at: datetime, known: datetime) -> set[int]:
    holds = Hold.objects.filter(campaign=campaign, granted_at__lte=known, until__gte=campaign.day_of(at))
    return set(holds.filter(Q(ended_at=None) | Q(ended_at__gt=at)).values_list("item_id", flat=True))


def standing_of(history: list[Baseline], figure: Figure | None, *, held: bool, moment: Moment) -> Standing:
    baseline, item = history[-1], history[-1].item
    plan = baseline.plan()
    share = share_of(item.measure, figure.value, plan) if figure else Fraction(0)
    facts = ItemFacts(
        plan=plan,
        measured_on=max(moment.measured_through, figure.measured_on) if figure else moment.measured_through,
        share=share,
        accepted=bool(figure and figure.accepted_at and figure.accepted_at <= moment.known),
        held=held,
    )
    shown = light(facts, today=moment.today, rules=moment.rules, calendar=moment.calendar)
    forecast = (figure.forecast or None) if figure else None
    return Standing(
        **names_of(baseline),
        **promises_of(history),
        value=figure.value if figure else None,
        share=share,
        expected=expected(plan, facts.measured_on),
        gap=gap(facts),
        light=shown,
        forecast=forecast,
        confidence=confidence(forecast, shown),
        measured_on=facts.measured_on,
    )


def names_of(baseline: Baseline) -> dict[str, Any]:
    """Which item it is, and whose."""
    item = baseline.item
    project = item.project
    return {
        "item": item.pk,
        "code": item.code,
        "name": item.name,
        "project": project.pk,
        "project_code": project.code,
        "project_name": project.name,
        "line": project.line_of_work_id,
        "line_name": project.line_of_work.name,
        "unit": baseline.unit_id,
        "unit_name": str(baseline.unit),
        "official": project.leading_official_id,
        "official_name": str(project.leading_official or ""),
        "township": project.township_id,
        "person": baseline.person,
    }


def promises_of(history: list[Baseline]) -> dict[str, Any]:
    """What is promised now, and what was promised first."""
    baseline, item = history[-1], history[-1].item
    return {
        "measure": item.measure,
        "unit_of_measure": item.unit_of_measure,
        "target": baseline.target,
        "weight": item.weight,
        "starts_on": baseline.starts_on,
        "due_on": baseline.due_on,
        "first_due_on": history[0].due_on,
        "slips": sum(later.due_on > earlier.due_on for earlier, later in pairwise(history)),
    }


def tally_on(campaign: Campaign, day: date) -> Tally:
    """The whole campaign at the end of a day that is over. Worked out once, then remembered."""
    key = f"tally:{campaign.pk}:{day}"
    found: Tally | None = cache.get(key)
    if found is None:
        found = tally(standings_at(campaign, campaign.end_of(day)))
        cache.set(key, found, A_YEAR)
    return found


def trend(campaign: Campaign, at: datetime) -> list[tuple[date, Tally]]:
    """The campaign at each data cut-off so far."""
    today = campaign.day_of(at)
    days = (
        campaign.periods.filter(cut_off_on__lt=today)
        .order_by("nominal_on")
        .values_list("cut_off_on", flat=True)
    )
    return [(day, tally_on(campaign, day)) for day in days]
