"""The burden meter: what is asked of the units, and who reads it."""

from itertools import groupby

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from gongjian.rounds.queries.burden import asked_fields, burden
from gongjian.web.burden.shown import burden_bars
from gongjian.web.http import Request, campaign_of, now, page


@require_safe
def burden_meter(request: Request, slug: str) -> HttpResponse:
    """By month: fields, times units, times asked, and the difference to the month before."""
    campaign = campaign_of(request, slug)
    months = burden(campaign, at=now(request))
    asked = request.GET.get("month", "")
    shown = next(
        (one for one in months if one.month.isoformat()[:7] == asked), months[-1] if months else None
    )
    fields = groupby(asked_fields(campaign), key=lambda one: one.form)
    context = {
        "months": months,
        "month": shown,
        "bars": burden_bars(months),
        "fields": [(form, list(rows)) for form, rows in fields],
    }
    return page(request, "burden/burden.html", context)
