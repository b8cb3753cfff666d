"""A calendar that other programs subscribe to (RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from gongjian.kernel.signs import in_one_line


@dataclass(frozen=True, slots=True)
class Dated:
    """Something of one day, or of some hours of it. `uid` stays the same as long as it is the same thing."""

    uid: str
    title: str
    on: date
    detail: str = ""
    url: str = ""
    place: str = ""
    starts_at: datetime | None = None
    minutes: int = 60


def to_ics(dated: Iterable[Dated], *, name: str, zone: ZoneInfo, made_at: datetime) -> bytes:
    """The whole calendar; days as days, hours in the campaign's own zone."""
    calendar = Calendar()
    calendar.add("prodid", "-//Gongjian//due dates and meetings//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", in_one_line(name))
    calendar.add("x-wr-timezone", zone.key)
    calendar.add("refresh-interval", timedelta(hours=4), parameters={"VALUE": "DURATION"})
    for one in dated:
        calendar.add_component(event(one, zone, made_at))
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


def event(one: Dated, zone: ZoneInfo, made_at: datetime) -> Event:
    found = Event()
    found.add("uid", one.uid)
    found.add("dtstamp", made_at)
    found.add("summary", in_one_line(one.title))
    if one.starts_at:
        starts_at = one.starts_at.astimezone(zone)
        found.add("dtstart", starts_at)
        found.add("dtend", starts_at + timedelta(minutes=one.minutes))
    else:
        found.add("dtstart", one.on)
        found.add("dtend", one.on + timedelta(days=1))
        found.add("transp", "TRANSPARENT")
    for name, value in (("description", one.detail), ("url", one.url), ("location", one.place)):
        if value:
            found.add(name, in_one_line(value))
    return found
