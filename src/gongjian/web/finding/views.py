from django.http import HttpResponse
from django.views.decorators.http import require_safe

from gongjian.kernel.signs import keepable
from gongjian.rounds.rules.finding import LONGEST_SEARCH
from gongjian.web.finding.shown import groups_found
from gongjian.web.http import Request, campaign_of, page


@require_safe
def find(request: Request, slug: str) -> HttpResponse:
    """The whole page for whoever has no script; its list for the field in the top bar."""
    campaign_of(request, slug)
    typed = keepable(request.GET.get("q", ""))[:LONGEST_SEARCH].strip()
    context = {"q": typed, "groups": groups_found(request, typed)}
    return page(request, "finding/find.html", context, part="found")
