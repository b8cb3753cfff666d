"""Words that all papers of a meeting share, in the language of the paper."""

from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongjian.campaigns.models import Campaign
from gongjian.documents.paper import Align, Table
from gongjian.kernel.numbers import percent
from gongjian.kernel.text import Text
from gongjian.meetings.models import Decision, Meeting
from gongjian.meetings.queries import ItemRow, name_of


def in_full(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""


def called(meeting: Meeting) -> str:
    return name_of(meeting).say(_)


def when_and_where(meeting: Meeting) -> str:
    told = f"{in_full(meeting.held_on)} {meeting.starts_at:%H:%M}"
    if not meeting.place:
        return told
    return _("%(when)s, %(where)s") % {"when": told, "where": meeting.place}


def sample_mark(campaign: Campaign) -> str:
    return _("Sample data") if campaign.is_sample else ""


def in_chinese() -> bool:
    return (get_language() or "").startswith("zh")


def sentences(*parts: str) -> str:
    """Sentences behind each other, as the language of the paper sets them."""
    return ("" if in_chinese() else " ").join(part for part in parts if part)


def colon() -> str:
    return "：" if in_chinese() else ": "


def in_paper_language(text: Text) -> str:
    return text.say(_)


def items_table(rows: list[ItemRow], *, caption: str = "") -> Table:
    """The items of an agenda item as the meeting wants to see them."""
    return Table(
        head=(_("Item"), _("What happened"), _("Due"), _("Done / expected"), _("Cause and next step")),
        rows=tuple(
            (
                f"{one.now.code} {one.now.project_name}{colon()}{one.now.name}",
                _(one.row.fall.label),
                short(one.now.due_on),
                f"{percent(one.now.completion)}% / {percent(Fraction(one.now.expected))}%",
                _("; ").join(part for part in (one.cause, one.next_step) if part) or "–",
            )
            for one in rows
        ),
        caption=caption,
        widths=(9.5, 4.5, 9, 6, 10),
        align=(Align.LEFT, Align.CENTRE, Align.CENTRE, Align.CENTRE, Align.LEFT),
    )


def decisions_table(decisions: list[Decision], *, caption: str = "", today: date | None = None) -> Table:
    """What was decided: who does what by when, and what has become of it."""
    return Table(
        head=(_("Serial no."), _("Decision"), _("Responsible unit"), _("Due"), _("State")),
        rows=tuple(
            (
                str(one.number or "–"),
                one.words,
                str(one.unit),
                short(one.due_on),
                _("overdue") if today and one.is_overdue(today) else _(one.state.label),
            )
            for one in decisions
        ),
        caption=caption,
        widths=(3, 13.5, 6.7, 9, 4.8),
        align=(Align.CENTRE, Align.LEFT, Align.LEFT, Align.CENTRE, Align.CENTRE),
    )


def short(day: date) -> str:
    return Text("%(day)s", day=day).say(_)


def head_of(meeting: Meeting) -> dict[str, Any]:
    campaign = meeting.campaign
    return {"sample_mark": sample_mark(campaign), "language": campaign.paper_language.value}
