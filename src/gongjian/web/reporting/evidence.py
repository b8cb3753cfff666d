"""Proof is attached to a row, and taken away again."""

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongjian.reading.uploads import Unacceptable, checked
from gongjian.reporting import actions
from gongjian.reporting.models import Evidence, ReportRow
from gongjian.web.http import Request, now, words_typed
from gongjian.web.reporting.moves import back_to
from gongjian.web.reporting.views import form_page, visible_report


@require_POST
def attach(request: Request, slug: str, day: date, unit: int, item: int) -> HttpResponse:
    report = visible_report(request, slug, day, unit)
    row = get_object_or_404(ReportRow.objects.select_related("item"), report=report, item=item)
    reference = words_typed(request, "reference", most=400).strip()
    files, most = request.FILES.getlist("file"), settings.UPLOAD_MAX_BYTES
    try:
        found = [checked(one.name or "", one.read(most + 1), most_bytes=most) for one in files]
    except Unacceptable as refusal:
        reason = _("%(file)s was not taken: %(reason)s") % {
            "file": refusal.name,
            "reason": refusal.reason.say(_),
        }
        return form_page(request, report, reason=reason, status=422)
    for file in found:
        actions.attach_file(row, file, by=request.user, at=now(request))
    if reference or not found:
        actions.attach_reference(row, reference, by=request.user, at=now(request))
    messages.success(request, _("Attached."))
    return back_to(report)


@require_POST
def remove(request: Request, slug: str, day: date, unit: int, pk: int) -> HttpResponse:
    report = visible_report(request, slug, day, unit)
    evidence = get_object_or_404(Evidence, pk=pk, row__report=report)
    actions.remove_evidence(evidence, by=request.user, at=now(request))
    return back_to(report)
