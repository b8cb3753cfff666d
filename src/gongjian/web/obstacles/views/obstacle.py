"""One obstacle: on whose desk it is, what is left of the time, what can be done, and everything that was done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from gongjian.kernel.verdict import require
from gongjian.obstacles import actions
from gongjian.obstacles.models import Obstacle
from gongjian.obstacles.permissions import (
    may,
    may_ask_for_time,
    may_comment,
    may_decide_time,
    may_finish,
    may_instruct,
    may_keep_kinds,
    may_prove,
    open_moves,
)
from gongjian.obstacles.rules import ObstacleMove, ObstacleState, ProofOf
from gongjian.registers.models import Entry
from gongjian.reporting.models import Report
from gongjian.standing.permissions import may_hold
from gongjian.web.forms import DONE, tried
from gongjian.web.http import Request, campaign_of, now, page, today
from gongjian.web.obstacles import forms
from gongjian.web.obstacles.forms import shown
from gongjian.web.obstacles.table import TONES, clock_of, place_of, tone_of
from gongjian.worklist.models import Item, Project

M = ObstacleMove
PEOPLE = ("handler", "raised_by", "solved_by", "closed_by", "project__leading_official")
PLACES = ("unit", "group", "asked_of", "solved_from", "kind__group")
RELATED = ("campaign", "project__campaign", "report__period", "entry__register", *PEOPLE, *PLACES)
FORMS: dict[ObstacleMove, type[forms.MoveForm]] = {
    M.ACCEPT: forms.AcceptForm,
    M.SOLVE: forms.SolveForm,
    M.CLOSE: forms.RemarkForm,
    M.SEND_BACK: forms.ReasonForm,
    M.ASSIGN: forms.HandlerForm,
    M.ROUTE: forms.RouteForm,
    M.HAND_BACK: forms.ReasonForm,
    M.LIFT: forms.LiftForm,
    M.RECHECK: forms.RemarkForm,
    M.REOPEN: forms.ReasonForm,
    M.WITHDRAW: forms.ReasonForm,
}
FIRST = (M.ACCEPT, M.SOLVE, M.CLOSE, M.RECHECK)
GRAVE = (M.WITHDRAW, M.REOPEN)
ELSEWHERE = {M.MEND: "obstacles:mend", M.SETTLE: "obstacles:settle"}


def solve(obstacle: Obstacle, *, solution: str, reference: str, file: Any, **who: Any) -> object:
    proof = shown({"reference": reference, "file": file})
    return actions.solve(obstacle, solution=solution, shown=proof, **who)


VERBS: dict[ObstacleMove, Callable[..., object]] = {
    M.ACCEPT: actions.accept,
    M.SOLVE: solve,
    M.CLOSE: actions.close,
    M.SEND_BACK: actions.send_back,
    M.ASSIGN: actions.assign,
    M.ROUTE: actions.route,
    M.HAND_BACK: actions.hand_back,
    M.LIFT: actions.lift,
    M.RECHECK: actions.recheck,
    M.REOPEN: actions.reopen,
    M.WITHDRAW: actions.withdraw,
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A move that this person may make now, with what has to be typed."""

    move: ObstacleMove
    form: forms.MoveForm | None
    url: str
    open: bool
    tone: str


def visible_obstacle(request: Request, slug: str, number: int) -> Obstacle:
    seen = Obstacle.objects.visible_to(request.user, campaign_of(request, slug))
    return get_object_or_404(seen.select_related(*RELATED), number=number)


@require_GET
def obstacle(request: Request, slug: str, number: int) -> HttpResponse:
    return obstacle_page(request, visible_obstacle(request, slug, number))


def obstacle_page(
    request: Request,
    found: Obstacle,
    *,
    form: Any = None,
    move: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page, with a form that was refused in its place."""
    clock = clock_of(found, today=today(request), calendar=request.campaign.calendar())
    person = request.user
    context = {
        "obstacle": found,
        "clock": clock,
        "clock_tone": tone_of(clock),
        "state_tone": TONES[found.state],
        "place": place_of(found),
        "offers": list(offers(request, found, form=form, move=move)),
        "items": list(found.items.all()),
        "sees": sees(request, found),
        "holds": list(holds_of(found)),
        "may_comment": bool(may_comment(person, found)),
        "may_prove": bool(may_prove(person, found)),
        "asking": beside(may_ask_for_time(person, found), forms.MoreTimeForm, found, form, move, "time"),
        "instructing": beside(may_instruct(person, found), forms.InstructForm, found, form, move, "instruct"),
        "comment_form": form if move == "comment" else forms.CommentForm(auto_id="comment_%s"),
        "proof_form": form if move == "proof" else forms.ShownForm(auto_id="proof_%s"),
        "refused": form if move and form is not None and form.errors else None,
        **waiting(request, found),
        **everything(request, found),
    }
    return page(request, "obstacles/obstacle.html", context, status=status)


def beside(allowed: Any, kind: Any, found: Obstacle, form: Any, move: str, name: str) -> Any:
    if not allowed:
        return None
    return form if move == name else kind(found, auto_id=f"{name}_%s")


def offers(request: Request, found: Obstacle, *, form: Any, move: str) -> Any:
    """Exactly the moves that the verbs would accept; the one that is waited for stands open."""
    slug, waited_for = request.campaign.slug, True
    for one in open_moves(found, to=request.user):
        if one in ELSEWHERE:
            yield Offer(one, None, ELSEWHERE[one], open=False, tone="primary")
            continue
        refused = form is not None and one == move
        kind = FORMS[one]
        first = one in FIRST and waited_for
        waited_for = waited_for and not first
        offered = form if refused else kind(found, auto_id=f"{one}_%s")
        tone = "danger" if one in GRAVE else "primary" if one in FIRST else ""
        yield Offer(one, offered, slug, open=refused or (first and not form), tone=tone)


def sees(request: Request, found: Obstacle) -> dict[str, Any]:
    """Which of the pages behind it this person may open."""
    person, campaign = request.user, request.campaign
    items = Item.objects.visible_to(person, campaign).filter(obstacles=found)
    reports = Report.objects.visible_to(person, campaign).filter(pk=found.report_id or 0)
    entries = Entry.objects.visible_to(person, campaign).filter(pk=found.entry_id or 0)
    return {
        "project": Project.objects.visible_to(person, campaign).filter(pk=found.project_id).exists(),
        "items": set(items.values_list("pk", flat=True)),
        "report": found.report_id and reports.exists(),
        "entry": found.entry_id and entries.exists(),
    }


def holds_of(found: Obstacle) -> Any:
    return found.holds.select_related("item", "granted_by")


def waiting(request: Request, found: Obstacle) -> dict[str, Any]:
    """What the Office still has to decide about it."""
    closed, running = found.state == ObstacleState.CLOSED, found.state in (ObstacleState.NEW, ObstacleState.IN_HAND)  # fmt: skip
    asked = found.more_time.filter(decided_at=None).select_related("asked_by").first() if running else None
    if asked:
        asked.obstacle = found
    return {
        "lift_proposal": found.lift_proposals.filter(decided_at=None).first() if running else None,
        "may_decide_lift": bool(may_keep_kinds(request.user, request.campaign)),
        "more_time": asked,
        "may_decide_time": bool(asked and may_decide_time(request.user, asked)),
        "recheck": found.rechecks.filter(done_at=None).first() if closed else None,
        "may_hold": bool(may_hold(request.user, request.campaign)) and found.is_open,
    }


def everything(request: Request, found: Obstacle) -> dict[str, Any]:
    """What was said, shown, instructed and done."""
    given = list(found.instructions.select_related("given_by", "done_by", "to"))
    for one in given:
        one.obstacle = found
    proofs = list(found.proofs.select_related("added_by"))
    return {
        "instructions": [(one, bool(may_finish(request.user, one))) for one in given],
        "comments": list(found.comments.select_related("by", "said_for")),
        "proofs": [one for one in proofs if one.of == ProofOf.OBSTACLE],
        "solution_proofs": [one for one in proofs if one.of == ProofOf.SOLUTION],
        "steps": list(found.steps.select_related("by", "group").order_by("-number")),
        "finish_form": forms.FinishForm(auto_id="finish_%s"),
    }


@require_POST
def move(request: Request, slug: str, number: int, move: str) -> HttpResponse:
    found = visible_obstacle(request, slug, number)
    if not ObstacleMove.knows(move) or ObstacleMove.of(move) not in FORMS:
        raise Http404
    made = ObstacleMove.of(move)
    require(may(made, found, by=request.user))
    form = FORMS[made](found, request.POST, request.FILES or None, auto_id=f"{made}_%s")
    status = tried(form, lambda typed: VERBS[made](found, **typed, by=request.user, at=now(request)))
    if status != DONE:
        return obstacle_page(request, found, form=form, move=move, status=status)
    messages.success(request, gettext("Noted."))
    return redirect("obstacles:obstacle", slug, number)
