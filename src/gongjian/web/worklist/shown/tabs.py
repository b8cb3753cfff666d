"""The tabs over the list: what most people look for, and the filters that this person keeps, each with how many there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count
from django.http import Http404, QueryDict
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext

from gongjian.campaigns.permissions import may_read_all
from gongjian.campaigns.queries import scope_of, units_of
from gongjian.ledger.queries import remembered
from gongjian.standing.models import ItemStanding
from gongjian.standing.queries import Filter
from gongjian.ui.numbers import number
from gongjian.web.http import Request, today
from gongjian.web.worklist.asked import DUE_WORDS, FILTERS, Asked, read_address
from gongjian.web.worklist.shown.table import render_part
from gongjian.worklist.models import SavedView
from gongjian.worklist.rules import Light


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    query: str
    said: Mapping[str, str]  # the filters of its address
    wanted: Filter
    count: int | None = None


def tabs(request: Request, asked: Asked, kept: Iterable[SavedView], *, again: bool = False) -> SafeString:
    """On an earlier day nobody counts: that would be a list worked out afresh for each."""
    found = [*usual(request), *filter(None, (tab_of(one.name, one.query, request) for one in kept))]
    if "on" not in asked.params:
        found = counted(request, found)
    here = filters_of(asked)
    return render_part(
        "tabs", {"tabs": found, "number": number, "is_here": lambda tab: tab.said == here, "again": again}
    )


def usual(request: Request) -> list[Tab]:
    offered = [
        (gettext("All"), "?"),
        (capfirst(gettext(Light.SERIOUS.label)), f"?light={Light.SERIOUS.value}"),
    ]
    offered += [(capfirst(str(DUE_WORDS[due])), f"?due={due}") for due in ("overdue", "week")]
    own = units_of(request.user, request.campaign)
    if len(own) == 1 and may_read_all(request.user, request.campaign):
        offered.append((gettext("My unit"), f"?unit={min(own)}"))
    return [tab for label, query in offered if (tab := tab_of(label, query, request))]


def tab_of(label: str, query: str, request: Request) -> Tab | None:
    """What was kept long ago may ask for what is no more."""
    try:
        asked = read_address(QueryDict(query.lstrip("?")), "", today=today(request))
    except Http404:
        return None
    return Tab(label, query, filters_of(asked), asked.wanted)


def filters_of(asked: Asked) -> dict[str, str]:
    return {name: said for name, said in asked.params.items() if name in FILTERS}


def counted(request: Request, found: list[Tab]) -> list[Tab]:
    """All of them in one question, asked anew only when something has happened in the campaign."""
    campaign = request.campaign
    key = ("tabs", today(request), scope_of(request.user, campaign), *(tab.query for tab in found))
    seen = ItemStanding.objects.visible_to(request.user, campaign)
    several = {f"n{place}": counting(tab.wanted) for place, tab in enumerate(found)}
    counts: dict[str, int] = remembered(campaign, key, lambda: seen.aggregate(**several))
    return [replace(tab, count=counts[f"n{place}"]) for place, tab in enumerate(found)]


def counting(wanted: Filter) -> Count:
    if not (wanted.text or wanted.asked()):
        return Count("pk")
    told: dict[str, Any] = {"filter": wanted.conditions()}
    return Count("pk", distinct=any(question.among for question, _ in wanted.asked()), **told)
