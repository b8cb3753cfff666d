"""Calendars for other programs: words of people stay words."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar

from gongjian.documents.feed import Dated, to_ics

WORDS = "报送\r\nEND:VEVENT\rBEGIN:VALARM\nX: y\u2028;,\\ \u202e倒"


def test_a_line_break_in_somebodys_words_begins_nothing_in_a_calendar():
    dated = [Dated("1", WORDS, date(2026, 9, 11), detail=WORDS, place=WORDS)]
    content = to_ics(
        dated, name=WORDS, zone=ZoneInfo("Asia/Shanghai"), made_at=datetime(2026, 9, 1, tzinfo=UTC)
    )

    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert "\r" not in content.decode().replace("\r\n", "")
    assert not [one for one in content.decode().splitlines() if one.startswith(("BEGIN:VALARM", "X:"))]
    assert str(event["summary"]) == "报送 END:VEVENT BEGIN:VALARM X: y ;,\\ 倒"
