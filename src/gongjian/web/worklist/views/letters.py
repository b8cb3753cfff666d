"""Letters of responsibility: issued together, signed for, handed out, and held against what was done."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian.assessment.rules import ScoreRules, the_rule
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.permissions import may_read_all
from gongjian.campaigns.queries import section_at, units_of
from gongjian.kernel.sections import read_section
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import require
from gongjian.standing.queries import standings_at
from gongjian.standing.rules import Standing
from gongjian.web.answers.handing import handed, kept
from gongjian.web.forms.confirming import ProofForm, ScanForm
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request, campaign_of, day_asked, now, page
from gongjian.web.shown.history import story_of
from gongjian.web.shown.missing_signs import unprinted
from gongjian.worklist.actions.letters import bytes_of, issue_letters, record_letter, sign_for_letter
from gongjian.worklist.actions.letters import whole_set as whole_set_of
from gongjian.worklist.models import Letter
from gongjian.worklist.papers.letters import FORMATS, file_name
from gongjian.worklist.permissions import may_issue_letters, may_sign_for, open_letter_moves
from gongjian.worklist.queries.letters import letters_by_unit
from gongjian.worklist.rules import Light
from gongjian.worklist.rules.letters import LetterMove, LetterState

SETS = {"zip": "application/zip", "pdf": "application/pdf"}


@require_safe
def letters(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    sees_all = may_read_all(request.user, campaign)
    found = letters_by_unit(campaign, units=None if sees_all else units_of(request.user, campaign))
    context = {
        "rows": found,
        "signed": sum(one.letter is not None and one.letter.state == LetterState.SIGNED_FOR for one in found),
        "issued": sum(one.letter is not None for one in found),
        "due": sum(one.is_due for one in found),
        "may_issue": bool(may_issue_letters(request.user, campaign)),
        "sees_all": sees_all,
    }
    return page(request, "worklist/letters.html", context)


def the_rule_at(campaign: Campaign, at: datetime) -> list[Text]:
    """What will be assessed, as the rulebook of the day says it."""
    return the_rule(read_section(ScoreRules, section_at(campaign, "score", at)))


@require_POST
def issue(request: Request, slug: str) -> HttpResponse:
    campaign, at = campaign_of(request, slug), now(request)
    issued = issue_letters(campaign, rule=the_rule_at(campaign, at), by=request.user, at=at)
    messages.success(request, gettext("Issued: %(count)s. They are now on the heads' desks.") % {"count": len(issued)})  # fmt: skip
    return redirect("worklist:letters", slug)


@require_safe
def whole_set(request: Request, slug: str, kind: str) -> HttpResponse:
    """Every letter in force that this person sees, as one file."""
    campaign = campaign_of(request, slug)
    seen = Letter.objects.visible_to(request.user, campaign).in_force()
    if kind not in SETS or not seen.exists():
        raise Http404
    content = whole_set_of(seen, kind, at=now(request))
    return handed(content, name=f"letters-{campaign.slug}.{kind}", media_type=SETS[kind], shown=False)


def visible_letter(request: Request, slug: str, pk: int) -> Letter:
    seen = Letter.objects.visible_to(request.user, campaign_of(request, slug))
    related = ("campaign", "unit", "list_version", "issued_by", "signed_by")
    return get_object_or_404(seen.select_related(*related), pk=pk)


@require_safe
def letter(request: Request, slug: str, pk: int) -> HttpResponse:
    found = visible_letter(request, slug, pk)
    current = {
        one.letter.pk: one for one in letters_by_unit(request.campaign, units=[found.unit_id]) if one.letter
    }
    context = {
        "letter": found,
        "content": found.content,
        "unprinted": unprinted(found.content, found.content["language"]),
        "out_of_date": current[found.pk].out_of_date if found.pk in current else True,
        "moves": open_letter_moves(found, to=request.user),
        "formats": list(FORMATS),
        "others": Letter.objects.visible_to(request.user, request.campaign).filter(unit=found.unit).exclude(pk=found.pk).select_related("campaign"),
        "events": story_of(found, most=20),
    }  # fmt: skip
    return page(request, "worklist/letter.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def letter_move(request: Request, slug: str, pk: int, move: str) -> HttpResponse:
    found = visible_letter(request, slug, pk)
    if move not in (LetterMove.SIGN_FOR, LetterMove.RECORD):
        raise Http404
    made = LetterMove.of(move)
    require(may_sign_for(made, found, by=request.user))
    initial = {"seen": found.version}
    form: ProofForm | ScanForm
    if made == LetterMove.SIGN_FOR:
        form = ProofForm(request, typed_in(request), initial=initial)
    else:
        form = ScanForm(typed_in(request), request.FILES or None, initial=initial)
    status = 200
    if form.is_bound:
        status = tried(form, lambda typed: make(request, made, found, typed))
        if status == DONE:
            messages.success(request, gettext("Signed for."))
            return redirect("worklist:letter", slug, pk)
    context = {"form": form, "letter": found, "title": made.label}
    return page(request, "worklist/letter_move.html", context, status=status)


def make(request: Request, move: LetterMove, found: Letter, typed: dict[str, Any]) -> object:
    said: dict[str, Any] = {"by": request.user, "at": now(request), "seen": typed["seen"]}
    if move == LetterMove.SIGN_FOR:
        return sign_for_letter(found, **said)
    return record_letter(found, typed["file"], **said)


@require_safe
def letter_file(request: Request, slug: str, pk: int, kind: str) -> HttpResponse:
    found = visible_letter(request, slug, pk)
    if kind not in FORMATS:
        raise Http404
    content = bytes_of(found, kind, at=now(request))
    return handed(content, name=file_name(found, kind), media_type=FORMATS[kind])


@require_safe
def letter_scan(request: Request, slug: str, pk: int) -> HttpResponse:
    found = visible_letter(request, slug, pk)
    return kept(found.scan, name=found.scan_name, media_type=found.scan_type)


@require_safe
def self_check(request: Request, slug: str, pk: int) -> HttpResponse:
    """Each promise of the letter beside what was done, to be printed at the end."""
    found, campaign = visible_letter(request, slug, pk), campaign_of(request, slug)
    on = day_asked(request)
    moment = min(now(request), campaign.end_of(on))
    keys = {pk for pk in found.content["keys"] if pk}
    standing = {one.item: one for one in standings_at(campaign, moment, items=keys)}
    rows = list(held(found, standing))
    context = {
        "letter": found,
        "rows": rows,
        "on": on,
        "done": sum(one["standing"] is not None and one["standing"].light == Light.DONE for one in rows),
        "left": sum(one["standing"] is None for one in rows),
    }
    return page(request, "worklist/self_check.html", context)


def held(found: Letter, standing: dict[int, Standing]) -> Iterator[dict[str, Any]]:
    names = ("place", "project", "item", "target", "due", "official", "person")
    for cells, key in zip(found.content["items"], found.content["keys"], strict=True):
        yield dict(zip(names, cells, strict=True)) | {"standing": standing.get(key)}
