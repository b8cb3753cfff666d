"""Filters that people keep under a name."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from gongjian.kernel.signs import keepable
from gongjian.web.http import Request, campaign_of, now
from gongjian.worklist import actions
from gongjian.worklist.models import SavedView


@require_POST
def save(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    query = "?" + keepable(request.POST.get("query", "")).lstrip("?")
    name = keepable(request.POST.get("name", ""))
    view = actions.save_view(campaign, name, query=query, by=request.user, at=now(request))
    messages.success(request, gettext("The view “%(name)s” has been saved.") % {"name": view.name})
    return redirect(reverse("worklist:list", args=[slug]) + view.query)


@require_POST
def forget(request: Request, slug: str, pk: int) -> HttpResponse:
    campaign = campaign_of(request, slug)
    view = get_object_or_404(SavedView.objects.of(request.user, campaign), pk=pk)
    actions.forget_view(view, by=request.user, at=now(request))
    messages.success(request, gettext("The view has been deleted."))
    return redirect("worklist:list", slug)
