"""A bulletin as Word, PDF and Excel: made from its frozen content, and held against it again."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from gongjian.assessment.rules import LineKind
from gongjian.bulletins.models import Bulletin
from gongjian.bulletins.papers.content import FORM, paper_from
from gongjian.bulletins.papers.tables import POINTS, change, points_for
from gongjian.bulletins.rules import COUNTED, count_lights
from gongjian.campaigns.rules import Series
from gongjian.documents.media import DOCX, PDF, XLSX
from gongjian.documents.sheet import CellKind, Column, Sheet, Value, Workbook
from gongjian.kernel.text import Text
from gongjian.reporting.rules import Filing
from gongjian.sandbox import papers
from gongjian.sandbox.papers import tables_of_docx, tables_of_xlsx, text_of_docx, text_of_pdf
from gongjian.worklist.rules import Forecast, Light

FORMATS = {
    "docx": DOCX,
    "pdf": PDF,
    "xlsx": XLSX,
}
DRAFTED_AT = datetime(2026, 1, 1, tzinfo=UTC)


def pressed(bulletin: Bulletin, kind: str, content: Mapping[str, Any]) -> bytes:
    """The file of an issued bulletin, or of a draft, from the content given."""
    at = bulletin.issued_at or DRAFTED_AT
    if kind == "docx":
        return papers.to_docx(paper_from(content), at=at)
    if kind == "pdf":
        return papers.paper_pdf(paper_from(content), font_dir=settings.FONT_DIR, at=at)
    return papers.to_xlsx(workbook(bulletin.snapshot.data, content), at=at)


def file_name(bulletin: Bulletin, kind: str) -> str:
    number = f"{bulletin.number:03d}" if bulletin.number else "draft"
    return f"{bulletin.kind.value}-{bulletin.number_year or bulletin.campaign.year}-{number}-{bulletin.period}.{kind}"


def workbook(data: Mapping[str, Any], content: Mapping[str, Any]) -> Workbook:
    with translation.override(content["language"]):
        title = content["head"]["title"].replace("\n", "")
        note = content["notes"][0]
        sheets = (
            lines_sheet(data),
            ranking_sheet(data),
            items_sheet(data),
            behind_sheet(data),
            reports_sheet(data),
        )
        named = tuple(
            Sheet(
                name,
                columns,
                rows,
                title=_("%(title)s: %(part)s") % {"title": title, "part": name},
                notes=(note,),
            )
            for name, columns, rows in sheets
        )
        return Workbook(named, title=title, author=content["head"]["issuer"])


Parts = tuple[str, tuple[Column, ...], tuple[tuple[Value, ...], ...]]


def lines_sheet(data: Mapping[str, Any]) -> Parts:
    lights = [Column(label.say(_), 10, CellKind.NUMBER) for label, _lights in COUNTED]
    columns = (
        *(
            Column(_("Line of work"), 24),
            Column(_("Projects"), 10, CellKind.NUMBER),
            Column(_("Items"), 10, CellKind.NUMBER),
        ),
        *lights,
        *(Column(_(name), 12, CellKind.PERCENT) for name in ("Completion", "Expected", "Gap")),
    )
    total = {"name": _("Total")} | dict(data["overall"])
    rows = tuple(
        (
            *(line["name"], line["projects"], line["items"]),
            *(count for _label, count in count_lights(line["lights"])),
            *(number(line[name]) for name in ("completion", "expected", "gap")),
        )
        for line in [*data["lines"], total]
    )
    return _("By line of work"), columns, rows


def ranking_sheet(data: Mapping[str, Any]) -> Parts:
    columns = (
        *(Column(_("Series"), 12), Column(_("Place"), 8, CellKind.NUMBER), Column(_("Unit"), 24)),
        Column(_("Points"), 10, CellKind.NUMBER, 2),
        *(Column(one.say(_), 12, CellKind.NUMBER, 2) for one in POINTS.values()),
        *(Column(_("Change"), 8), Column(_("Score details"), 80)),
    )
    rows = tuple(
        (
            *(_(Series.of(series["series"]).label), place["place"], place["name"]),
            *(Decimal(place["total"]), *(points(place, kind) for kind in POINTS)),
            *(change(place), _("; ").join(reasons(place))),
        )
        for series in data["series"]
        for place in series["places"]
    )
    return _("Ranking"), columns, rows


def points(place: Mapping[str, Any], kind: LineKind) -> Decimal | None:
    found = points_for(place, kind)
    return Decimal(found) if found else None


def reasons(place: Mapping[str, Any]) -> Iterator[str]:
    for line in place["lines"]:
        yield f"{Text.from_json(line['reason']).say(_)} → {line['points']}"


def items_sheet(data: Mapping[str, Any]) -> Parts:
    columns = (
        *(
            Column(_("Code"), 14),
            Column(_("Item"), 40),
            Column(_("Project"), 36),
            Column(_("Line of work"), 18),
        ),
        *(Column(_("Unit"), 20), Column(_("Leading official"), 14), Column(_("Due"), 12, CellKind.DATE)),
        *(
            Column(_("Goal"), 12, CellKind.NUMBER),
            Column(_("Actual"), 12, CellKind.NUMBER),
            Column(_("Unit of measure"), 10),
        ),
        *(Column(_(name), 12, CellKind.PERCENT) for name in ("Completion", "Expected", "Gap")),
        *(Column(_("Light"), 14), Column(_("Forecast"), 12)),
    )
    return _("All items"), columns, tuple(item_row(item) for item in data["items"])


def item_row(item: Mapping[str, Any]) -> tuple[Value, ...]:
    value = None if item["value"] is None else Decimal(item["value"])
    return (
        *(item["code"], item["name"], item["project"], item["line"], item["unit"], item["official"]),
        *(parse_date(item["due_on"]), Decimal(item["target"]), value, item["unit_of_measure"]),
        *(number(item[name]) for name in ("share", "expected", "gap")),
        _(Light.of(item["light"]).label),
        _(Forecast.of(item["forecast"]).label) if item["forecast"] else "",
    )


def behind_sheet(data: Mapping[str, Any]) -> Parts:
    columns = (
        *(Column(_("Item"), 40), Column(_("Project"), 36), Column(_("Unit"), 20), Column(_("Light"), 14)),
        *(Column(_("Gap"), 12, CellKind.PERCENT), Column(_("Cause"), 50), Column(_("Next step"), 50)),
    )
    rows = tuple(
        (
            *(item["name"], item["project"], item["unit"], _(Light.of(item["light"]).label)),
            *(number(item["gap"]), item["cause"], item["next_step"]),
        )
        for item in data["behind"]
    )
    return _("Items behind"), columns, rows


def reports_sheet(data: Mapping[str, Any]) -> Parts:
    columns = (
        Column(_("Unit"), 24),
        Column(_("Report"), 16),
        Column(_("Times in a row"), 14, CellKind.NUMBER),
    )
    rows = tuple(
        (entry["name"], _(Filing.of(entry["filing"]).label), entry["streak"])
        for entry in data["reports"]["troubled"]
    )
    return _("Late or missing reports"), columns, rows


def number(stored: str) -> Decimal:
    fraction = Fraction(stored)
    return Decimal(fraction.numerator) / Decimal(fraction.denominator)


def in_todays_form(bulletin: Bulletin) -> bool:
    """Whether papers of its issue still look like those of today, so that one can be held against the other."""
    return (bulletin.content or {}).get("form") == FORM


def compared(bulletin: Bulletin, kind: str, kept: bytes) -> bool:
    """Whether rendering an issued bulletin again gives the same text and tables as the bytes that were kept."""
    again = pressed(bulletin, kind, bulletin.content or {})
    if kind == "docx":
        return text_of_docx(again) == text_of_docx(kept) and tables_of_docx(again) == tables_of_docx(kept)
    if kind == "pdf":
        return text_of_pdf(again) == text_of_pdf(kept)
    return tables_of_xlsx(again) == tables_of_xlsx(kept)
