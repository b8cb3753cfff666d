"""Organisations and people come in from Excel: a blank form, a dry run with its questions, and the word to take it in."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian.accounts import actions
from gongjian.accounts.actions.bringing import PURPOSE
from gongjian.accounts.papers import blank_sheet, marked_sheet
from gongjian.accounts.rules import OrganisationKind
from gongjian.accounts.rules.columns import LAYOUTS, Column
from gongjian.campaigns.rules import Role, Series
from gongjian.campaigns.rules.sheet_words import outside
from gongjian.documents.media import XLSX
from gongjian.intake.actions import file_content
from gongjian.intake.models import IncomingList
from gongjian.kernel.text import Text
from gongjian.web.answers.handing import handed
from gongjian.web.county.asked import kept_by, top_of
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request
from gongjian.web.shown.left_out import left_out_of

WORDS = outside()
MOST_BYTES = 20 * 1024 * 1024
RECENT = 10
FIELDS = {
    "short_name": Column.SHORT_NAME.label,
    "other_names": Column.OTHER_NAMES.label,
    "kind": Column.KIND.label,
    "series": Column.SERIES.label,
    "parent": Column.PARENT.label,
    "position": Column.SERIAL.label,
    "organisation": Column.UNIT.label,
    "duty": Column.DUTY.label,
    "phone": Column.PHONE.label,
    "email": Column.EMAIL.label,
    "role": Column.ROLE.label,
    "username": Column.USERNAME.label,
}
TITLES = {"organisations": _("Organisations"), "people": _("People"), "both": _("Organisations and people")}


class BringForm(forms.Form):
    file = forms.FileField(label=_("File"), help_text=_("Excel (.xlsx, .xls), text with separators (.csv) or a Word table (.docx)."))  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: Request) -> HttpResponse:
    top = top_of(request)
    form, status, brought = BringForm(typed_in(request), request.FILES or None), 200, []
    if form.is_bound:
        status = tried(form, lambda typed: brought.append(brought_in(request, top, typed["file"])))
        if status == DONE:
            return redirect("county:sheet", brought[0].pk)
    recent = IncomingList.objects.filter(purpose=PURPOSE, scope=top.pk).select_related("uploaded_by")[:RECENT]
    context = {"form": form, "top": top, "recent": recent, "forms": TITLES.items()}
    return render(request, "county/bring.html", context, status=status)


def brought_in(request: Request, top: Any, file: Any) -> IncomingList:
    return actions.bring_people(
        top, file.name, file.read(), by=request.user, at=timezone.now(), outside=WORDS
    )


def sheet_of(request: Request, pk: int) -> IncomingList:
    return get_object_or_404(IncomingList, pk=pk, purpose=PURPOSE, scope__in=kept_by(request))


@require_safe
def sheet(request: Request, pk: int) -> HttpResponse:
    """What the file would change; nothing has been written yet."""
    incoming = sheet_of(request, pk)
    outcome = incoming.outcome or {}
    counts = outcome.get("counts", {})
    context = {
        "incoming": incoming,
        "outcome": outcome,
        "counts": counts,
        "refused": Text.from_json(outcome["refused"]) if "refused" in outcome else None,
        "problems": [problem_for_page(one) for one in outcome.get("problems", [])],
        "notes": [problem_for_page(one) for one in outcome.get("notes", [])],
        "shown": [changes_told(one) for one in outcome.get("shown", [])],
        "questions": [question_for_page(one) for one in outcome.get("questions", [])],
        "left_out": left_out_of(incoming.file_name, incoming.sha256) if outcome else (),
        "is_ready": bool(counts) and not counts["problems"] and not counts["questions"],
        **{how: count_rows(counts, how) for how in ("changed", "unchanged")},
        "changes": count_rows(counts, "new") + count_rows(counts, "changed"),
    }
    return render(request, "county/sheet.html", context)


def count_rows(counts: dict[str, int], how: str) -> int:
    return sum(counts.get(f"{what}_{how}", 0) for what in ("organisations", "people"))


def changes_told(one: dict[str, Any]) -> dict[str, Any]:
    """A new or changed row, with its columns and words in the reader's language."""
    cells = [
        (gettext(FIELDS[field]), word(field, old), word(field, new))
        for field, old, new in one["cells"]
        if field in FIELDS
    ]
    return {**one, "cells": cells}


def word(field: str, value: str) -> str:
    terms: dict[str, Any] = {"kind": OrganisationKind, "series": Series, "role": Role}
    if field not in terms:
        return value
    return "、".join(gettext(terms[field].of(code).label) if terms[field].knows(code) else code for code in value.split(","))  # fmt: skip


def problem_for_page(problem: dict[str, Any]) -> dict[str, Any]:
    accepted = problem.get("accepted")
    return {
        **problem,
        "text": Text.from_json(problem["text"]),
        "accepted": Text.from_json(accepted) if accepted else None,
        "label": gettext(Column.of(problem["column"]).label)
        if Column.knows(problem.get("column", ""))
        else "",
    }


def question_for_page(question: dict[str, Any]) -> dict[str, Any]:
    options = [(code, Text.from_json(said)) for code, said in question["options"]]
    return {**problem_for_page(question), "options": options}


@require_POST
def answer_questions(request: Request, pk: int) -> HttpResponse:
    """Keeps who is who: each question has a name of its own, and answering some of them is enough for now."""
    incoming = sheet_of(request, pk)
    keys = {question["key"] for question in (incoming.outcome or {}).get("questions", [])}
    said = {name.removeprefix("q:"): value for name, value in request.POST.items() if name.startswith("q:")}
    answers = {key: str(value) for key, value in said.items() if key in keys and value}
    actions.answer_questions(incoming, answers, by=request.user, at=timezone.now(), outside=WORDS)
    return redirect("county:sheet", pk)


@require_POST
def apply(request: Request, pk: int) -> HttpResponse:
    incoming = actions.apply_people(sheet_of(request, pk), by=request.user, at=timezone.now(), outside=WORDS)
    messages.success(request, gettext("The file has been imported."))
    return redirect("county:sheet", incoming.pk)


@require_safe
def marked_file(request: Request, pk: int) -> HttpResponse:
    """The file that came in, with its problems where they stand."""
    incoming = sheet_of(request, pk)
    outcome = incoming.outcome or {}
    content = marked_sheet(incoming.file_name, file_content(incoming), outcome, rows=outcome.get("rows", 0), say=gettext)  # fmt: skip
    name = f"{incoming.file_name.rpartition('.')[0]}-{gettext('marked')}.xlsx"
    return handed(content, name=name, media_type=XLSX)


@require_safe
def blank(request: Request, kind: str) -> HttpResponse:
    kept_by(request)
    if kind not in LAYOUTS:
        raise Http404
    content = blank_sheet(
        kind,
        language=get_language() or "",
        at=timezone.now(),
        series=[gettext(one.label) for one in Series],
        roles=[gettext(one.label) for one in Role],
    )
    return handed(content, name=f"{TITLES[kind]}.xlsx", media_type=XLSX)
