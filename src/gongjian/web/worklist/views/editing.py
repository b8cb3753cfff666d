"""The Office changes the list."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from gongjian.kernel.verdict import require
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request, campaign_of, now, page
from gongjian.web.worklist.forms.items import (
    BaselineForm,
    ItemForm,
    ItemNameForm,
    ProjectForm,
    WithdrawForm,
    baseline_now,
    plan_of,
)
from gongjian.web.worklist.views.item import visible_item
from gongjian.web.worklist.views.project import visible_project
from gongjian.worklist import actions
from gongjian.worklist.actions import ItemDraft, ProjectDraft
from gongjian.worklist.actions.items import mark_items
from gongjian.worklist.permissions import may_edit_list
from gongjian.worklist.queries.lists import is_filed

either = require_http_methods(["GET", "HEAD", "POST"])
PROJECT = (
    *("name", "line_of_work", "unit", "leading_official", "township", "scale"),
    *("total_investment", "year_investment", "latitude", "longitude"),
)


@either
def new_project(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    form, status = ProjectForm(campaign, typed_in(request), is_new=True), 200
    if form.is_bound:
        status = tried(
            form,
            lambda typed: actions.add_project(
                campaign, ProjectDraft(**typed), by=request.user, at=now(request)
            ),
        )
        if status == DONE:
            messages.success(request, gettext("The project has been added."))
            return redirect("worklist:project", slug, form.cleaned_data["code"])
    return page(request, "worklist/project_form.html", {"form": form}, status=status)


@either
def edit_project(request: Request, slug: str, code: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    project = visible_project(request, code)
    require(may_edit_list(request.user, campaign))
    initial: dict[str, Any] = {name: getattr(project, name) for name in PROJECT}
    initial |= {"supporting_units": list(project.supporting_units.all()), "seen": project.version}
    form, status = ProjectForm(campaign, typed_in(request), initial=initial), 200
    if form.is_bound:

        def change(typed: dict[str, Any]) -> object:
            seen = typed.pop("seen")
            draft = ProjectDraft(code=project.code, **typed)
            return actions.change_project(project, draft, by=request.user, at=now(request), seen=seen)

        status = tried(form, change)
        if status == DONE:
            messages.success(request, gettext("The project has been changed."))
            return redirect("worklist:project", slug, code)
    return page(request, "worklist/project_form.html", {"form": form, "project": project}, status=status)


@either
def new_item(request: Request, slug: str, code: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    project = visible_project(request, code)
    require(may_edit_list(request.user, campaign))
    initial = {"unit": project.unit, "starts_on": campaign.starts_on, "due_on": campaign.ends_on}
    form, status = ItemForm(campaign, typed_in(request), initial=initial), 200
    if form.is_bound:

        def add(typed: dict[str, Any]) -> object:
            draft = ItemDraft(**typed | {"targets": tuple(typed["targets"])})
            return actions.add_items(project, [draft], by=request.user, at=now(request))

        status = tried(form, add)
        if status == DONE:
            messages.success(request, gettext("The item has been added."))
            return redirect("worklist:item", slug, form.cleaned_data["code"])
    return page(request, "worklist/item_form.html", {"form": form, "project": project}, status=status)


@either
def edit_item(request: Request, slug: str, code: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    item = visible_item(request, code)
    require(may_edit_list(request.user, campaign))
    initial = {
        "name": item.name,
        "weight": item.weight,
        "targets": list(item.targets.all()),
        "seen": item.version,
    }
    form, status = ItemNameForm(campaign, typed_in(request), initial=initial), 200
    if form.is_bound:
        status = tried(
            form, lambda typed: actions.change_item(item, **typed, by=request.user, at=now(request))
        )
        if status == DONE:
            messages.success(request, gettext("The item has been changed."))
            return redirect("worklist:item", slug, code)
    context = {"form": form, "project": item.project, "item": item}
    return page(request, "worklist/item_form.html", context, status=status)


@require_POST
def mark_item(request: Request, slug: str, code: str) -> HttpResponse:
    campaign, item, priority = (
        campaign_of(request, slug),
        visible_item(request, code),
        request.POST.get("priority") == "1",
    )
    mark_items(campaign, [item], priority=priority, by=request.user, at=now(request))
    said = (
        gettext("The item is marked as a priority.")
        if priority
        else gettext("The priority mark has been removed.")
    )
    messages.success(request, said)
    return redirect("worklist:item", slug, code)


@either
def rebaseline(request: Request, slug: str, code: str) -> HttpResponse:
    """An item in no filed list is promised anew; for all others one asks for a change."""
    campaign = campaign_of(request, slug)
    item = visible_item(request, code)
    if is_filed(item):
        return redirect("worklist:ask_change", slug, code)
    require(may_edit_list(request.user, campaign))
    form = BaselineForm(campaign, typed_in(request), measure=item.measure, initial=baseline_now(item))
    status = 200
    if form.is_bound:

        def promise(typed: dict[str, Any]) -> object:
            said = {name: typed[name] for name in ("unit", "person", "reason", "seen")}
            return actions.rebaseline(item, plan_of(typed), **said, by=request.user, at=now(request))

        status = tried(form, promise)
        if status == DONE:
            messages.success(request, gettext("The new baseline takes effect now."))
            return redirect("worklist:item", slug, code)
    context = {"form": form, "item": item, "first": item.baselines.select_related("unit").first()}
    return page(request, "worklist/baseline_form.html", context, status=status)


@either
def withdraw(request: Request, slug: str, code: str) -> HttpResponse:
    """An item in no filed list leaves; for all others one asks for it."""
    campaign = campaign_of(request, slug)
    item = visible_item(request, code)
    if is_filed(item):
        return redirect("worklist:ask_to_withdraw", slug, code)
    require(may_edit_list(request.user, campaign))
    form, status = WithdrawForm(typed_in(request), initial={"seen": item.version}), 200
    if form.is_bound:
        status = tried(
            form, lambda typed: actions.withdraw_item(item, **typed, by=request.user, at=now(request))
        )
        if status == DONE:
            messages.success(request, gettext("The item has left the list."))
            return redirect("worklist:project", slug, item.project.code)
    return page(request, "worklist/withdraw_form.html", {"form": form, "item": item}, status=status)
