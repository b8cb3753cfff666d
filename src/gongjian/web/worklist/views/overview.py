"""The campaign on one page: how far in, what was promised, how it stands."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import obligations
from gongjian.kernel.vocabulary import Term
from gongjian.standing.actions import bring_up_to_date
from gongjian.standing.models import ItemStanding
from gongjian.standing.queries import TargetRow, standings_at, standings_today, targets_of, trend
from gongjian.standing.rules import Standing, Tally, tallies, tally
from gongjian.ui.days import day
from gongjian.web.http import Request, campaign_of, now, page
from gongjian.web.worklist.facts import known_by
from gongjian.worklist.models import Item
from gongjian.worklist.rules import BEHIND, Light

MOST_DUTIES = 5


@require_GET
def overview(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    at, past = known_by(request)
    everything = all_standings(request, past)
    mine = visible_of(request, everything, past)
    on = campaign.day_of(at)
    whole = tally(mine)

    context = {
        "on": on,
        "as_of": past,
        "suffix": f"&on={past}" if past else "",
        "phases": phases(campaign, on),
        "passage": passage(campaign, on),
        "duties": obligations(campaign).filter(due_on__gte=on)[:MOST_DUTIES],
        "targets": [target_shown(row, on) for row in targets_of(campaign, everything)],
        "whole": whole,
        "lights": [(light, whole.lights.get(light, 0)) for light in Light],
        "behind": ",".join(BEHIND),
        "projects": len({one.project for one in mine}),
        "sees_everything": request.seats.sees_everything,
        "sees_some": bool(mine),
        "groups": list(groups(campaign, mine, past)),
        "trend": trend_of(campaign, at, whole) if request.seats.sees_everything else None,
    }
    return page(request, "worklist/overview.html", context)


def all_standings(request: Request, past: date | None) -> list[Standing]:
    """From the projection for today, from the facts for any other day."""
    campaign = request.campaign
    if past:
        return standings_at(campaign, campaign.end_of(past))
    bring_up_to_date(campaign, at=now(request))
    return list(standings_today(ItemStanding.objects.filter(campaign=campaign)))


def target_shown(row: TargetRow, on: date) -> dict[str, Any]:
    """A target as a bar: how much of what was promised, and whether its day has passed without it."""
    promised = row.target.value
    missed = not row.reached and on > row.target.due_on
    return {
        "target": row.target,
        "counted": row.counted,
        "reached": row.reached,
        "share": row.counted.actual / promised if promised else None,
        "tone": Light.DONE if row.reached else Light.SERIOUS if missed else None,
        "places": 0 if row.counted.actual == int(row.counted.actual) else 1,
    }


def visible_of(request: Request, everything: list[Standing], past: date | None) -> list[Standing]:
    if request.seats.sees_everything:
        return everything
    visible = set(Item.objects.visible_to(request.user, request.campaign).values_list("pk", flat=True))
    return [one for one in everything if one.item in visible]


def phases(campaign: Campaign, on: date) -> list[dict[str, Any]]:
    return [
        {"phase": phase, "over": phase.ends_on < on, "now": phase.starts_on <= on <= phase.ends_on}
        for phase in campaign.phases.all()
    ]


def passage(campaign: Campaign, on: date) -> dict[str, Any]:
    """How far in: the day of the campaign, and how many are left."""
    days = (campaign.ends_on - campaign.starts_on).days + 1
    past = min(max((on - campaign.starts_on).days + 1, 0), days)
    return {"day": past, "days": days, "left": days - past, "share": past / days}


def groups(campaign: Campaign, mine: list[Standing], past: date | None) -> Any:
    """The lights by line of work, by unit and by leading official, each as a drawing and as a table."""
    names = {
        "line": (gettext("Lights by line of work"), lambda one: (one.line, one.line_name)),
        "unit": (gettext("Lights by unit"), lambda one: (one.unit, one.unit_name)),
        "official": (
            gettext("Lights by leading official"),
            lambda one: (one.official or 0, one.official_name),
        ),
    }
    address = reverse("worklist:list", args=[campaign.slug])
    for key, (title, of) in names.items():
        found = sorted(tallies((one for one in mine if of(one)[0]), of).items())
        on = f"&on={past}" if past else ""
        rows = [
            {"label": name, "href": f"{address}?{key}={pk}{on}", "tally": part, "lights": lights(part)}
            for (pk, name), part in found
        ]
        if rows:
            yield {"key": key, "title": title, "rows": rows, "drawing": stacked(rows)}


def lights(part: Tally) -> list[tuple[Light, int]]:
    return [(light, part.lights[light]) for light in Light if part.lights.get(light)]


def stacked(rows: list[dict[str, Any]]) -> dict[str, Any]:
    present = {light for row in rows for light, _ in row["lights"]}
    return {
        "kind": "stacked-bars",
        "lights": [{"code": light.value, "label": said(light)} for light in Light if light in present],
        "rows": [
            {
                "label": row["label"],
                "href": row["href"],
                "counts": {light.value: n for light, n in row["lights"]},
            }
            for row in rows
        ],
    }


def trend_of(campaign: Campaign, at: Any, whole: Tally) -> dict[str, Any] | None:
    """Completion and expectation at each data cut-off so far, and now."""
    known = [*trend(campaign, at), (campaign.day_of(at), whole)]
    if len(known) < 2:
        return None
    drawing = {
        "kind": "trend",
        "days": [on.isoformat() for on, _ in known],
        "unit": "%",
        "series": [
            {"name": gettext("Expected"), "values": [hundredths(part.expected) for _, part in known]},
            {"name": gettext("Completion"), "values": [hundredths(part.completion) for _, part in known]},
        ],
    }
    return {"drawing": drawing, "rows": [(day(on), part) for on, part in known]}


def hundredths(share: Any) -> float:
    return round(float(share) * 100, 1)


def said(term: Term) -> str:
    return gettext(term.label)
