"""The people of a unit, as its head keeps them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gongjian.accounts.models import User
from gongjian.campaigns.permissions import may_pass_seats, may_renew
from gongjian.campaigns.rules import UNIT, Role
from gongjian.kernel.verdict import not_you, require
from gongjian.rounds.actions import renew_by_code
from gongjian.web.http import Request, campaign_of, page


def units_headed(request: Request, slug: str) -> set[int]:
    campaign_of(request, slug)
    own = request.seats.organisations(Role.HEAD)
    if not own:
        require(not_you("Only the head of a unit may do this."))
    return own


@require_GET
def my_unit(request: Request, slug: str) -> HttpResponse:
    return drawn(request, units_headed(request, slug))


def drawn(request: Request, own: set[int], *, given: object = None) -> HttpResponse:
    campaign = request.campaign
    seats = campaign.seats.filter(organisation__in=own, role__in=UNIT, ended_at=None)
    rows = [
        (
            seat,
            may_renew(request.user, seat.person),
            bool(may_pass_seats(request.user, seat.person, [seat], campaign)) and seat.role == Role.REPORTER,
        )
        for seat in seats.select_related("person", "organisation").order_by("organisation", "role", "pk")
    ]
    return page(request, "accounts/my_unit.html", {"rows": rows, "given": given})


@never_cache
@require_POST
def renew(request: Request, slug: str, pk: int) -> HttpResponse:
    """The code is shown once, on the answer to this press, and stands nowhere else."""
    own = units_headed(request, slug)
    seats = request.campaign.seats.filter(organisation__in=own, role__in=UNIT, ended_at=None)
    somebody = get_object_or_404(User.objects.filter(pk__in=seats.values("person")), pk=pk)
    given = renew_by_code(somebody, request.campaign, by=request.user, at=timezone.now())
    return drawn(request, own, given=given)
