"""A plan document becomes the campaign's plan: brought in, looked through, agreed with, used."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian.accounts.queries import organisations_administered_by
from gongjian.campaigns import actions
from gongjian.campaigns.models import PlanFact, PlanPaper, PlanQuestion
from gongjian.campaigns.permissions import may_plan
from gongjian.campaigns.rules.drafting import Decision
from gongjian.kernel.text import Text
from gongjian.reading.plan import FactKind
from gongjian.web.campaigns.forms import FactForm, UploadForm, fact_form
from gongjian.web.campaigns.shown.outline import by_kind, card, pieces, progress_of
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request, campaign_of, now, page, seen, words_typed


@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: Request, slug: str) -> HttpResponse:
    """The plan documents that came in, and the door for another."""
    campaign = campaign_of(request, slug)
    form, status = UploadForm(typed_in(request), request.FILES or None), 200
    if form.is_bound:
        kept: list[PlanPaper] = []
        status = tried(form, lambda typed: kept.append(read(request, typed["file"])))
        if status == DONE:
            return redirect("campaigns:plan_paper", slug, kept[0].pk)
    rows = [(row, progress_of(row)) for row in campaign.plan_papers.select_related("read_by")]
    context = {"papers": rows, "form": form, "may_plan": may_plan(request.user, campaign)}
    return page(request, "campaigns/plan_papers.html", context, status=status)


def read(request: Request, file: Any) -> PlanPaper:
    return actions.read_paper(request.campaign, file.name, file.read(), by=request.user, at=now(request))


@require_safe
def paper(request: Request, slug: str, pk: int) -> HttpResponse:
    campaign_of(request, slug)
    row = the_paper(request, pk)
    facts = list(row.facts.select_related("paper", "target"))
    wanted = request.GET.get("show", "")
    shown = [one for one in facts if not wanted or one.decision == wanted]
    context = {
        "paper": row,
        "pieces": list(pieces(row.text, facts)),
        "kinds": by_kind(shown),
        "all_kinds": list(FactKind),
        "left_out": [Text.from_json(one) for one in row.warnings],
        "questions": list(row.questions.select_related("answered_by")),
        "progress": progress_of(row),
        "may_plan": bool(may_plan(request.user, request.campaign)),
        "administers": bool(organisations_administered_by([request.user])),
        "wanted": wanted,
        "lit": request.GET.get("fact", ""),
    }
    return page(request, "campaigns/plan_paper.html", context)


def the_paper(request: Request, pk: int) -> PlanPaper:
    return get_object_or_404(
        PlanPaper.objects.select_related("read_by", "used_by"), campaign=request.campaign, pk=pk
    )


def the_fact(request: Request, pk: int) -> PlanFact:
    rows = PlanFact.objects.select_related("paper", "target")
    return get_object_or_404(rows, campaign=request.campaign, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def fact(request: Request, slug: str, pk: int) -> HttpResponse:
    """One fact, to be put right."""
    campaign_of(request, slug)
    row = the_fact(request, pk)
    form, status = fact_form(row, typed_in(request)), 200
    if form.is_bound:

        def correct(typed: dict[str, Any]) -> object:
            said = {name: value for name, value in typed.items() if name != "seen"}
            return actions.correct(row, said, by=request.user, at=now(request), seen=typed["seen"] or 0)

        status = tried(form, correct)
        if status == DONE:
            return redirect("campaigns:plan_fact", slug, pk) if request.htmx else back_to(row)
    may = bool(may_plan(request.user, request.campaign))
    context = {"paper": row.paper, "card": card(row), "form": form, "may_plan": may}
    return page(request, "campaigns/plan_fact.html", context, part="card", status=status)


@require_POST
def decide_fact(request: Request, slug: str, pk: int) -> HttpResponse:
    campaign_of(request, slug)
    row = the_fact(request, pk)
    actions.decide_facts([row], decision_typed(request), by=request.user, at=now(request))
    return redirect("campaigns:plan_fact", slug, pk) if request.htmx else back_to(row)


@require_POST
def decide_all(request: Request, slug: str, pk: int) -> HttpResponse:
    """Agree with everything of one kind that is still open."""
    campaign_of(request, slug)
    row = the_paper(request, pk)
    kind = request.POST.get("kind", "")
    open_facts = row.facts.filter(decision=Decision.OPEN)
    facts = list(open_facts.filter(kind=kind) if FactKind.knows(kind) else open_facts)
    actions.decide_facts(facts, decision_typed(request), by=request.user, at=now(request))
    return redirect("campaigns:plan_paper", slug, pk)


def decision_typed(request: Request) -> Decision:
    said = request.POST.get("decision", "")
    return Decision.of(said) if Decision.knows(said) else Decision.OPEN


def back_to(row: PlanFact) -> HttpResponse:
    url = reverse("campaigns:plan_paper", args=[row.paper.campaign.slug, row.paper_id])
    return redirect(f"{url}#fact-{row.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def add_fact(request: Request, slug: str, pk: int) -> HttpResponse:
    """A fact that the reader did not find; the words that say it have been marked."""
    campaign_of(request, slug)
    row = the_paper(request, pk)
    asked = request.POST if request.method == "POST" else request.GET
    kind = FactKind.of(asked.get("kind", "")) if FactKind.knows(asked.get("kind", "")) else FactKind.TARGET
    start, end = place_in(asked.get("start", "")), place_in(asked.get("end", ""))
    form, status = FactForm(kind, typed_in(request), initial={"op": ">=", "level": "ensure"}), 200
    if form.is_bound:

        def put(typed: dict[str, Any]) -> object:
            said = {name: value for name, value in typed.items() if name != "seen"}
            return actions.add_fact(row, kind, said, start=start, end=end, by=request.user, at=now(request))

        status = tried(form, put)
        if status == DONE:
            messages.success(request, gettext("Added."))
            return redirect("campaigns:plan_paper", slug, pk)
    context = {"paper": row, "form": form, "kind": kind, "all_kinds": list(FactKind), "start": start, "end": end, "quote": row.text[start:end]}  # fmt: skip
    return page(request, "campaigns/plan_add.html", context, status=status)


def place_in(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 8 else 0


@require_POST
def answer_question(request: Request, slug: str, pk: int) -> HttpResponse:
    campaign_of(request, slug)
    row = get_object_or_404(PlanQuestion, campaign=request.campaign, pk=pk)
    actions.answer_question(row, words_typed(request, "answer", most=300), by=request.user, at=now(request))
    return redirect("campaigns:plan_paper", slug, row.paper_id)


@require_POST
def year(request: Request, slug: str, pk: int) -> HttpResponse:
    """The year that the paper does not say."""
    campaign_of(request, slug)
    row = the_paper(request, pk)
    typed = place_in(request.POST.get("year", ""))
    actions.read_again(row, year=typed, by=request.user, at=now(request), seen=seen(request))
    messages.success(request, gettext("Read again. Your decisions are kept."))
    return redirect("campaigns:plan_paper", slug, pk)


@require_POST
def make(request: Request, slug: str, pk: int) -> HttpResponse:
    campaign_of(request, slug)
    actions.make_campaign(the_paper(request, pk), by=request.user, at=now(request))
    messages.success(request, gettext("The campaign has been created. Please review it."))
    return redirect("campaigns:plan_paper", slug, pk)
