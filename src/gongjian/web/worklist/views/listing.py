"""The worklist: the page where people live, and the same set as a workbook."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from gongjian.campaigns.permissions import may_read_all
from gongjian.documents.media import XLSX
from gongjian.documents.sheet import Sheet, Workbook
from gongjian.sandbox.papers import to_xlsx
from gongjian.standing.models import ItemStanding
from gongjian.standing.queries import Page, listed_on, listed_today
from gongjian.standing.rules.attributes import ATTRIBUTES, GROUPS, QUESTIONS
from gongjian.standing.rules.declaring import ColumnPlace
from gongjian.ui.days import day
from gongjian.ui.holders import filter_menu
from gongjian.ui.sprite import icon
from gongjian.ui.templatetags.ui import day_input, initials
from gongjian.web.answers.storage import as_of_now
from gongjian.web.http import Request, campaign_of, day_asked, now, today
from gongjian.web.once import page_once
from gongjian.web.worklist.asked import COOKIE, DUE_WORDS, TO_CHOOSE, Asked, read_address
from gongjian.web.worklist.shown.columns import in_sheet, on_paper, value_in_words
from gongjian.web.worklist.shown.table import render_part, table
from gongjian.web.worklist.shown.tabs import tabs
from gongjian.web.worklist.shown.words import chips, choices_at, question_in_words
from gongjian.worklist.models import SavedView
from gongjian.worklist.permissions import may_edit_list

NOT_YOURS = gettext_lazy(
    "Units see the items they are responsible for, leading officials those of their projects. "
    "The progress of others is in the issued bulletins."
)
NOT_YET = gettext_lazy("The Campaign Office has not put anything into the list yet.")


@require_safe
def worklist(request: Request, slug: str) -> HttpResponse:
    campaign_of(request, slug)
    question = asked_of(request)
    response = page_once(
        request,
        "worklist/worklist.html",
        request.COOKIES.get(COOKIE, ""),
        lambda: list_context(request, question),
        part="table",
    )
    if request.htmx:
        response["HX-Push-Url"] = request.path + question.address(
            page=question.page if question.page > 1 else None
        )
    return response


def list_context(request: Request, question: Asked) -> dict[str, Any]:
    campaign = request.campaign
    as_of_now(campaign, at=now(request))
    found = found_by(request, question, start=(question.page - 1) * question.size, count=question.size)
    if question.page > 1 and not found.rows:
        raise Http404
    offered = choices_at(request)
    shown = chips(question, offered)
    why = NOT_YET if may_read_all(request.user, campaign) else NOT_YOURS

    views = list(SavedView.objects.of(request.user, campaign))
    whole = not request.htmx or request.htmx.history_restore_request or request.htmx.boosted
    context: dict[str, Any] = {
        "table": table(campaign, question, found, shown, today=day_asked(request), why_empty=str(why)),
        "as_of": as_of(request),
        "views": views,
        "tabs": tabs(request, question, views, again=not whole),
        "whole": whole,
    }
    if whole:
        context |= around(request, question, offered)
    return context


def asked_of(request: Request) -> Asked:
    return read_address(request.GET, request.COOKIES.get(COOKIE, ""), today=day_asked(request))


def as_of(request: Request) -> Any:
    on = day_asked(request)
    return on if on < today(request) else None


def found_by(request: Request, question: Asked, *, start: int, count: int | None) -> Page:
    """From the projection for today, from the facts for any other day."""
    campaign, person = request.campaign, request.user
    order: Any = {
        "sort": question.sort,
        "downwards": question.downwards,
        "start": start,
        "count": count,
        "group": question.group,
    }
    if past := as_of(request):
        return listed_on(campaign, person, campaign.end_of(past), question.wanted, **order)
    return listed_today(ItemStanding.objects.visible_to(person, campaign), question.wanted, **order)


def around(request: Request, question: Asked, offered: Any) -> dict[str, Any]:
    """What stands around the table: the filters, the kept views, the columns to choose from."""
    filters = {
        "asked": question,
        "here": request.path,
        "questions": QUESTIONS.values(),
        "offered": offered,
        "due_words": DUE_WORDS.items(),
        "groupings": [(name, one.by.say(gettext)) for name, one in GROUPS.items()],
        "icon": icon,
        "day_input": day_input,
        "filter_menu": filter_menu,
        "keys": initials,
        "said": value_in_words,
    }
    return {
        "filters": render_part("filters", filters),
        "asked": question,
        "today": today(request),
        "kept": [(name, value) for name, value in question.params.items() if name != "cols"],
        "columns": [
            (name, gettext(one.word.label), name in question.chosen) for name, one in TO_CHOOSE.items()
        ],
        "may_edit": bool(may_edit_list(request.user, request.campaign)),
    }


@require_safe
def export(request: Request, slug: str) -> HttpResponse:
    """The same set in the same order, all pages, as a workbook; of marked rows only these."""
    campaign = campaign_of(request, slug)
    as_of_now(campaign, at=now(request))
    question = asked_of(request)
    rows = found_by(request, question, start=0, count=None).rows
    if codes := {*request.GET.getlist("code")}:
        rows = [one for one in rows if one.code in codes]
    offered = choices_at(request)

    columns = [*question.columns, *(one for one in ATTRIBUTES if one.place == ColumnPlace.SHEET)]
    data_day = day_asked(request)
    notes = (
        gettext("Filter: %(filter)s") % {"filter": question_in_words(chips(question, offered), question)},
        gettext("As known on %(day)s; items: %(n)s") % {"day": day(data_day, "long"), "n": len(rows)},
    )
    sheet = Sheet(
        name=gettext("Worklist"),
        columns=tuple(on_paper(column) for column in columns),
        rows=[tuple(in_sheet(column, one) for column in columns) for one in rows],
        title=f"{campaign} {gettext('Worklist')}",
        notes=notes,
        frozen_columns=2,
    )
    content = to_xlsx(Workbook((sheet,), title=sheet.title, author=campaign.office_name), at=now(request))
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="worklist-{campaign.slug}-{data_day}.xlsx"'
    return response
