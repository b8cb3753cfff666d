"""What somebody typed into the fields of an entry, and what is wrong with it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from gongjian.kernel.days import day_of as day_written
from gongjian.kernel.numbers import plain
from gongjian.kernel.text import Text
from gongjian.reading.cells.amounts import is_error, says_nothing
from gongjian.reading.cells.days import Times, day_of
from gongjian.reading.cells.numbers import number_in
from gongjian.reading.cells.words import normal
from gongjian.reading.grids import Value
from gongjian.registers.rules.layout import FieldRule, Layout
from gongjian.registers.rules.words import FieldType

LONGEST = 200
ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
DOING = r"(?:办理|受理|申报|申请|报批|审批|审查|批复|补正|签约|腾空|拆除|定|办|报|批)"
NOT_YET = re.compile(
    rf"^(?:(?:尚|暂|还)?未[一-鿿]{{1,6}}|(?:待|正在|拟){DOING}中?|{DOING}中|进行中|不涉及|不需要?|无需){DOING}?$"
)
NOT_YET_SAID = Text("Treated as empty: this means it has not reached this stage or is not needed.")
NO_PERSON = Text(
    "This looks like an identity or telephone number. Registers name households by a number or a short designation only."
)


def names_a_person(text: str) -> bool:
    """Numbers that belong to one person have no place in a register."""
    return bool(ID_NUMBER.search(text) or PHONE.search(text))


def says_not_yet(value: Value) -> bool:
    """未受理, 待批复 or 不涉及 in a column of days: there is none, and nobody meant one."""
    return isinstance(value, str) and len(value) <= LONGEST and bool(NOT_YET.match(normal(value)))


def read_value(
    rule: FieldRule, value: Value, times: Times, names: Mapping[str, str], heading: str = ""
) -> str | Text:
    """The value as it is kept, or what is wrong with it. `names` are the organisations by their comparable name."""
    if says_nothing(value):
        return Text("This cell must not be empty.") if rule.required else ""
    if is_error(value):
        return Text("The formula in this cell gives an error.")
    match rule.type:
        case FieldType.NUMBER:
            found = number_in(value, rule.unit, heading=heading)
            return found if isinstance(found, Text) else plain(found)
        case FieldType.DATE:
            day = day_of(value, times)
            return day.isoformat() if day else Text("This is not one definite date.")
        case FieldType.CHOICE:
            known = {normal(choice): choice for choice in rule.choices}
            return known.get(normal(str(value))) or Text("Accepted: %(names)s.", names=list(rule.choices))
        case FieldType.ORGANISATION:
            return names.get(normal(str(value))) or Text("There is no such organisation in this county.")
    return read_text(str(value))


def read_text(value: str) -> str | Text:
    text = value.strip()
    if names_a_person(text):
        return NO_PERSON
    return text if len(text) <= LONGEST else Text("At most %(most)s characters.", most=LONGEST)


def values_read(
    layout: Layout, typed: Mapping[str, Any], times: Times, names: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, Text]]:
    """The values of all fields, and the complaints by the code of the field."""
    kept, wrong = dict[str, str](), dict[str, Text]()
    for rule in layout.fields:
        found = read_value(rule, typed.get(rule.code), times, names)
        if isinstance(found, Text):
            wrong[rule.code] = found
        elif found:
            kept[rule.code] = found
    return kept, wrong


def values_by_field(layout: Layout, values: Mapping[str, str]) -> Iterator[tuple[FieldRule, str]]:
    return ((rule, values.get(rule.code, "")) for rule in layout.fields)


def cell(rule: FieldRule, value: str) -> str | date | None:
    """As a sheet wants it."""
    if not value:
        return None
    return (day_written(value) or value) if rule.type == FieldType.DATE else value


def by_name(names: Sequence[Sequence[str]]) -> dict[str, str]:
    """The full name by any name: of each organisation first the full one, then by what else lists call it."""
    known = {normal(full): full for full, *_ in names}
    for full, *others in names:
        for other in others:
            known.setdefault(normal(other), full)
    known.pop("", None)
    return known
