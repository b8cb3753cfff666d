"""The truth for any day, worked out from the facts as they were known at its end."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Any

from django.core.cache import cache
from django.db.models import Q

from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import editions, section_at
from gongjian.kernel.calendar import WorkCalendar
from gongjian.kernel.sections import read_section
from gongjian.reporting.queries import figures_known, measured_through, opened_periods
from gongjian.standing.models import Hold
from gongjian.standing.queries.paths import said_first
from gongjian.standing.rules import Standing, Tally, tally
from gongjian.standing.rules.attributes import READ
from gongjian.worklist.models import Baseline, steps_from
from gongjian.worklist.queries.known import changed_since
from gongjian.worklist.rules import (
    Curve,
    Forecast,
    ItemFacts,
    LightRules,
    Plan,
    confidence,
    expected,
    gap,
    light,
    share_of,
)

A_YEAR = 366 * 24 * 3600  # seconds; what was known on a day that is over never changes


def light_rules_at(campaign: Campaign, at: datetime) -> LightRules:
    """The thresholds of the newest period that was open by then; before the first one, those in force."""
    period = next((one for one in opened_periods(campaign) if one.is_open(at)), None)
    books = {pk: sections for pk, _known_at, sections in editions(campaign)}
    section = books[period.rulebook].get("light") if period else section_at(campaign, "light", at)
    return read_section(LightRules, section or {})


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
        calendar=campaign.calendar_at(known or at),
    )
    through = moment.today if known else None
    known = known or at
    promises, said = promises_at(campaign, known, wanted), said_at(campaign, known, wanted, through)
    held, then = held_at(campaign, at, known), particulars_at(campaign, known, wanted)
    found = [
        standing_of(history, said.get(item), held=item in held, then=then.get(item, {}), moment=moment)
        for item, history in promises.items()
    ]
    return sorted(found, key=lambda one: one.code)


ASKED = {name: said_first(fact.promised) for name, fact in READ.items() if fact.promised}
THEN = {name: said_first(fact.then) for name, fact in READ.items() if fact.then}
AT = {name: place for place, name in enumerate(ASKED)}


@dataclass(frozen=True, slots=True)
class Promise:
    """One baseline with the facts that stand beside it, in the order of `ASKED`, and with its way.

    As plain values, since a whole list is asked for again and again, and objects of the model cost three times as much."""

    facts: Sequence[Any]
    curve: Curve
    steps: list[list[Any]]

    def says(self, name: str) -> Any:
        return self.facts[AT[name]]

    def plan(self) -> Plan:
        days = self.says("starts_on"), self.says("due_on")
        return Plan(*days, self.curve, self.says("target"), steps_from(self.steps))


def promises_at(campaign: Campaign, at: datetime, items: Sequence[int] | None) -> dict[int, list[Promise]]:
    """What was promised of every item so far, the first promise first; items that had left the list are not among them."""
    known = Baseline.objects.filter(campaign=campaign, known_at__lte=at)
    known = known.filter(Q(item__withdrawn_at=None) | Q(item__withdrawn_at__gt=at))
    if items is not None:
        known = known.filter(item__in=items)
    rows = known.order_by("item_id", "number").values_list(*ASKED.values(), "curve", "steps")
    found = (Promise(facts, curve, steps) for *facts, curve, steps in rows)
    return {item: list(history) for item, history in groupby(found, key=lambda one: one.says("item"))}


def particulars_at(
    campaign: Campaign, at: datetime, items: Sequence[int] | None
) -> dict[int, dict[str, Any]]:
    """Of items that have changed since: the facts that were known then."""
    rows = changed_since(campaign, at, items=items).values_list("item_id", *THEN.values())
    return {item: dict(zip(THEN, said, strict=True)) for item, *said in rows}


@dataclass(frozen=True, slots=True)
class Said:
    """The figure that counts for an item."""

    value: Decimal
    measured_on: date
    forecast: Forecast | str
    accepted_at: datetime | None


def said_at(
    campaign: Campaign, at: datetime, items: Sequence[int] | None, through: date | None
) -> dict[int, Said]:
    """By item, the newest figure: later rows take the place of earlier ones."""
    rows = figures_known(campaign, at, items=items, through=through)
    asked = rows.values_list("item_id", "value", "measured_on", "forecast", "accepted_at")
    newest = {row[0]: row for row in asked.iterator()}
    return {item: Said(*said) for item, *said in newest.values()}  # type: ignore[arg-type]


def held_at(campaign: Campaign, at: datetime, known: datetime) -> set[int]:
    holds = Hold.objects.filter(campaign=campaign, granted_at__lte=known, until__gte=campaign.day_of(at))
    return set(holds.filter(Q(ended_at=None) | Q(ended_at__gt=at)).values_list("item_id", flat=True))


def standing_of(
    history: list[Promise], said: Said | None, *, held: bool, then: Mapping[str, Any], moment: Moment
) -> Standing:
    promise = history[-1]
    plan = promise.plan()
    share = share_of(promise.says("measure"), said.value, plan) if said else Fraction(0)
    facts = ItemFacts(
        plan=plan,
        measured_on=max(moment.measured_through, said.measured_on) if said else moment.measured_through,
        share=share,
        accepted=bool(said and said.accepted_at and said.accepted_at <= moment.known),
        held=held,
    )
    shown, because = light(facts, today=moment.today, rules=moment.rules, calendar=moment.calendar)
    forecast = (said.forecast or None) if said else None
    return Standing(
        **{**dict(zip(ASKED, promise.facts, strict=True)), **then},
        **since_the_first(history),
        value=said.value if said else None,
        share=share,
        expected=expected(plan, facts.measured_on),
        gap=gap(facts),
        light=shown,
        because=because,
        forecast=forecast,  # type: ignore[arg-type]
        confidence=confidence(forecast, shown),  # type: ignore[arg-type]
        measured_on=facts.measured_on,
    )


def since_the_first(history: list[Promise]) -> dict[str, Any]:
    """What was promised first, and how often it was put off."""
    days = [one.says("due_on") for one in history]
    return {"first_due_on": days[0], "slips": sum(later > earlier for earlier, later in pairwise(days))}


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
