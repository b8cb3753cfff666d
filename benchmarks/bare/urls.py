"""Three pages: a list of fifty rows, the short list of one unit, one item."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from gongjian.standing.models import ItemStanding

ROWS = 50
RELATED = ("item", "project", "unit", "line", "official")


@login_required
def whole_list(request: HttpRequest) -> HttpResponse:
    rows = ItemStanding.objects.filter(campaign__slug="reference").select_related(*RELATED).order_by("code")
    return render(request, "bare/list.html", {"rows": rows[:ROWS], "person": request.user})


@login_required
def short_list(request: HttpRequest, unit: int) -> HttpResponse:
    rows = ItemStanding.objects.filter(campaign__slug="reference", unit=unit).select_related(*RELATED)
    return render(request, "bare/list.html", {"rows": rows.order_by("code")[:ROWS], "person": request.user})


@login_required
def item(request: HttpRequest, code: str) -> HttpResponse:
    rows = ItemStanding.objects.filter(campaign__slug="reference").select_related(*RELATED)
    return render(
        request, "bare/item.html", {"row": get_object_or_404(rows, code=code), "person": request.user}
    )


def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [
    path("healthz", alive),
    path("list/", whole_list),
    path("list/<int:unit>/", short_list),
    path("items/<str:code>/", item),
]
