"""What somebody typed into the fields of an entry, and what is wrong with it."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Any

from gongjian.kernel.days import day_of as day_written
from gongjian.kernel.numbers import plain
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import YES as YES_INDEED
from gongjian.kernel.verdict import Verdict, no
from gongjian.reading.cells.amounts import is_error, says_nothing
from gongjian.reading.cells.days import Times, day_of
from gongjian.reading.cells.numbers import number_in
from gongjian.reading.cells.words import normal
from gongjian.reading.grids import Value
from gongjian.registers.rules.layout import FieldRule, Layout
from gongjian.registers.rules.readiness import NO, YES
from gongjian.registers.rules.words import FieldType, TextForm

LONGEST, CENT = 200, Decimal("0.01")
PATTERNS: dict[str, tuple[re.Pattern[str], str]] = {
    TextForm.PROJECT_CODE: (re.compile(r"\d{4}-\d{6}-\d{2}-\d{2}-\d{6}"), "2026-330000-01-02-123456"),
}
"""Forms of text that are checked. The code that the national platform gives an investment project (项目代码)."""
YES_WORDS = frozenset(
    ["是", "有", "已", "√", "✓", "v", "y", "yes", "true", "1", "已完成", "完成", "符合", "达标", "具备"]
)
NO_WORDS = frozenset(
    ["否", "无", "未", "×", "x", "n", "no", "false", "0", "未完成", "不符合", "未达标", "不具备", "没有"]
)
ID_NUMBER = re.compile(r"(?<!\d)\d{6}\s?\d{8}\s?\d{3}[\dXx](?!\d)")
PHONE = re.compile(r"(?<!\d)1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)")
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
    text = unicodedata.normalize("NFKC", text)
    return bool(ID_NUMBER.search(text) or PHONE.search(text))


def names_nobody(*texts: str) -> Verdict:
    """What is said beside an entry stays as long as the entry: reasons, remarks, names of files."""
    return no(NO_PERSON.msgid) if any(names_a_person(text) for text in texts) else YES_INDEED


def says_not_yet(value: Value) -> bool:
    """未受理, 待批复 or 不涉及 in a column of days: there is none, and nobody meant one."""
    return isinstance(value, str) and len(value) <= LONGEST and bool(NOT_YET.match(normal(value)))


@dataclass(frozen=True)
class Known:
    """What one must know to read a value: the campaign's time, organisations and people by their comparable names."""

    times: Times
    organisations: Mapping[str, str] = field(default_factory=dict)  # to the full name
    people: Mapping[str, str] = field(default_factory=dict)  # to the name of the account


def read_value(rule: FieldRule, value: Value, known: Known, heading: str = "") -> str | Text:
    """The value as it is kept, or what is wrong with it. Files are kept apart and read as nothing here."""
    if rule.type == FieldType.FILE:
        return ""
    if says_nothing(value):
        return Text("This cell must not be empty.") if rule.required else ""
    if is_error(value):
        return Text("The formula in this cell gives an error.")
    return READERS.get(rule.type, read_words)(rule, value, known, heading)


def read_number(rule: FieldRule, value: Value, _known: Known, heading: str) -> str | Text:
    found = number_in(value, rule.unit, heading=heading)
    if isinstance(found, Text):
        return found
    if rule.least is not None and found < rule.least:
        return Text("The smallest number accepted is %(least)s.", least=plain(rule.least))
    if rule.most is not None and found > rule.most:
        return Text("The largest number accepted is %(most)s.", most=plain(rule.most))
    return plain(found)


def read_day(_rule: FieldRule, value: Value, known: Known, _heading: str) -> str | Text:
    day = day_of(value, known.times)
    return day.isoformat() if day else Text("This is not one definite date.")


def read_yes_no(_rule: FieldRule, value: Value, _known: Known, _heading: str) -> str | Text:
    typed = normal(str(value))
    said = YES if typed in YES_WORDS else NO if typed in NO_WORDS else None
    return said or Text("Accepted: %(names)s.", names=["是", "否"])


def read_choice(rule: FieldRule, value: Value, _known: Known, _heading: str) -> str | Text:
    choices = {normal(choice): choice for choice in rule.choices}
    return choices.get(normal(str(value))) or Text("Accepted: %(names)s.", names=list(rule.choices))


def read_person(_rule: FieldRule, value: Value, known: Known, _heading: str) -> str | Text:
    account = known.people.get(normal(str(value)))
    return account or Text("No account in this campaign has this name, or several have it.")


def read_organisation(_rule: FieldRule, value: Value, known: Known, _heading: str) -> str | Text:
    name = known.organisations.get(normal(str(value)))
    return name or Text("There is no such organisation in this county.")


def read_words(rule: FieldRule, value: Value, _known: Known, _heading: str) -> str | Text:
    pattern, shape = PATTERNS.get(rule.pattern, (None, ""))
    if pattern is None:
        return read_text(str(value))
    text = normal(str(value))
    return (
        text
        if pattern.fullmatch(text)
        else Text("Accepted: digits and hyphens such as %(shape)s.", shape=shape)
    )


READERS: dict[FieldType, Callable[[FieldRule, Value, Known, str], str | Text]] = {
    FieldType.NUMBER: read_number,
    FieldType.MONEY: read_number,
    FieldType.AREA: read_number,
    FieldType.DATE: read_day,
    FieldType.YES_NO: read_yes_no,
    FieldType.CHOICE: read_choice,
    FieldType.PERSON: read_person,
    FieldType.ORGANISATION: read_organisation,
}


def read_text(value: str) -> str | Text:
    text = value.strip()
    if names_a_person(text):
        return NO_PERSON
    return text if len(text) <= LONGEST else Text("At most %(most)s characters.", most=LONGEST)


def values_read(
    layout: Layout, typed: Mapping[str, Any], known: Known
) -> tuple[dict[str, str], dict[str, Text]]:
    """The values of all fields, and the complaints by the code of the field."""
    kept, wrong = dict[str, str](), dict[str, Text]()
    for rule in layout.fields:
        found = read_value(rule, typed.get(rule.code), known)
        if isinstance(found, Text):
            wrong[rule.code] = found
        elif found:
            kept[rule.code] = found
    return kept, wrong | too_much_evidence(layout, kept)


def too_much_evidence(layout: Layout, values: Mapping[str, str]) -> dict[str, Text]:
    """No more can be evidenced than is claimed."""
    return {
        rule.code: Text("More is evidenced than is claimed under “%(field)s”.", field=claimed.label)
        for rule in layout.fields
        if (claimed := layout.field(rule.evidences))
        and Decimal(values.get(rule.code) or 0) > Decimal(values.get(claimed.code) or 0)
    }


def values_by_field(layout: Layout, values: Mapping[str, str]) -> Iterator[tuple[FieldRule, str]]:
    return ((rule, values.get(rule.code, "")) for rule in layout.fields)


def cell(rule: FieldRule, value: str) -> str | date | None:
    """As a sheet wants it."""
    if not value:
        return None
    if rule.type == FieldType.YES_NO:
        return "是" if value == YES else "否"
    return (day_written(value) or value) if rule.type == FieldType.DATE else value


def by_name(names: Sequence[Sequence[str]]) -> dict[str, str]:
    """The full name by any name: of each organisation first the full one, then by what else lists call it."""
    known = {normal(full): full for full, *_ in names}
    for full, *others in names:
        for other in others:
            known.setdefault(normal(other), full)
    known.pop("", None)
    return known


def values_of_parts(
    layout: Layout, values: Mapping[str, str], sizes: Sequence[Decimal]
) -> list[dict[str, str]]:
    """What the parts of an entry say: amounts of money and areas are divided by their sizes, so that sums stay what they were."""
    parts, whole = [dict(values) for _ in sizes], sum(sizes)
    for rule in layout.fields:
        if rule.type not in (FieldType.MONEY, FieldType.AREA) or not values.get(rule.code) or not whole:
            continue
        left = Decimal(values[rule.code])
        for part, size in zip(parts, sizes, strict=True):
            share = (Decimal(values[rule.code]) * size / whole).quantize(CENT, ROUND_DOWN)
            part[rule.code], left = plain(share), left - share
        parts[-1][rule.code] = plain(Decimal(parts[-1][rule.code]) + left)
    return parts
