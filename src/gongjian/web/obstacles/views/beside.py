"""What is said, shown and instructed beside the moves."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from gongjian.kernel.verdict import require
from gongjian.obstacles import actions
from gongjian.obstacles.models import Obstacle
from gongjian.obstacles.permissions import may_comment, may_finish, may_instruct, may_prove
from gongjian.web.answers.handing import kept
from gongjian.web.forms.trying import DONE, tried
from gongjian.web.http import Request, now
from gongjian.web.obstacles import forms
from gongjian.web.obstacles.views.obstacle import obstacle_page, visible_obstacle


def do_and_go_back(
    request: Request,
    found: Obstacle,
    form: django_forms.Form,
    verb: Callable[[dict[str, Any]], object],
    *,
    move: str,
) -> HttpResponse:
    """Do it and go back to the obstacle; what was refused stands in its form again."""
    status = tried(form, verb)
    if status != DONE:
        return obstacle_page(request, found, form=form, move=move, status=status)
    messages.success(request, gettext("Done."))
    return redirect("obstacles:obstacle", request.campaign.slug, found.number)


@require_POST
def comment(request: Request, slug: str, number: int) -> HttpResponse:
    found = visible_obstacle(request, slug, number)
    require(may_comment(request.user, found))
    form = forms.CommentForm(request.POST, auto_id="comment_%s")
    return do_and_go_back(
        request,
        found,
        form,
        lambda typed: actions.comment(found, typed["words"], by=request.user, at=now(request)),
        move="comment",
    )


@require_POST
def attach(request: Request, slug: str, number: int) -> HttpResponse:
    found = visible_obstacle(request, slug, number)
    require(may_prove(request.user, found))
    form = forms.ProofForm(found, request.POST, request.FILES, auto_id="proof_%s")
    return do_and_go_back(
        request,
        found,
        form,
        lambda typed: actions.attach(found, forms.evidence_typed(typed), by=request.user, at=now(request)),
        move="proof",
    )


@require_safe
def proof(request: Request, slug: str, number: int, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_obstacle(request, slug, number).proofs, pk=pk)
    return kept(found.sha256, name=found.file_name, media_type=found.media_type)


@require_POST
def instruct(request: Request, slug: str, number: int) -> HttpResponse:
    found = visible_obstacle(request, slug, number)
    require(may_instruct(request.user, found))
    form = forms.InstructForm(found, request.POST, auto_id="instruct_%s")
    return do_and_go_back(
        request,
        found,
        form,
        lambda typed: actions.instruct(found, **typed, by=request.user, at=now(request)),
        move="instruct",
    )


@require_POST
def finish(request: Request, slug: str, number: int, pk: int) -> HttpResponse:
    found = visible_obstacle(request, slug, number)
    given = get_object_or_404(found.instructions.select_related("obstacle__campaign"), pk=pk)
    require(may_finish(request.user, given))
    form = forms.FinishForm(request.POST, auto_id="finish_%s")
    return do_and_go_back(
        request,
        found,
        form,
        lambda typed: actions.finish(given, words=typed["words"], by=request.user, at=now(request)),
        move="finish",
    )
