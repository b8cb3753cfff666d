"""What the XML of one sheet says before anybody reads its values. Every sign of it is looked at once."""

import re
from dataclasses import dataclass, field

from gongjian.reading.grids.grid import MOST_COLUMNS, place_of
from gongjian.reading.grids.styles import Styles, has_strike

ROW = re.compile(rb"<(?:\w{1,20}:)?row\b([^<>]*)>")
HIDDEN = re.compile(rb"\bhidden\s{0,9}=\s{0,9}[\"'](?:1|true)[\"']")
NUMBER = re.compile(rb"\br\s{0,9}=\s{0,9}[\"'](\d{1,7})[\"']")
COLUMNS = re.compile(rb"<(?:\w{1,20}:)?col\b([^<>]{0,300})>")
FIRST = re.compile(rb"\bmin\s{0,9}=\s{0,9}[\"'](\d{1,5})[\"']")
LAST = re.compile(rb"\bmax\s{0,9}=\s{0,9}[\"'](\d{1,5})[\"']")
BEGINNING = re.compile(rb"<(?:\w{1,20}:)?sheetData\b")
CELL = re.compile(rb"<(?:\w{1,20}:)?c\b([^<>]*)>")
PLACE = re.compile(rb"\br\s{0,9}=\s{0,9}[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
STYLE = re.compile(rb"\bs\s{0,9}=\s{0,9}[\"'](\d{1,6})[\"']")
OF_ERROR = re.compile(rb"\bt\s{0,9}=\s{0,9}[\"']e[\"']")
OF_TEXT = re.compile(rb"\bt\s{0,9}=\s{0,9}[\"']s[\"']")
SAYS = re.compile(rb"<(?:\w{1,20}:)?[vt]\b[^<>]*>[^<]")
ERROR = re.compile(rb"<(?:\w{1,20}:)?v>(#[A-Z0-9/_]{2,15}[!?]?)<")
TEXT_NUMBER = re.compile(rb"<(?:\w{1,20}:)?v>(\d{1,9})<")
CALCULATES = re.compile(rb"<(?:\w{1,20}:)?f\b")

PLACED = re.compile(rb"\br\s{0,9}=")
LAST_OF_ALL = 1_048_576  # rows of a sheet

Place = tuple[int, int]


def refuse_beyond(attributes: bytes, place: re.Pattern[bytes]) -> None:
    """No sheet has such a row or cell, and a reader that believed it would ask for all the room there is."""
    found = place.search(attributes)
    if (found is None and PLACED.search(attributes)) or (found and int(found[found.re.groups]) > LAST_OF_ALL):
        raise ValueError("a place beyond all sheets")


@dataclass
class Survey:
    last_row: int = -1
    last_column: int = -1
    hidden: set[int] = field(default_factory=set)
    unknown: set[Place] = field(default_factory=set)
    styles: Styles = Styles()
    hidden_columns: set[int] = field(default_factory=set)
    failed: dict[Place, str] = field(default_factory=dict)
    percents: set[Place] = field(default_factory=set)
    struck: set[Place] = field(default_factory=set)

    def look_at_columns(self, xml: bytes) -> None:
        """They are told before the first row."""
        beginning, after = BEGINNING.search(xml), 0
        for column in COLUMNS.finditer(xml, 0, beginning.start() if beginning else len(xml)):
            first, last = FIRST.search(column[1]), LAST.search(column[1])
            if first and last and HIDDEN.search(column[1]):
                places = range(max(int(first[1]) - 1, after), min(int(last[1]), MOST_COLUMNS))
                self.hidden_columns.update(places)  # they ascend, so each is told once
                after = max(after, places.stop)

    def look_at(self, xml: bytes) -> None:
        """A cell reaches from its own tag to the next one's."""
        for row in ROW.finditer(xml):
            refuse_beyond(row[1], NUMBER)
            if HIDDEN.search(row[1]) and (number := NUMBER.search(row[1])):
                self.hidden.add(int(number[1]) - 1)
        cell: re.Match[bytes] | None = None
        for following in CELL.finditer(xml):
            if cell:
                self.look_into(cell[1], xml, cell.end(), following.start())
            cell = following
        if cell:
            self.look_into(cell[1], xml, cell.end(), len(xml))

    def look_into(self, attributes: bytes, xml: bytes, start: int, end: int) -> None:
        refuse_beyond(attributes, PLACE)
        place = PLACE.search(attributes)
        if place is None or attributes.endswith(b"/"):
            return
        at = int(place[2]) - 1, place_of(place[1].decode().upper())
        if SAYS.search(xml, start, end):
            self.last_row, self.last_column = max(self.last_row, at[0]), max(self.last_column, at[1])
            self.look_at_its_looks(at, attributes, xml, start, end)
        elif CALCULATES.search(xml, start, end):
            self.unknown.add(at)

    def look_at_its_looks(self, at: Place, attributes: bytes, xml: bytes, start: int, end: int) -> None:
        if OF_ERROR.search(attributes) and (error := ERROR.search(xml, start, end)):
            self.failed[at] = error[1].decode()
        style = STYLE.search(attributes) if self.styles.percent or self.styles.struck else None
        if style and style[1] in self.styles.percent:
            self.percents.add(at)
        if (style and style[1] in self.styles.struck) or self.is_struck_in_part(attributes, xml, start, end):
            self.struck.add(at)

    def is_struck_in_part(self, attributes: bytes, xml: bytes, start: int, end: int) -> bool:
        """A part of the text, which lies in the cell or among the shared ones."""
        if self.styles.struck_texts and OF_TEXT.search(attributes):
            number = TEXT_NUMBER.search(xml, start, end)
            return bool(number and number[1] in self.styles.struck_texts)
        return xml.find(b"strike", start, end) >= 0 and has_strike(xml[start:end])
