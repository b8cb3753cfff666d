"""What is printed for a ceremony: programme, invitations, sign-in list, seats."""

from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from gongjian.documents.paper import Align, Paper, Paragraph, Table
from gongjian.documents.sheet import CellKind, Column, Sheet, Workbook
from gongjian.meetings.models import Invitation, Meeting
from gongjian.meetings.papers.wording import called, head_of, in_full, in_paper_language, when_and_where
from gongjian.meetings.rules.programme import duration_told, rows_of_seats, timed

SHEETS = ("programme", "sign-in", "seats", "invitations")


def programme_table(meeting: Meeting) -> Table:
    points = list(meeting.programme.select_related("venue"))
    times = timed(meeting.starts_at, [one.minutes for one in points])
    return Table(
        head=(_("Order"), _("Time"), _("What"), _("Speaker"), _("Length in minutes"), _("Venue")),
        rows=tuple(
            (
                str(place),
                f"{begins:%H:%M}–{ends:%H:%M}",
                one.title,
                one.speaker or "–",
                str(one.minutes),
                str(one.venue or "–"),
            )
            for place, (one, (begins, ends)) in enumerate(zip(points, times, strict=True), start=1)
        ),
        note=in_paper_language(duration_told(sum(one.minutes for one in points))),
        widths=(3, 6, 12, 8, 4, 6),
        align=(Align.CENTRE, Align.CENTRE, Align.LEFT, Align.LEFT, Align.CENTRE, Align.CENTRE),
    )


def ceremony_paper(meeting: Meeting, which: str, *, per_row: int) -> Paper:
    """One of the lists for a ceremony or a kick-off."""
    with translation.override(meeting.campaign.paper_language):
        title, blocks = {
            "programme": (_("Programme of the %(meeting)s"), (programme_table(meeting),)),
            "sign-in": (_("Sign-in list of the %(meeting)s"), (sign_in_table(invited(meeting)),)),
            "seats": (_("Seats at the %(meeting)s"), (seats_table(invited(meeting), per_row),)),
            "invitations": (_("Invitation to the %(meeting)s"), invitation_blocks(meeting)),
        }[which]
        return Paper(
            title=title % {"meeting": called(meeting)},
            blocks=(Paragraph(when_and_where(meeting)), *blocks) if which != "invitations" else blocks,
            addressee=_("To those invited:") if which == "invitations" else "",
            issuer=meeting.campaign.office_name if which == "invitations" else "",
            date_text=in_full(meeting.held_on) if which == "invitations" else "",
            **head_of(meeting),
        )


def invited(meeting: Meeting) -> list[Invitation]:
    return list(meeting.invitations.select_related("organisation"))


def sign_in_table(guests: Sequence[Invitation]) -> Table:
    return Table(
        head=(_("Serial no."), _("Organisation invited"), _("Full name"), _("Job title"), _("Telephone"), _("Signature")),
        rows=tuple((str(place), one.organisation.name, one.name, "", "", "") for place, one in enumerate(guests, start=1)),
        widths=(3, 12, 6, 6, 7, 8),
        align=(Align.CENTRE, Align.LEFT, *(Align.CENTRE,) * 4),
    )  # fmt: skip


def seats_table(guests: Sequence[Invitation], per_row: int) -> Table:
    """Row by row from the front; who stands first in the list sits in the middle."""
    rows = rows_of_seats([str(one.organisation) for one in guests], per_row)
    return Table(
        head=(_("Row of seats"), _("Seats from left to right, seen from the stage")),
        rows=tuple((str(place), _(", ").join(row)) for place, row in enumerate(rows, start=1)),
        widths=(3, 36),
        align=(Align.CENTRE, Align.LEFT),
    )


def invitation_blocks(meeting: Meeting) -> tuple[Paragraph | Table, ...]:
    values = {"meeting": called(meeting), "when": when_and_where(meeting)}
    return (
        Paragraph(_("You are invited to the %(meeting)s: %(when)s. Please be there ten minutes before.") % values),
        Table(
            head=(_("Serial no."), _("Organisation invited"), _("Form of attendance")),
            rows=tuple((str(place), one.organisation.name, _(one.attending.label)) for place, one in enumerate(invited(meeting), start=1)),
            caption=_("Who is invited"),
            widths=(3, 20, 8),
            align=(Align.CENTRE, Align.LEFT, Align.CENTRE),
        ),
    )  # fmt: skip


def ceremony_book(meeting: Meeting, *, per_row: int) -> Workbook:
    """All the lists as one workbook."""
    with translation.override(meeting.campaign.paper_language):
        tables = (
            (_("Programme"), programme_table(meeting)),
            (_("Sign-in list"), sign_in_table(invited(meeting))),
            (_("Seating plan"), seats_table(invited(meeting), per_row)),
        )
        title = called(meeting)
        return Workbook(
            tuple(sheet_of(name, table, title) for name, table in tables),
            title=title,
            author=meeting.campaign.office_name,
        )


def sheet_of(name: str, table: Table, title: str) -> Sheet:
    """A column of nothing but whole numbers holds numbers."""
    whole = sum(table.widths)
    counts = [all(cell.isdecimal() for cell in cells) for cells in zip(*table.rows, strict=True)]
    counts = counts or [False] * len(table.head)
    columns = tuple(
        Column(head, max(8.0, 100 * width / whole), CellKind.NUMBER if counted else CellKind.TEXT)
        for head, width, counted in zip(table.head, table.widths, counts, strict=True)
    )
    rows = tuple(
        tuple(int(cell) if counted else cell for cell, counted in zip(row, counts, strict=True))
        for row in table.rows
    )
    return Sheet(name, columns, rows, title=title)
