"""One obstacle: on whose desk it is, what is left of the time, what can be done, and everything that was done."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_POST, require_safe

from gongjian.campaigns.permissions import may_read_all
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
from gongjian.registers.models import RegisterEntry
from gongjian.reporting.models import Report
from gongjian.standing.permissions import may_hold
from gongjian.web.answers.coming_back import onward
from gongjian.web.forms.trying import DONE, tried
from gongjian.web.http import Request, campaign_of, now, page, today
from gongjian.web.obstacles import forms
from gongjian.web.obstacles.forms import evidence_typed
from gongjian.web.obstacles.shown.behind import behind
from gongjian.web.obstacles.shown.table import TONES, place_of
from gongjian.web.obstacles.shown.talk import conversation
from gongjian.web.obstacles.shown.track import Way, track
from gongjian.web.once import page_once
from gongjian.web.shown.obstacles import clock_of, tone_of
from gongjian.worklist.models import Item, Project

M = ObstacleMove
PEOPLE = ("handler", "raised_by", "solved_by", "closed_by", "project__leading_official")
RELATED = ("project", "kind", "unit", "group", "asked_of", *PEOPLE)
FORMS: dict[ObstacleMove, type[forms.MoveForm]] = {
    M.ACCEPT: forms.AcceptForm,
    M.SOLVE: forms.SolveForm,
    M.CLOSE: forms.RemarkForm,
    M.SEND_BACK: forms.ReasonForm,
    M.ASSIGN: forms.HandlerForm,
    M.ROUTE: forms.RouteForm,
    M.HAND_BACK: forms.ReasonForm,
    M.ESCALATE: forms.EscalationForm,
    M.RECHECK: forms.RemarkForm,
    M.REOPEN: forms.ReasonForm,
    M.WITHDRAW: forms.ReasonForm,
}
ELSEWHERE_SHOWN = ("comment", "finish", "decide")
FIRST = (M.ACCEPT, M.SOLVE, M.CLOSE, M.RECHECK)
TONES_OF = {M.WITHDRAW: "danger", M.REOPEN: "danger"} | dict.fromkeys(FIRST, "primary")
ELSEWHERE = {M.MEND: "obstacles:mend", M.SETTLE: "obstacles:settle"}


def solve(obstacle: Obstacle, *, solution: str, reference: str, file: Any, **who: Any) -> object:
    proof = evidence_typed({"reference": reference, "file": file})
    return actions.solve(obstacle, solution=solution, shown=proof, **who)


VERBS: dict[ObstacleMove, Callable[..., object]] = {
    M.ACCEPT: actions.accept,
    M.SOLVE: solve,
    M.CLOSE: actions.close,
    M.SEND_BACK: actions.send_back,
    M.ASSIGN: actions.assign,
    M.ROUTE: actions.route,
    M.HAND_BACK: actions.hand_back,
    M.ESCALATE: actions.escalate,
    M.RECHECK: actions.recheck,
    M.REOPEN: actions.reopen,
    M.WITHDRAW: actions.withdraw,
}


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that this person may do now; with its form when it stands open."""

    move: str
    label: str
    form: Any
    url: str
    tone: str


def visible_obstacle(request: Request, slug: str, number: int) -> Obstacle:
    seen = Obstacle.objects.visible_to(request.user, campaign_of(request, slug))
    found = get_object_or_404(seen.select_related(*RELATED), number=number)
    found.campaign = found.project.campaign = request.campaign
    return found


@require_safe
def obstacle(request: Request, slug: str, number: int) -> HttpResponse:
    campaign_of(request, slug)
    return page_once(
        request,
        "obstacles/obstacle.html",
        "",
        lambda: obstacle_context(request, visible_obstacle(request, slug, number)),
    )


def obstacle_page(request: Request, found: Obstacle, *, form: Any, move: str, status: int) -> HttpResponse:
    """The page, with a form that was refused in its place."""
    context = obstacle_context(request, found, form=form, move=move)
    return page(request, "obstacles/obstacle.html", context, status=status)


def obstacle_context(
    request: Request, found: Obstacle, *, form: Any = None, move: str = ""
) -> dict[str, Any]:
    clock = clock_of(found, today=today(request), calendar=request.campaign.calendar())
    person = request.user
    told = waiting(request, found)
    asked = move if form is not None else request.GET.get("do", "")
    moves = list(offers(request, found, form=form, move=move))
    beside = [
        one
        for one in others(request, found, form=form, move=move)
        if one.move != "time" or not told["more_time"]
    ]
    return {
        "obstacle": found,
        "clock": clock,
        "clock_tone": tone_of(clock),
        "state_tone": TONES[found.state],
        "place": place_of(found),
        "offers": moves,
        **in_order(moves, beside, asked),
        "items": behind(found).items,
        "sees": sees(request, found),
        "holds": behind(found).holds,
        "may_comment": bool(may_comment(person, found)),
        "comment_form": form if move == "comment" else forms.CommentForm(auto_id="comment_%s"),
        "refused": form if move in ELSEWHERE_SHOWN else None,
        "track": track(Way(found, behind(found).steps, clock, told["recheck"], today(request))),
        **told,
        **everything(request, found),
    }


def offers(request: Request, found: Obstacle, *, form: Any, move: str) -> Iterator[Offer]:
    """Exactly the moves that the verbs would accept. The one asked for, else the one waited for, stands open."""
    allowed = open_moves(found, to=request.user)
    asked = move if form is not None else request.GET.get("do", "")
    first = next((one for one in FIRST if one in allowed), None) if not asked else None
    for one in allowed:
        if one in ELSEWHERE:
            yield Offer(one, one.label, None, ELSEWHERE[one], "primary")
            continue
        chosen = one in (asked, first)
        made = (form if form is not None else FORMS[one](found, auto_id=f"{one}_%s")) if chosen else None
        yield Offer(one, one.label, made, "obstacles:move", TONES_OF.get(one, ""))


def in_order(moves: list[Offer], beside: list[Offer], asked: str) -> dict[str, Any]:
    """The one that was asked for, else the one waited for, stands first; all others under "More"."""
    every = moves + beside
    first = (
        next((one for one in every if one.form), None)
        or next((one for one in every if one.tone == "primary"), None)
        or next(iter(every), None)
    )
    others = [one for one in every if one is not first]
    return {"first": first, "others": others, "opened": bool(first and first.move == asked)}


def others(request: Request, found: Obstacle, *, form: Any, move: str) -> Iterator[Offer]:
    """What can be done beside the moves."""
    asked = move if form is not None else request.GET.get("do", "")
    person = request.user
    for name, allowed, label, kind, url in (
        ("time", may_ask_for_time(person, found), _("Request more time"), forms.MoreTimeForm, "ask_for_time"),
        ("instruct", may_instruct(person, found), _("Give an instruction"), forms.InstructForm, "instruct"),
        ("proof", may_prove(person, found), _("Add evidence"), forms.ProofForm, "attach"),
    ):
        if allowed:
            made = form if form is not None else kind(found, auto_id=f"{name}_%s")
            yield Offer(name, label, made if name == asked else None, f"obstacles:{url}", "")


def sees(request: Request, found: Obstacle) -> dict[str, Any]:
    """Which of the pages behind it this person may open."""
    person, campaign = request.user, request.campaign
    if may_read_all(person, campaign):
        items = {one.pk for one in behind(found).items}
        return {"entry": found.entry_id, "project": True, "items": items, "report": found.report_id}
    entries = RegisterEntry.objects.visible_to(person, campaign).filter(pk=found.entry_id or 0)
    seen = Item.objects.visible_to(person, campaign).filter(obstacles=found)
    reports = Report.objects.visible_to(person, campaign).filter(pk=found.report_id or 0)
    return {
        "entry": found.entry_id and entries.exists(),
        "project": Project.objects.visible_to(person, campaign).filter(pk=found.project_id).exists(),
        "items": set(seen.values_list("pk", flat=True)),
        "report": found.report_id and reports.exists(),
    }


def waiting(request: Request, found: Obstacle) -> dict[str, Any]:
    """What the Office still has to decide about it."""
    closed, running = found.state == ObstacleState.CLOSED, found.state in (ObstacleState.NEW, ObstacleState.IN_HAND)  # fmt: skip
    told = behind(found)
    asked = next((one for one in told.more_time if not one.decided_at), None) if running else None
    return {
        "escalation_proposal": next((one for one in told.proposals if not one.decided_at), None)
        if running
        else None,
        "may_decide_escalation": bool(may_keep_kinds(request.user, request.campaign)),
        "more_time": asked,
        "may_decide_time": bool(asked and may_decide_time(request.user, asked)),
        "recheck": found.rechecks.filter(done_at=None).first() if closed else None,
        "may_hold": bool(may_hold(request.user, request.campaign)) and found.is_open,
    }


def everything(request: Request, found: Obstacle) -> dict[str, Any]:
    """What was said, shown, instructed and done."""
    told = behind(found)
    return {
        "conversation": conversation(told, lambda one: bool(may_finish(request.user, one))),
        "proofs": [one for one in told.proofs if one.of == ProofOf.OBSTACLE],
        "solution_proofs": [one for one in told.proofs if one.of == ProofOf.SOLUTION],
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
    messages.success(request, gettext("Done."))
    return onward(request) or redirect("obstacles:obstacle", slug, number)
