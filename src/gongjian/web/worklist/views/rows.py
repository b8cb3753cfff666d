"""A unit's list as a sheet: typed into, and taken out as a workbook."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from gongjian.accounts.queries import organisations_in_order
from gongjian.documents.media import XLSX
from gongjian.kernel.signs import keepable
from gongjian.kernel.verdict import Outdated, Refused
from gongjian.web.answers.handing import handed
from gongjian.web.answers.refusals import status_of
from gongjian.web.answers.saving import kept
from gongjian.web.http import Request, campaign_of, now, page
from gongjian.web.worklist.forms.sheets import typed_rows
from gongjian.web.worklist.shown.sheets import cells_in_language, columns_of
from gongjian.web.worklist.views.lists import visible_unit
from gongjian.worklist.actions.rows import SavedRow, delete_rows, require_editable, save_typed_rows
from gongjian.worklist.models import ListVersion
from gongjian.worklist.papers.list_sheet import list_sheet, template, whole_sheet
from gongjian.worklist.queries.rows import latest_list, line_codes, list_facts, lists_in_hand, row_from
from gongjian.worklist.rules.row_words import row_in_words

JSON = "application/json"  # what is typed into a form has been read as a form already
MOST_TYPED = 4_000_000  # bytes of one saving: a pasted block of some thousands of rows


@require_safe
def sheet(request: Request, slug: str, unit: int) -> HttpResponse:
    """The list to type into; a list that is signed or filed is only shown, with the reason."""
    campaign, organisation = campaign_of(request, slug), visible_unit(request, slug, unit)
    version = latest_list(campaign, organisation)
    if version is None:
        return redirect("worklist:unit_list", slug, unit)
    reason = why_closed(request, version)
    facts, codes = list_facts(campaign, organisation), line_codes([version])
    rows = [
        {"key": row.key, "seen": row.version, **cells_in_language(row_in_words(row_from(row, codes), facts))}
        for row in version.rows.all()
    ]
    columns = columns_of(campaign, facts)
    address = reverse("worklist:save_list_rows", args=[slug, unit])
    context = {
        "unit": organisation,
        "version": version,
        "reason": reason,
        "columns": columns,
        "lines": [[(column["title"], row[column["field"]]) for column in columns] for row in rows],
        "source": {
            "columns": columns,
            "rows": rows,
            "url": "" if reason else address,
            "words": words_of_the_sheet(),
        },
    }
    return page(request, "worklist/list_rows.html", context)


def words_of_the_sheet() -> dict[str, str]:
    return {
        "add": gettext("Add a row"),
        "delete": gettext("Delete the selected rows"),
        "sure": gettext("Delete the selected rows?"),
        "undo": gettext("Undo"),
        "redo": gettext("Redo"),
        "saving": gettext("Saving …"),
        "fine": gettext("All rows are saved."),
        "unsaved": gettext("Not saved yet, because something is wrong or missing: rows {n}"),
        "reload": gettext("Reload"),
        "row": gettext("Row"),
        "none": gettext("No rows yet. Add one, paste a block, or import a file."),
    }


def why_closed(request: Request, version: ListVersion) -> str:
    try:
        require_editable(version, by=request.user)
    except Refused as refusal:
        return refusal.reason.say(gettext)
    return ""


@require_POST
def save_rows(request: Request, slug: str, unit: int) -> HttpResponse:
    """Rows as they were typed come in as JSON; the answer says for each what stands there now, or what is wrong."""
    campaign, organisation = campaign_of(request, slug), visible_unit(request, slug, unit)
    version = latest_list(campaign, organisation)
    if version is None or request.content_type != JSON or len(request.body) > MOST_TYPED:
        raise Http404
    saved, gone = typed_rows(sent(request))
    try:
        if gone:
            delete_rows(version, gone, by=request.user, at=now(request))
        done = save_typed_rows(version, saved, by=request.user, at=now(request)) if saved else []
    except Refused as refusal:
        return kept(refusal_as_json(refusal), status=status_of(refusal))
    return kept({"rows": [saved_row_as_json(one) for one in done], "deleted": list(gone)})


def sent(request: HttpRequest) -> dict[str, Any]:
    try:
        found = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise Http404 from error
    if not isinstance(found, dict):
        raise Http404
    kept_words: dict[str, Any] = as_kept(found)
    return kept_words


def as_kept(found: Any) -> Any:
    """JSON says signs that no database keeps; keys and values lose them before anybody looks at them."""
    match found:
        case str():
            return keepable(found)
        case list():
            return [as_kept(one) for one in found]
        case dict():
            return {keepable(key): as_kept(one) for key, one in found.items()}
    return found


def refusal_as_json(refusal: Refused) -> dict[str, Any]:
    changed = [one.say(gettext) for one in refusal.changed] if isinstance(refusal, Outdated) else []
    return {"reason": refusal.reason.say(gettext), "changed": changed}


def saved_row_as_json(one: SavedRow) -> dict[str, Any]:
    problems = {
        problem.column.value: " ".join(
            text.say(gettext) for text in (problem.text, problem.accepted) if text is not None
        )
        for problem in one.problems
    }
    notes = {note.column.value: note.text.say(gettext) for note in one.notes}
    return {
        "key": one.key,
        "mark": one.mark,
        "seen": one.version,
        "cells": cells_in_language(one.words) if one.words else {},
        "problems": problems,
        "notes": notes,
    }


@require_safe
def export(request: Request, slug: str, unit: int) -> HttpResponse:
    campaign, organisation = campaign_of(request, slug), visible_unit(request, slug, unit)
    version = latest_list(campaign, organisation)
    if version is None:
        raise Http404
    content = list_sheet(version, at=now(request))
    return handed(content, name=f"{campaign.slug}-{organisation}-v{version.number}.xlsx", media_type=XLSX)


@require_safe
def blank(request: Request, slug: str, unit: int) -> HttpResponse:
    campaign, organisation = campaign_of(request, slug), visible_unit(request, slug, unit)
    content = template(campaign, organisation, at=now(request))
    return handed(content, name=f"{campaign.slug}-{organisation}.xlsx", media_type=XLSX)


@require_safe
def export_all(request: Request, slug: str) -> HttpResponse:
    """All lists in one sheet, and the blank one where there are none yet: for those who see everything."""
    campaign = campaign_of(request, slug)
    units = campaign.units.values_list("organisation_id", flat=True)
    lists = lists_in_hand(campaign, units)
    versions = [lists[unit] for unit in organisations_in_order(lists)]
    at = now(request)
    content = whole_sheet(campaign, versions, at=at) if versions else template(campaign, None, at=at)
    return handed(content, name=f"{campaign.slug}-lists.xlsx", media_type=XLSX)
