"""Follow-ups across all meetings: what is open, overdue, done; each reported by its unit and confirmed by the Office."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from gongjian.documents.media import XLSX
from gongjian.documents.sheet import CellKind, Column, Sheet, Workbook
from gongjian.kernel.verdict import require
from gongjian.meetings import actions
from gongjian.meetings.models import Decision, Meeting
from gongjian.meetings.permissions import may_follow, open_follow_up_moves
from gongjian.meetings.queries import counts_of, names_of
from gongjian.meetings.rules import DecisionKind, FollowUpMove, FollowUpState
from gongjian.sandbox.papers import to_xlsx
from gongjian.web.answers.coming_back import onward
from gongjian.web.answers.handing import handed, kept
from gongjian.web.forms.confirming import ReasonForm, SeenForm
from gongjian.web.forms.trying import DONE, tried
from gongjian.web.http import Request, campaign_of, now, page, today
from gongjian.web.meetings.forms.meetings import DoneForm, ExtendForm
from gongjian.web.shown.history import story_of

PER_PAGE = 50
TABS = {
    "open": gettext_noop("To be done"),
    "overdue": gettext_noop("Overdue"),
    "reported": gettext_noop("Waiting for the Office"),
    "done": gettext_noop("Done"),
    "revoked": gettext_noop("Revoked"),
}
SORTS = {
    "due": ("due_on", "number"),
    "number": ("number",),
    "unit": ("unit", "due_on"),
    "meeting": ("meeting__held_on", "number"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to see, as it stands in the address."""

    tab: str
    unit: int | None
    meeting: int | None
    kind: str
    sort: str

    def of(self, decisions: QuerySet[Decision]) -> QuerySet[Decision]:
        if self.unit:
            decisions = decisions.filter(unit=self.unit)
        if self.meeting:
            decisions = decisions.filter(meeting=self.meeting)
        return decisions.filter(kind=self.kind) if self.kind else decisions

    def under_its_tab(self, decisions: QuerySet[Decision], today: date) -> QuerySet[Decision]:
        if self.tab == "overdue":
            return decisions.filter(state=FollowUpState.OPEN, due_on__lt=today)
        return decisions.filter(state=self.tab)


def wanted_of(request: Request) -> Wanted:
    query = request.GET
    tab, sort, kind = query.get("tab", "open"), query.get("sort", "due"), query.get("kind", "")
    if tab not in TABS or sort.removeprefix("-") not in SORTS or (kind and not DecisionKind.knows(kind)):
        raise Http404
    return Wanted(tab, read_number(query.get("unit", "")), read_number(query.get("meeting", "")), kind, sort)


def read_number(typed: str) -> int | None:
    if typed and not (typed.isascii() and typed.isdigit() and len(typed) < 10):
        raise Http404
    return int(typed) if typed else None


def found_for(request: Request, wanted: Wanted) -> QuerySet[Decision]:
    seen = wanted.of(Decision.objects.visible_to(request.user, request.campaign))
    found = wanted.under_its_tab(seen, today(request)).select_related("unit", "meeting", "agenda_item")
    fields = SORTS[wanted.sort.removeprefix("-")]
    downwards = wanted.sort.startswith("-")
    return found.order_by(*(f"-{field}" if downwards else field for field in fields))


@require_safe
def follow_ups(request: Request, slug: str) -> HttpResponse:
    campaign, wanted = campaign_of(request, slug), wanted_of(request)
    seen = Decision.objects.visible_to(request.user, campaign)
    counts = counts_of(wanted.of(seen), today(request))
    paged = Paginator(found_for(request, wanted), PER_PAGE).get_page(request.GET.get("page"))
    names = names_of(campaign)
    context = {
        "page": paged,
        "rows": [(one, names[one.meeting_id], one.is_overdue(today(request))) for one in paged],
        "tabs": [(tab, label, counts[tab]) for tab, label in TABS.items()],
        "wanted": wanted,
        "units": seen.order_by("unit").values_list("unit", "unit__name").distinct(),
        "meetings": [
            (one.pk, names[one.pk]) for one in Meeting.objects.filter(pk__in=seen.values("meeting"))
        ],
        "kinds": list(DecisionKind),
        "is_filtered": wanted.unit or wanted.meeting or wanted.kind,
    }
    return page(request, "meetings/follow_ups.html", context, part="table")


@require_safe
def sheet(request: Request, slug: str) -> HttpResponse:
    """The same list as an Excel file."""
    campaign, wanted = campaign_of(request, slug), wanted_of(request)
    names = names_of(campaign)
    rows = tuple(
        (
            one.number,
            names[one.meeting_id].say(_),
            one.meeting.held_on,
            one.words,
            one.unit.name,
            one.due_on,
            _("overdue") if one.is_overdue(today(request)) else _(one.state.label),
        )
        for one in found_for(request, wanted)
    )
    columns = (
        Column(_("Serial no."), 6, CellKind.NUMBER),
        Column(_("Meeting"), 20),
        Column(_("Day"), 12, CellKind.DATE),
        Column(_("Decision"), 60),
        Column(_("Responsible unit"), 24),
        Column(_("Due"), 12, CellKind.DATE),
        Column(_("State"), 14),
    )
    title = _("Follow-ups of meetings")
    book = Workbook((Sheet(_(TABS[wanted.tab]), columns, rows, title=title),), title=title)
    return handed(to_xlsx(book, at=now(request)), name=f"{title}.xlsx", media_type=XLSX, shown=False)


def visible_follow_up(request: Request, slug: str, number: int) -> Decision:
    seen = Decision.objects.visible_to(request.user, campaign_of(request, slug))
    related = ("campaign", "meeting__campaign", "agenda_item__unit", "agenda_item__line", "unit")
    return get_object_or_404(seen.select_related(*related), number=number)


VERBS: dict[FollowUpMove, tuple[Callable[..., object], type[SeenForm]]] = {
    FollowUpMove.REPORT: (actions.report_done, DoneForm),
    FollowUpMove.CONFIRM: (actions.confirm_done, SeenForm),
    FollowUpMove.SEND_BACK: (actions.send_answer_back, ReasonForm),
    FollowUpMove.EXTEND: (actions.extend_decision, ExtendForm),
    FollowUpMove.REVOKE: (actions.revoke_decision, ReasonForm),
}


@require_safe
def follow_up(request: Request, slug: str, number: int) -> HttpResponse:
    return follow_up_page(request, visible_follow_up(request, slug, number))


def follow_up_page(
    request: Request, found: Decision, *, form: SeenForm | None = None, move: str = "", status: int = 200
) -> HttpResponse:
    def form_of(one: FollowUpMove) -> SeenForm:
        initial: dict[str, Any] = {"seen": found.version, "due_on": found.due_on}
        return form if form and one == move else VERBS[one][1](initial=initial, auto_id=f"{one}_%s")

    usual = (FollowUpMove.REPORT, FollowUpMove.CONFIRM, move)
    moves = open_follow_up_moves(found, to=request.user)
    sees = Meeting.objects.visible_to(request.user, found.campaign).filter(pk=found.meeting_id).exists()
    context = {
        "decision": found,
        "is_overdue": found.is_overdue(today(request)),
        "meeting_name": names_of(found.campaign)[found.meeting_id],
        "sees_meeting": sees,
        "supporting": list(found.supporting_units.all()),
        "answers": list(found.answers.select_related("given_by", "judged_by").order_by("-number")),
        "moves": [(one, form_of(one), one in usual or one == moves[0]) for one in moves],
        "events": story_of(found, most=20),
    }
    return page(request, "meetings/follow_up.html", context, status=status)


@require_POST
def follow_up_move(request: Request, slug: str, number: int, move: str) -> HttpResponse:
    found = visible_follow_up(request, slug, number)
    if not FollowUpMove.knows(move) or FollowUpMove.of(move) not in VERBS:
        raise Http404
    made = FollowUpMove.of(move)
    require(may_follow(made, found, by=request.user))
    verb, kind = VERBS[made]
    form = kind(request.POST, request.FILES, auto_id=f"{made}_%s")

    def act(typed: dict[str, Any]) -> object:
        if isinstance(form, DoneForm):
            return actions.report_done(
                found, form.proof(), by=request.user, at=now(request), seen=typed["seen"]
            )
        return verb(found, **typed, by=request.user, at=now(request))

    status = tried(form, act)
    if status != DONE:
        return follow_up_page(request, found, form=form, move=move, status=status)
    messages.success(request, _("Done."))
    return onward(request) or redirect("meetings:follow_up", slug, number)


@require_safe
def evidence(request: Request, slug: str, number: int, answer: int) -> HttpResponse:
    found = visible_follow_up(request, slug, number)
    one = get_object_or_404(found.answers, number=answer)
    return kept(one.sha256, name=one.file_name, media_type=one.media_type)
