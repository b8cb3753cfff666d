"""The campaign's days: worked or not, who says so, and what falls on them."""

import calendar as almanac
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from gongjian.campaigns import actions
from gongjian.campaigns.models import Campaign, Obligation, SpecialDay
from gongjian.campaigns.permissions import may_plan
from gongjian.campaigns.queries import obligations
from gongjian.campaigns.rules import DayKind, Holiday, holiday
from gongjian.kernel.calendar import Source, WorkCalendar
from gongjian.ledger.models import Entry
from gongjian.ledger.queries import history
from gongjian.web.campaigns.forms import SetDay
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request, campaign_of, now, page, today

WEEKEND = 5
YEARS_BEFORE, YEARS_AFTER = 1, 2


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the grid."""

    day: date
    in_month: bool
    is_today: bool
    is_worked: bool
    source: Source
    holiday: Holiday | None
    duties: tuple[Obligation, ...]

    @property
    def is_unusual(self) -> bool:
        """A weekday off, or a weekend worked."""
        return self.is_worked == (self.day.weekday() >= WEEKEND)

    @property
    def is_by_county(self) -> bool:
        return self.source == Source.COUNTY


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    form = SetDay(typed_in(request), initial={"day": request.GET.get("day", "")})
    status = 200
    if form.is_bound:
        status = tried(
            form,
            lambda typed: actions.set_special_day(campaign, **typed, by=request.user, at=now(request)),
        )
        if status == DONE:
            messages.success(
                request, gettext("The calendar has been changed. Dates of obligations stay as they are.")
            )
            return redirect("campaigns:calendar", slug)
    return page(request, "campaigns/calendar.html", context_of(request, campaign, form), status=status)


def context_of(request: Request, campaign: Campaign, form: SetDay) -> dict[str, Any]:
    working, on = campaign.calendar(), today(request)
    standing = list(obligations(campaign))
    return {
        "form": form,
        "months": list(months_of(campaign, working, standing, on=on)),
        "weekdays": [date(2026, 6, 1) + timedelta(days=ahead) for ahead in range(7)],
        "special_days": words_of_the_county(campaign),
        "on_days_off": [
            duty for duty in standing if duty.due_on >= on and not working.is_workday(duty.due_on)
        ],
        "unpublished": sorted(
            {day.year for day in (campaign.starts_on, campaign.ends_on)} - working.published_years
        ),
        "may_plan": may_plan(request.user, campaign),
    }


def months_of(
    campaign: Campaign, working: WorkCalendar, standing: list[Obligation], *, on: date
) -> Iterator[tuple[date, list[list[Day]]]]:
    """Every month that the campaign touches, as weeks of seven days."""
    duties: dict[date, list[Obligation]] = defaultdict(list)
    for duty in standing:
        duties[duty.due_on].append(duty)
    last = max([campaign.ends_on, *duties])
    month = campaign.starts_on.replace(day=1)
    while month <= last and (month.year - campaign.starts_on.year) < 2:
        whole = almanac.Calendar().monthdatescalendar(month.year, month.month)
        weeks = [week for week in whole if week[-1] >= campaign.starts_on]
        yield month, [[day_of(day, month, working, duties, on=on) for day in week] for week in weeks]
        month = (month + timedelta(days=31)).replace(day=1)


def day_of(
    day: date, month: date, working: WorkCalendar, duties: dict[date, list[Obligation]], *, on: date
) -> Day:
    source = working.source(day)
    return Day(
        day=day,
        in_month=day.month == month.month,
        is_today=day == on,
        is_worked=working.is_workday(day),
        source=source,
        holiday=None if source == Source.COUNTY else holiday(day),
        duties=tuple(duties.get(day, ())),
    )


@require_safe
def working_days(request: Request, slug: str) -> HttpResponse:
    """For the fields of days: today, and every day near the campaign that is not as its weekday says."""
    campaign = campaign_of(request, slug)
    working, first = campaign.calendar(), campaign.year - YEARS_BEFORE
    unusual = {
        day
        for day in working.holidays | working.extra_workdays
        if first <= day.year <= campaign.year + YEARS_AFTER
        and working.is_workday(day) == (day.weekday() >= WEEKEND)
    }
    named = {day: said for day in unusual if working.source(day) != Source.COUNTY and (said := holiday(day))}
    answer = JsonResponse(
        {
            "today": today(request),
            "worked": sorted(day for day in unusual if working.is_workday(day)),
            "off": sorted(day for day in unusual if not working.is_workday(day)),
            "names": {day.isoformat(): gettext(said.label) for day, said in sorted(named.items())},
        }
    )
    answer["Cache-Control"] = "private, no-cache"
    return answer


@dataclass(frozen=True, slots=True)
class Word:
    """What the county has said about a day, and whether that still counts."""

    special: SpecialDay
    by: str
    counts: bool

    @property
    def kind(self) -> DayKind | None:
        return self.special.kind or None


def words_of_the_county(campaign: Campaign) -> list[Word]:
    rows = list(campaign.special_days.order_by("known_at", "pk"))
    newest = {row.day: row.pk for row in rows}
    by = {entry.subject: entry.actor for entry in reversed(list(entries_about(rows)))}
    words = [
        Word(row, by.get(f"campaigns.specialday:{row.pk}", ""), newest[row.day] == row.pk and bool(row.kind))
        for row in rows
    ]
    return sorted(words, key=lambda word: (not word.counts, word.special.day))


def entries_about(rows: list[SpecialDay]) -> list[Entry]:
    return list(history(rows)) if rows else []
