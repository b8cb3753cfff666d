"""The reference: the same rows with the same cells, from the same database, in a plain view without the frame."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from gongjian.campaigns.models import Campaign
from gongjian.standing.models import ItemStanding

ROWS = 50


def plain_list(request: HttpRequest) -> HttpResponse:
    campaign = Campaign.objects.get(slug="reference")
    related = ("item", "project", "unit", "line", "official")
    rows = ItemStanding.objects.filter(campaign=campaign).select_related(*related).order_by("code")[:ROWS]
    return render(request, "benchmarks/plain_list.html", {"rows": rows})


urlpatterns = [path("plain/", plain_list), path("", include("gongjian.config.urls"))]
