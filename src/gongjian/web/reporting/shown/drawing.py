"""The rows of the form and their evidence, drawn by the second template language: sixty units wait for them at once."""

from collections.abc import Sequence

from django.conf import settings
from django.template import engines
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from gongjian.reporting.models import Report
from gongjian.ui import days, numbers
from gongjian.ui.charts.scales import length
from gongjian.ui.templatetags import ui
from gongjian.web.drawing import TOKEN
from gongjian.web.reporting.shown.rows import FormRow
from gongjian.worklist.rules import Forecast

KINDS = ".jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx,.pptx"


def rows_drawn(rows: Sequence[FormRow], report: Report) -> SafeString:
    context = {
        "rows": rows,
        "item_url": reverse("worklist:list", args=[report.campaign.slug]).replace("worklist/", "items/"),
        "raise_url": f"{reverse('obstacles:raise', args=[report.campaign.slug])}?report={report.pk}",
        "forecasts": [(one.value, gettext(one.label)) for one in Forecast],
        "number": numbers.number,
        "percent": numbers.percent,
        "length": length,
        "day": days.day,
        "say": ui.say,
    }
    return mark_safe(engines["jinja2"].get_template("reporting/rows.html").render(context))


def evidence_drawn(rows: Sequence[FormRow], report: Report) -> SafeString:
    slug = report.campaign.slug
    context = {
        "rows": rows,
        "report_url": reverse("reporting:report", args=[slug, report.period, report.unit_id]),
        "evidence_url": reverse("worklist:evidence", args=[slug, 0]).replace("0/", ""),
        "token": TOKEN,
        "most_bytes": settings.UPLOAD_MAX_BYTES,
        "kinds": KINDS,
        "file_size": numbers.file_size,
        "icon": ui.icon,
    }
    return mark_safe(engines["jinja2"].get_template("reporting/evidence.html").render(context))
