"""Why a row below the heading is no row of the list: sub-totals, sections, notes, headings, titles, page marks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Generic

from gongjian.intake.rules.heading import LONGEST_LINE, Headed, repeats_heading
from gongjian.intake.rules.layout import C
from gongjian.intake.rules.taken import Taken
from gongjian.kernel.text import Text
from gongjian.reading.cells.amounts import says_nothing
from gongjian.reading.cells.words import heading_key, is_unit_line, normal
from gongjian.reading.grids import Grid, Value, is_blank

SUM = re.compile(r"^[(（]?(本页|分类|县本级)?(小计|合计|总计|累计|共计|汇总)")
ONLY_SUM = re.compile(
    r"^\(?(?:[^\d,，。]{0,8})?(?:小计|合计|总计|累计|共计|汇总)\)?[:：]?(?:\(?共?\d+[^\d]{0,6}\)?)?$"
)
NOTE = re.compile(
    r"^(注\d*[:：、.]|注[:：]?$|备注[:：]|说明[:：]|填表|填报|制表|审核|填写说明|联系人[:：]|联系电话|电话[:：]|单位负责人|主要负责人|分管领导签|负责人签|报送|\(?盖章|单位[(]?盖章|★|※)"
)
SIGNED = re.compile(
    r"^(?:(?:本?单位)?(?:主要|分管|主管)?(?:负责人|领导|负责同志)|(?:填表|填报|制表|审核|审批|复核|经办|联系|报送|报表|统计|校对)(?:人|单位|部门|领导|日期|时间|电话)?"
    r"|单位|联系电话|电话|日期|备注|说明|注\d*)(?:\((?:签字|签名|签章|盖章|公章)[^)]{0,40}\))?[:：]"
    r"|^注\d*[、.]|^\(?(?:单位)?\(?(?:签字|签名|签章|盖章|公章|印章)\)*$|\((?:签字|签名|签章|盖章|公章)[^)]{0,40}\)[:：]?$"
)
PAGE = re.compile(
    r"^(?:第?\d+页|第[一二三四五六七八九十]+页|[-—–]\d+[-—–]|附[件表]\d*(?:\(续.*\))?[:：]?|\(?(?:续表|续上表|接上页|转下页|接下页|上接第.*|下转第.*|以下空白|以下无正文|此页无正文)\)?\d*|\d+/\d+)(?:[,，、]?共\d+页)?$"
)
ON_A_DAY = re.compile(r"^(?:20\d{2}|二[〇零○o0][^年]{2})年\w{1,3}月(?:\w{1,3}日)?$")
SECTION = re.compile(r"^[(]?(?:[一二三四五六七八九十]+|[IVXⅠ-Ⅹ]+)[)]?[、.．,，\s]*")
MARKED = re.compile(r"^[(]?[一二三四五六七八九十]+[)]?[、.．]|^[(][一二三四五六七八九十]+[)]")
COUNTED = re.compile(
    r"[(（【\[](?=[^()（）【】\[\]\d]{0,60}\d)[^()（）【】\[\]]{1,60}[)）】\]]$|[:：]?\s{0,9}(共)?\d{1,9}(个|项|宗|件)(项目|事项|工程)?$"
)
SENTENCE = re.compile(r"[。，；：,;:!?！？]")
MOST_NOTE_CELLS, MOST_BETWEEN, LONGEST_SECTION = 3, 6, 30
LEAST_WIDE = 3  # columns under one merged cell

WHY = {
    Taken.BLANK: Text("The row is empty."),
    Taken.SUM: Text("It starts with a word for a total and names no item with a date."),
    Taken.SECTION: Text("It heads the rows below and contains no item."),
    Taken.GROUP: Text("It describes the rows below and contains no item itself."),
    Taken.NOTE: Text("It looks like a note or signature and contains no item."),
    Taken.HEADING: Text("It repeats the header."),
    Taken.PAGE: Text("It repeats the text above the header, or is a page number."),
    Taken.LEFT_OUT: Text("Skipped manually."),
    Taken.DATA: Text("It has content in the columns of the list."),
}
BY_HAND = Text("Included manually.")
NOTHING_READ = Text("It has no content in any column that is read.")
AFTER_THE_LAST = Text("A separate line below the last row of the list.")


@dataclass
class Sight(Generic[C]):
    """One sheet below its heading, as it is looked at row by row."""

    grid: Grid
    head: Headed[C]
    covered: Mapping[tuple[int, int], tuple[int, int]]

    @cached_property
    def places(self) -> dict[C, int]:
        return {column: heading.place for column, heading in self.head.columns.items()}

    @cached_property
    def first(self) -> int:
        return self.head.last_row + 1

    def own(self, row: int, column: C | None) -> Value:
        place = self.places.get(column) if column else None
        line = self.grid.rows[row]
        return line[place] if place is not None and place < len(line) else None

    def seen(self, row: int, column: C) -> Value:
        """What stands in the cell, or in the one that spans it from above."""
        value = self.own(row, column)
        if not is_blank(value) or column not in self.places:
            return value
        top = self.covered.get((row, self.places[column]))
        if top is None or top[0] == row or top[0] < self.first:
            return None
        line = self.grid.rows[top[0]]
        return line[top[1]] if top[1] < len(line) else None

    def is_item(self, row: int) -> bool:
        """It says what makes a row of this list: the name of an item, and its day or the like."""
        layout = self.head.layout
        if says_nothing(self.seen(row, layout.row_name)):
            return False
        return any(not says_nothing(self.seen(row, column)) for column in layout.makes)

    @cached_property
    def last_item(self) -> int:
        rows = range(len(self.grid.rows) - 1, self.first - 1, -1)
        return next((row for row in rows if row not in self.repeats and self.is_item(row)), -1)

    @cached_property
    def repeats(self) -> frozenset[int]:
        keys = [(one.place, key) for one in self.head.headings if (key := heading_key(one.text))]
        rows = range(self.first, len(self.grid.rows))
        return frozenset(row for row in rows if repeats_heading(self.grid.rows[row], keys))

    @cached_property
    def said_above(self) -> frozenset[str]:
        above = self.grid.rows[: self.head.first_row] if self.head.first_row <= MOST_BETWEEN * 10 else []
        texts = (normal(value) for line in above for value in line if isinstance(value, str))
        return frozenset(text for text in texts if len(text) > 1)

    def is_wide(self, row: int) -> bool:
        """One merged cell goes over most of the table."""
        return row in self.wide

    @cached_property
    def wide(self) -> frozenset[int]:
        return frozenset(top for top, left, _, right in self.grid.merged if right - left + 1 >= LEAST_WIDE)

    def before_heading(self, row: int) -> bool:
        """Only lines of few words stand between this row and a heading that is repeated."""
        for below in range(row + 1, min(row + 1 + MOST_BETWEEN, len(self.grid.rows))):
            if below in self.repeats:
                return True
            if self.is_item(below) or len(texts_in(self.grid.rows[below])) > MOST_NOTE_CELLS:
                return False
        return False

    def heads_items(self, row: int) -> bool:
        """Only the group is named here, and an item without a group of its own follows."""
        layout, line = self.head.layout, self.grid.rows[row]
        ours = {self.places[one] for one in layout.names_group if one in self.places}
        filled = {place for place, value in enumerate(line) if not is_blank(value)}
        serial = min(self.places.values(), default=0)
        if not layout.own or not filled & ours or filled - ours - set(range(serial + 1)):
            return False
        rows = range(row + 1, min(row + 4, len(self.grid.rows)))
        below = next((one for one in rows if not all(map(is_blank, self.grid.rows[one]))), None)
        return below is not None and self.is_item(below) and not any(
            not is_blank(self.own(below, one)) for one in layout.names_group
        )  # fmt: skip


def texts_in(line: Sequence[Value]) -> list[Value]:
    return [value for value in line if not is_blank(value)]


def passed_over(
    sight: Sight[C], row: int, filled: Sequence[Value], *, has_ended: bool
) -> tuple[Taken, Text] | None:
    """What a row is that is no data, and why; nothing when it is. Sections are told by `section_of`."""
    first = normal(str(filled[0])[:LONGEST_LINE])
    if row in sight.repeats:
        return Taken.HEADING, WHY[Taken.HEADING]
    if is_signature(sight, row, filled, first):
        return Taken.NOTE, WHY[Taken.NOTE]
    if is_sum(sight, row, filled):
        return Taken.SUM, WHY[Taken.SUM]
    if sight.is_item(row) or sight.heads_items(row):
        return None
    if len(filled) <= MOST_NOTE_CELLS and NOTE.match(first):
        return Taken.NOTE, WHY[Taken.NOTE]
    if has_ended and len(filled) <= 1 and row > sight.last_item:
        return Taken.NOTE, WHY[Taken.NOTE]
    if is_page_mark(sight, row, filled, first):
        return Taken.PAGE, WHY[Taken.PAGE]
    return stray(sight, row, filled, first)


def is_signature(sight: Sight[C], row: int, filled: Sequence[Value], first: str) -> bool:
    """填报人：赵敏 | 联系电话：…, wherever its cells stand; not an item that only begins alike."""
    if len(filled) > MOST_NOTE_CELLS or not isinstance(filled[0], str) or not SIGNED.search(first):
        return False
    name = sight.own(row, sight.head.layout.row_name)
    return is_blank(name) or bool(SIGNED.search(normal(str(name)[:LONGEST_LINE])))


def is_sum(sight: Sight[C], row: int, filled: Sequence[Value]) -> bool:
    """合计 alone, or words that begin with it where no item is named. 累计完成投资8000万元 by a day is an item."""
    words = [normal(value[:LONGEST_LINE]) for value in filled[:2] if isinstance(value, str)]
    only = any(ONLY_SUM.match(word) for word in words)
    if not only and not any(SUM.match(word) for word in words):
        return False
    layout = sight.head.layout
    name = sight.own(row, layout.row_name)
    names_item = isinstance(name, str) and not ONLY_SUM.match(normal(name[:LONGEST_LINE]))
    if only:
        return not (names_item and any(not says_nothing(sight.own(row, one)) for one in layout.dated))
    return not (names_item and sight.is_item(row)) and not sight.heads_items(row)


def is_page_mark(sight: Sight[C], row: int, filled: Sequence[Value], first: str) -> bool:
    if len(filled) > MOST_NOTE_CELLS or not isinstance(filled[0], str):
        return False
    if PAGE.match(first) or is_unit_line(filled[0][:LONGEST_LINE]):
        return True
    if all(isinstance(value, str) and normal(value[:LONGEST_LINE]) in sight.said_above for value in filled):
        return True
    if MARKED.match(first):
        return False
    names = any(not is_blank(sight.own(row, one)) for one in sight.head.layout.names_group)
    return sight.before_heading(row) and (not names or sight.is_wide(row))


def stray(sight: Sight[C], row: int, filled: Sequence[Value], first: str) -> tuple[Taken, Text] | None:
    """Lines of their own that are no rows: seals, dates, what stands below the last row."""
    layout = sight.head.layout
    if not layout.makes:
        return None
    if all(is_blank(sight.own(row, one)) for one in sight.places) and is_blank(
        sight.seen(row, layout.row_name)
    ):
        return Taken.NOTE, NOTHING_READ
    if len(filled) > 1 or not is_blank(sight.own(row, layout.row_name)):
        return None
    if isinstance(filled[0], date) or ON_A_DAY.match(first):
        return (Taken.NOTE, WHY[Taken.NOTE]) if is_blank(sight.seen(row, layout.row_name)) else None
    names_group = any(not is_blank(sight.own(row, one)) for one in layout.names_group)
    if row > sight.last_item >= 0 and isinstance(filled[0], str) and (not names_group or sight.is_wide(row)):
        return Taken.NOTE, AFTER_THE_LAST
    return None


def section_of(sight: Sight[C], row: int, filled: Sequence[Value]) -> str | None:
    """A line over several rows: 一、重大前期工程（23个）. Gives its name without number and count; nothing for no section."""
    head, line = sight.head, sight.grid.rows[row]
    words = [value for value in filled if isinstance(value, str)]
    if len(filled) > 2 or len(words) != len(filled) or any(len(word) > LONGEST_LINE for word in words):
        return None
    place = next((at for at, value in enumerate(line) if not is_blank(value)), 0)
    layout = head.layout
    named, item = head.columns.get(layout.group_name or layout.row_name), head.columns.get(layout.row_name)
    if (item and place == item.place) or (not layout.own and names_a_row(line, head, words)):
        return None
    if len(words) == 2 and (not SECTION.fullmatch(normal(words[0])) or (named and place >= named.place)):
        return None
    text = "".join(words) if len(words) == 2 and not SECTION.match(normal(words[1])) else words[-1]
    plain = normal(text)
    if sight.heads_items(row) and not (MARKED.match(plain) or COUNTED.search(plain)):
        return None
    match = SECTION.match(plain)
    if match:
        return COUNTED.sub("", plain[match.end() :]).strip() or None
    return unnumbered(sight, row, plain, names_group=bool(named and place >= named.place))


def unnumbered(sight: Sight[C], row: int, plain: str, *, names_group: bool) -> str | None:
    """A line without a number over the rows below it: 重大前期工程, across the table or in front of the projects."""
    if not sight.head.layout.makes or (names_group and not sight.is_wide(row)):
        return None
    if SENTENCE.search(plain) or len(plain) > LONGEST_SECTION or row > sight.last_item:
        return None
    return COUNTED.sub("", plain).strip() or None


def names_a_row(line: Sequence[Value], head: Headed[C], words: Sequence[str]) -> bool:
    """三溪镇 is a row, with 三 in front of it or without; 一、县直部门 and 一 | 县直部门（35个） stand over rows."""
    if not any(says(line, head, column) for column in head.layout.named_by):
        return False
    if len(words) == 1:
        return not MARKED.match(normal(words[0]))
    return not (SECTION.fullmatch(normal(words[0])) and COUNTED.search(normal(words[-1])))


def says(line: Sequence[Value], head: Headed[C], column: C | None) -> bool:
    heading = head.columns.get(column) if column else None
    return heading is not None and heading.place < len(line) and not is_blank(line[heading.place])
