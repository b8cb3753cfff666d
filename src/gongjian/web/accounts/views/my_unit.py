"""The people of a unit, as its head keeps them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.permissions import may_pass_roles, may_renew
from gongjian.campaigns.queries import assignments_kept_by_head
from gongjian.campaigns.rules import Role
from gongjian.rounds.actions import renew_by_code
from gongjian.web.http import Request, campaign_of, page


@require_safe
def my_unit(request: Request, slug: str) -> HttpResponse:
    return draw_unit_page(request, campaign_of(request, slug))


def draw_unit_page(request: Request, campaign: Campaign, *, given: object = None) -> HttpResponse:
    rows = [
        (
            assignment,
            may_renew(request.user, assignment.person),
            bool(may_pass_roles(request.user, assignment.person, [assignment], campaign))
            and assignment.role == Role.REPORTER,
        )
        for assignment in assignments_kept_by_head(request.user, campaign)
        .select_related("person", "organisation")
        .order_by("organisation", "role", "pk")
    ]
    return page(request, "accounts/my_unit.html", {"rows": rows, "given": given})


@never_cache
@require_POST
def renew(request: Request, slug: str, pk: int) -> HttpResponse:
    """The code is shown once, on the answer to this press, and stands nowhere else."""
    campaign = campaign_of(request, slug)
    kept = assignments_kept_by_head(request.user, campaign)
    somebody = get_object_or_404(User.objects.filter(pk__in=kept.values("person")), pk=pk)
    given = renew_by_code(somebody, campaign, by=request.user, at=timezone.now())
    return draw_unit_page(request, campaign, given=given)
