"""A unit's list as it is signed: columns as the county knows them, fingerprint, places for signature and seal."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from gongjian.documents.register import PaperColumn, PrintedList
from gongjian.kernel.numbers import plain
from gongjian.kernel.quantities import Quantity
from gongjian.kernel.text import spoken_day
from gongjian.sandbox import papers
from gongjian.worklist.models import ListRow, ListVersion
from gongjian.worklist.rules import Measure
from gongjian.worklist.rules.columns import CELLS, ListColumn
from gongjian.worklist.rules.fingerprints import SHORT, fingerprint, in_fours


def fingerprint_of(version: ListVersion, rows: Sequence[ListRow]) -> str:
    return fingerprint(version.campaign.slug, version.unit.name, version.number, rows)


def verification_address(fingerprint: str) -> str:
    return f"{settings.SITE_ADDRESS}/verify/{fingerprint[:SHORT]}/"


def list_pdf(
    version: ListVersion, rows: Sequence[ListRow], *, at: datetime, signed_by: str = "", anchor: str = ""
) -> bytes:
    """The printed list. Without a signer it is a draft and says so; its fingerprint is that of its rows all the same."""
    language = version.campaign.paper_language.value
    with translation.override(language):
        register = register_of(version, rows, at=at, signed_by=signed_by, anchor=anchor)
    return papers.list_pdf(register, font_dir=settings.FONT_DIR, at=at)


def register_of(
    version: ListVersion, rows: Sequence[ListRow], *, at: datetime, signed_by: str, anchor: str = ""
) -> PrintedList:
    campaign, mark = version.campaign, fingerprint_of(version, rows)
    day = day_in_full(campaign.day_of(at))
    named = {"unit": version.unit.name, "number": version.number, "day": day, "count": len(rows)}
    return PrintedList(
        title=_("%(campaign)s: list of %(unit)s") % {"campaign": campaign.name, "unit": version.unit.name},
        lead=_("Version %(number)s · %(day)s · items: %(count)s · money in ten thousand yuan") % named,
        columns=tuple(columns()),
        rows=tuple(cells(place, row) for place, row in enumerate(rows, start=1)),
        note=_("Fingerprint (SHA-256): %(digits)s") % {"digits": in_fours(mark)},
        signatures=tuple(signatures(campaign.office_name, signed_by, day)),
        foot=foot_of({**named, "short": in_fours(mark[:SHORT]), "anchor": anchor}),
        mark=marks(version, signed_by),
        address=verification_address(mark),
        language=campaign.paper_language.value,
    )


def foot_of(named: dict[str, Any]) -> str:
    if named["anchor"]:
        return _("%(unit)s · version %(number)s · fingerprint %(short)s · ledger %(anchor)s") % named
    return _("%(unit)s · version %(number)s · fingerprint %(short)s") % named


def marks(version: ListVersion, signed_by: str) -> str:
    found = [_("draft, not signed")] if not signed_by else []
    found += [_("Sample data")] if version.campaign.is_sample else []
    return " · ".join(found)


def signatures(office: str, signed_by: str, day: str) -> list[str]:
    signed = _("Signed in the system by %(name)s, %(day)s") % {"name": signed_by, "day": day}
    return [
        _("Head of the unit (signature):") + (f"\n{signed}" if signed_by else f"\n\n{day_to_fill_in()}"),
        _("Unit (seal):") + f"\n\n{day_to_fill_in()}",
        _("Received by %(office)s:") % {"office": office} + f"\n\n{day_to_fill_in()}",
    ]


FIRST = (ListColumn.SERIAL, ListColumn.ITEM_CODE)
PRINTED = {column: CELLS[column].paper for column in (*FIRST, *(one for one in CELLS if one not in FIRST))}


def columns() -> list[PaperColumn]:
    return [paper.part(paper.head.say(_)) for paper in PRINTED.values() if paper]


def cells(place: int, row: ListRow) -> tuple[str, ...]:
    own = {
        ListColumn.SERIAL: str(place),
        ListColumn.LINE: row.line_of_work.name if row.line_of_work else "",
        ListColumn.TARGET: promised(row),
    }
    return tuple(
        own[column] if column in own else in_cell(getattr(row, column.value))
        for column, paper in PRINTED.items()
        if paper
    )


def in_cell(value: Any) -> str:
    if isinstance(value, date):
        return day_in_full(value)
    if isinstance(value, bool):
        return _("yes") if value else ""
    return plain(value) if isinstance(value, Decimal) else value or ""


def promised(row: ListRow) -> str:
    if row.measure == Measure.MILESTONE:
        return _(Measure.MILESTONE.label)
    if row.measure == Measure.PERCENT:
        return f"{amount(row.target)}%"
    return quantity_in_words(row.target, row.unit_of_measure)


def quantity_in_words(value: Decimal, unit: str) -> str:
    """In the larger unit where it says all: what is signed is never rounded."""
    return raised_in_words(Quantity.of(value, unit))


def raised_in_words(quantity: Quantity) -> str:
    return quantity.raised().words(traditional=(translation.get_language() or "").startswith("zh-hant"))


def amount(value: Decimal | None) -> str:
    return "" if value is None else plain(value)


def day_to_fill_in() -> str:
    """年 月 日 with room between, for somebody's hand."""
    return _("Date: ____________")


def day_in_full(day: date) -> str:
    return spoken_day(day, _)
