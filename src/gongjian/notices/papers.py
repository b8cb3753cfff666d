"""What a notice says: the words of an e-mail, of a robot, of a text to copy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from gongjian.accounts.rules import Language
from gongjian.kernel.signs import in_one_line
from gongjian.kernel.text import Text, spoken_day
from gongjian.notices.models import Notice
from gongjian.notices.queries import county_wording
from gongjian.notices.rules import STANDARD, Reason, WordingKind, worded


@dataclass(frozen=True, slots=True)
class Message:
    subject: str
    body: str


def message_of(notice: Notice, *, campaign: str, home: str) -> Message:
    """A digest or a piece of news, in the reader's language. `home` is the path of the reader's desk."""
    reader = notice.person or notice.robot
    kind = WordingKind.PERSONAL if notice.person else WordingKind.ROBOT
    with translation.override((reader and reader.language) or Language.SIMPLIFIED):
        words = county_wording(notice.campaign_id, kind) or _(STANDARD[kind])
        values = {
            "name": in_one_line(str(reader)),
            "day": spoken_day(notice.day, _),
            "count": str(len(notice.lines)),
            "lines": "\n".join(number_lines(line_in_words(line) for line in notice.lines)),
            "link": settings.SITE_ADDRESS + home,
            "campaign": in_one_line(campaign),
        }
        subject = in_one_line(f"{campaign}: {notice.title.say(_)}")
        return Message(subject=subject, body=worded(words, values))


def text_to_copy(campaign_id: int, campaign: str, lines: Sequence[str], *, day: date) -> str:
    """For chat groups that no robot serves; in the language that is being read."""
    words = county_wording(campaign_id, WordingKind.COPY) or _(STANDARD[WordingKind.COPY])
    values = {
        "day": spoken_day(day, _),
        "count": str(len(lines)),
        "lines": "\n".join(number_lines(lines)),
        "campaign": campaign,
        "name": "",
        "link": "",
    }
    return worded(words, values)


def number_lines(lines: Iterable[str]) -> list[str]:
    """Lines with 1. 2. 3. before them. One line is one thing: a line break in somebody's words makes no second one."""
    return [f"{number}. {in_one_line(line)}" for number, line in enumerate(lines, start=1)]


def line_in_words(line: dict[str, Any]) -> str:
    """One line of a notice as a sentence: what, about what, by when."""
    parts = [Text.from_json(line["title"]).say(_), Text.from_json(line["detail"]).say(_)]
    if reason := line.get("reason"):
        parts.append(when(reason, line.get("due_on", "")))
    return " · ".join(part for part in parts if part)


def when(reason: str, due_on: str) -> str:
    if not due_on:
        return _(Reason.of(reason).label)
    day = spoken_day(date.fromisoformat(due_on), _)
    return _("%(reason)s: %(day)s") % {"reason": _(Reason.of(reason).label), "day": day}


def address_of(line: dict[str, Any]) -> str:
    return reverse(line["page"], args=line["args"])
