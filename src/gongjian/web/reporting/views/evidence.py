"""Proof is attached to a row, and taken away again."""

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongjian.kernel.text import Text
from gongjian.kernel.verdict import NotAllowed, Refused
from gongjian.reading.uploads import Unacceptable
from gongjian.reporting import actions
from gongjian.reporting.models import Evidence, ReportRow
from gongjian.sandbox.files import checked
from gongjian.web.http import Request, now, words_typed
from gongjian.web.reporting.shown.rows import Outcome
from gongjian.web.reporting.views.moves import back_to
from gongjian.web.reporting.views.reports import form_page, visible_report


@require_POST
def attach(request: Request, slug: str, day: date, unit: int, item: int) -> HttpResponse:
    """Every file is taken or refused for itself, and the page says of each what happened to it."""
    report = visible_report(request, slug, day, unit)
    row = get_object_or_404(report.rows.select_related("item"), item=item)
    reference = words_typed(request, "reference", most=400).strip()
    outcomes = [attached(request, row, one) for one in request.FILES.getlist("file")]
    if reference or not outcomes:
        actions.attach_reference(row, reference, by=request.user, at=now(request))
    if any(one.refused for one in outcomes):
        reason = _("Not every file was uploaded. See below for each file.")
        return form_page(request, report, reason=reason, uploads={item: outcomes}, status=422)
    names = [one.name for one in outcomes] or [reference]
    messages.success(request, Text("Attached: %(names)s", names=tuple(names)).say(_))
    return back_to(report)


def attached(request: Request, row: ReportRow, file: UploadedFile) -> Outcome:
    name, most = file.name or "", settings.UPLOAD_MAX_BYTES
    try:
        kept = checked(name, file.read(most + 1), most_bytes=most)
        actions.attach_file(row, kept, by=request.user, at=now(request))
    except Unacceptable as refusal:
        return Outcome(refusal.name, refusal.reason.say(_))
    except NotAllowed:
        raise
    except Refused as refusal:
        return Outcome(name, refusal.reason.say(_))
    return Outcome(kept.name)


@require_POST
def remove(request: Request, slug: str, day: date, unit: int, pk: int) -> HttpResponse:
    report = visible_report(request, slug, day, unit)
    evidence = get_object_or_404(Evidence, pk=pk, row__report=report)
    actions.remove_evidence(evidence, by=request.user, at=now(request))
    return back_to(report)
