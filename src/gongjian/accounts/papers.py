"""What goes on paper: slips with one-time codes, and blank forms."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import override

from gongjian.accounts.models import User
from gongjian.accounts.rules import LAYOUTS, Column, OrganisationKind
from gongjian.documents.slips import Slip
from gongjian.intake.papers.blank import blank_form
from gongjian.intake.papers.marked import Say, with_problems
from gongjian.kernel.text import Text, spoken_day
from gongjian.sandbox.papers import slip_pdf

WIDTHS = {
    Column.SERIAL: 6.0,
    Column.UNIT: 28.0,
    Column.OTHER_NAMES: 24.0,
    Column.EMAIL: 24.0,
    Column.DUTY: 18.0,
}
TITLES = {
    "organisations": Text("List of organisations").msgid,
    "people": Text("List of people").msgid,
    "both": Text("List of organisations and people").msgid,
}


class Code(Protocol):
    """A one-time code in the clear, as the verb that gave it answers."""

    @property
    def person(self) -> User: ...
    @property
    def code(self) -> str: ...
    @property
    def expires_at(self) -> datetime: ...


def slips_of(given: Sequence[Code], *, address: str, language: str, zone: ZoneInfo, at: datetime) -> bytes:
    """A sheet to cut, one slip a person. It can be printed once: nobody knows the codes afterwards."""
    with override(language):
        drawn = [
            Slip(
                head=one.person.name,
                under=str(one.person.organisation or ""),
                lines=(
                    (_("Address"), address),
                    (_("User name"), one.person.username),
                    (_("Valid until"), moment_in_full(one.expires_at.astimezone(zone))),
                ),
                large=(_("One-time code"), one.code),
                foot=_("After the first sign-in, choose your own password."),
            )
            for one in given
        ]
        return slip_pdf(drawn, title=_("One-time codes"), language=language, at=at)


def moment_in_full(moment: datetime) -> str:
    return f"{spoken_day(moment.date(), _)} {moment:%H:%M}"


def blank_sheet(
    which: str, *, language: str, at: datetime, series: Sequence[str] = (), roles: Sequence[str] = ()
) -> bytes:
    """A blank form: organisations, people, or both. Series and roles are offered as the caller says them."""
    with override(language):
        said = {
            Column.UNIT: _("The full name. The order of the sheet is the official order."),
            Column.SHORT_NAME: _("The name used in lists, such as 县住建局."),
            Column.OTHER_NAMES: _("Separated by 、."),
            Column.KIND: _("If empty, it is derived from the name and shown to you."),
            Column.PARENT: _("If empty: directly below the county."),
            Column.PHONE: _("A mobile number belongs to one person."),
            Column.ROLE: _("Several, separated by 、. This is a proposal; seats are given later."),
            Column.USERNAME: _("If empty, one is generated from the name."),
        }
        return blank_form(
            LAYOUTS[which],
            title=_(TITLES[which]),
            notes=(_("Only the red columns are required."),),
            said=said,
            language=language,
            at=at,
            widths=WIDTHS,
            choices=choices(series, roles),
        )


def choices(series: Sequence[str], roles: Sequence[str]) -> Mapping[Column, tuple[str, ...]]:
    kinds = tuple(_(kind.label) for kind in OrganisationKind)
    return {Column.KIND: kinds, Column.SERIES: tuple(series), Column.ROLE: tuple(roles)}


def marked_sheet(
    name: str, content: bytes, outcome: Mapping[str, list[dict[str, str]]], *, rows: int, say: Say
) -> bytes:
    """The file that came in, with its problems marked where they stand."""
    problems = [one | {"heading": say(Column.of(one["column"]).label)} for one in outcome.get("problems", [])]
    return with_problems(name, content, problems, rows=rows, say=say)
