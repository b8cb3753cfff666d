from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from gongjian.bulletins import actions, papers
from gongjian.bulletins.models import Bulletin
from gongjian.bulletins.permissions import may, may_draft, open_moves, units_to_acknowledge
from gongjian.bulletins.queries import compare_snapshots, may_be_drafted
from gongjian.bulletins.rules import BulletinKind, Move, State
from gongjian.bulletins.rules.words import FIGURE, LONGEST
from gongjian.campaigns.permissions import may_read_all
from gongjian.web.http import Request, campaign_of, now, page
from gongjian.web.shown.history import story_of
from gongjian.web.shown.missing_signs import unprinted


@require_safe
def bulletins(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    seen = Bulletin.objects.visible_to(request.user, campaign).select_related(
        "period", "campaign", "corrects"
    )
    units = units_to_acknowledge(request.user, campaign)
    context = {
        "bulletins": seen.prefetch_related("acknowledgements"),
        "units": campaign.units.count(),
        "to_draft": [
            (kind, period)
            for kind in BulletinKind
            if may_draft(request.user, campaign, kind)
            for period in may_be_drafted(campaign, kind, now(request))
        ],
        "acknowledged": set(
            seen.filter(acknowledgements__unit__in=units).values_list("pk", flat=True) if units else ()
        ),
        "is_unit": bool(units),
    }
    return page(request, "bulletins/list.html", context)


@require_safe
def bulletin(request: Request, slug: str, pk: int) -> HttpResponse:
    return bulletin_page(request, visible_bulletin(request, slug, pk))


def bulletin_page(
    request: Request,
    bulletin: Bulletin,
    *,
    editing: str = "",
    typed: str | None = None,
    reason: str = "",
    status: int = 200,
) -> HttpResponse:
    """The bulletin as it will be, or is, printed; every figure leads to the entries behind it."""
    content = bulletin.content or papers.bulletin_content(bulletin, number=None, issued_on=None)
    editable = bool(may(Move.EDIT, bulletin, by=request.user))
    wanted = editing or (request.GET.get("edit", "") if editable else "")
    with translation.override(bulletin.campaign.paper_language):
        labels = papers.figure_labels(bulletin.snapshot.data)
        sections = [
            section_told(request, bulletin, one, content, wanted, typed) for one in content["sections"]
        ]
    context = {
        "bulletin": bulletin,
        "content": content,
        "unprinted": unprinted(content, content["language"]),
        "sections": sections,
        "characters": sum(len(section.plain) for section in sections),
        "longest": LONGEST,
        "editable": editable,
        "figures": [(labels.get(code, code), value) for code, value in content["figures"].items()],
        "reason": reason,
        "office": may_read_all(request.user, bulletin.campaign),
    }
    beside = what_may_be_done(request, bulletin) | what_is_known(request, bulletin)
    return page(request, "bulletins/bulletin.html", context | beside, status=status)


def what_may_be_done(request: Request, bulletin: Bulletin) -> dict[str, Any]:
    issued = bulletin.state == State.ISSUED
    return {
        "moves": [move for move in open_moves(bulletin, to=request.user) if move != Move.EDIT],
        "formats": list(papers.FORMATS),
        "may_correct": issued and may_draft(request.user, bulletin.campaign, bulletin.kind),
    }


def what_is_known(request: Request, bulletin: Bulletin) -> dict[str, Any]:
    units = units_to_acknowledge(request.user, bulletin.campaign)
    acknowledgements = list(bulletin.acknowledgements.select_related("unit"))
    said = {one.unit_id for one in acknowledgements}
    return {
        "to_acknowledge": units - said if bulletin.state == State.ISSUED else set(),
        "acknowledgements": acknowledgements,
        "units": bulletin.campaign.units.count(),
        "differences": differences_of(bulletin),
        "corrected_by": visible_bulletins(request).filter(corrects=bulletin).first(),
        "history": story_of(bulletin, most=20),
    }


@dataclass(frozen=True)
class SectionTold:
    key: str
    heading: str
    paragraphs: list[SafeString]
    tables: list[dict[str, Any]]
    editing: str | None = None  # what stands in the field; an emptied section has nothing in it
    is_edited: bool = False
    plain: str = ""


def section_told(
    request: Request,
    bulletin: Bulletin,
    section: Mapping[str, Any],
    content: Mapping[str, Any],
    wanted: str,
    typed: str | None,
) -> SectionTold:
    links = (
        papers.figure_links(bulletin.snapshot.data) if may_read_all(request.user, bulletin.campaign) else {}
    )
    text, key = section["text"], section["key"]
    return SectionTold(
        key=key,
        heading=section["heading"],
        paragraphs=[
            linked(one, content["figures"], links, bulletin.campaign.slug) for one in text.split("\n")
        ],
        tables=section["tables"],
        editing=in_hand(text, bulletin, typed) if key == wanted else None,
        is_edited=key in bulletin.words,
        plain=FIGURE.sub("", text),
    )


def in_hand(text: str, bulletin: Bulletin, typed: str | None) -> str:
    return papers.with_labels(text, bulletin.snapshot.data) if typed is None else typed


def linked(paragraph: str, figures: Mapping[str, str], links: Mapping[str, str], slug: str) -> SafeString:
    """A paragraph with its figures in place, each leading to the entries behind it."""

    def drawn(name: str) -> str:
        value = figures.get(name, name)
        if name not in links:
            return format_html('<span class="figure">{}</span>', value)
        return format_html('<a class="figure" href="/c/{}/worklist/?{}">{}</a>', slug, links[name], value)

    parts = FIGURE.split(paragraph)
    return mark_safe("".join(drawn(part) if place % 2 else escape(part) for place, part in enumerate(parts)))


def differences_of(bulletin: Bulletin) -> list[Any]:
    if not bulletin.corrects:
        return []
    return compare_snapshots(bulletin.corrects.snapshot.data, bulletin.snapshot.data)


@require_safe
def file(request: Request, slug: str, pk: int, kind: str) -> HttpResponse:
    """An issued bulletin's kept bytes; a draft is printed afresh and says that it is one."""
    bulletin = visible_bulletin(request, slug, pk)
    if kind not in papers.FORMATS:
        raise Http404
    if bulletin.state == State.ISSUED:
        content = actions.bytes_of(bulletin, kind, at=now(request))
    else:
        draft = papers.bulletin_content(bulletin, number=None, issued_on=None)
        content = papers.pressed(bulletin, kind, draft)
    response = HttpResponse(content, content_type=papers.FORMATS[kind])
    response["Content-Disposition"] = f'attachment; filename="{papers.file_name(bulletin, kind)}"'
    return response


def visible_bulletin(request: Request, slug: str, pk: int) -> Bulletin:
    campaign_of(request, slug)
    related = (
        "campaign",
        "period__rulebook",
        "snapshot",
        "corrects__snapshot",
        "proposed_by",
        "approved_by",
        "issued_by",
    )
    return get_object_or_404(visible_bulletins(request).select_related(*related), pk=pk)


def visible_bulletins(request: Request) -> QuerySet[Bulletin]:
    return Bulletin.objects.visible_to(request.user, request.campaign)
