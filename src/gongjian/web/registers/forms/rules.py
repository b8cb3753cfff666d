"""What the Office types about a register's fields, stages, measures and computed states, and how that is read.

One names the other by its words, as on paper: a stage that follows 落地, a measure of 协议投资额. Words that nothing bears
are refused by name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from gongjian.kernel.text import Text
from gongjian.reading.cells.words import normal
from gongjian.registers.rules import FieldRule, FieldType, MeasureKind, Mover, Stage
from gongjian.registers.rules.counting import MOST
from gongjian.registers.rules.layout import ComputedState, MeasureRule, Need
from gongjian.registers.rules.words import TextForm
from gongjian.web.registers.forms.rule_tables import BETWEEN, SPOKEN, TABLES, WHOLES


@dataclass(frozen=True)
class TypedRules:
    """What was typed, read; and the words that nothing bears."""

    fields: tuple[FieldRule, ...] = ()
    stages: tuple[Stage, ...] = ()
    measures: tuple[MeasureRule, ...] = ()
    states: tuple[ComputedState, ...] = ()
    unknown: tuple[Text, ...] = ()


@dataclass
class Words:
    """The names that may be used on this page, and the codes that they mean."""

    stages: Mapping[str, str]
    fields: Mapping[str, str]
    groups: frozenset[str]
    unknown: list[Text] = field(default_factory=list)

    def find(self, among: Mapping[str, str], word: str, where: str) -> str:
        """The code, by name or by code; a word that nothing bears is told."""
        known = among.get(normal(word)) or (word if word in among.values() else "")
        if word and not known:
            self.unknown.append(
                Text("“%(where)s”: there is nothing called “%(word)s” here.", where=where, word=word)
            )
        return known

    def several(self, among: Mapping[str, str], typed: str, where: str) -> tuple[str, ...]:
        found = (self.find(among, word, where) for word in parts(typed))
        return tuple(code for code in found if code)


def rules_typed(typed: Mapping[str, Any]) -> TypedRules:
    """Everything that stands in the four tables, in the order that was typed."""
    seen = whole(str(typed.get("seen", "")))
    rows = {kind: with_codes(typed_table(typed, kind), kind, seen=seen) for kind in TABLES}
    words = Words(
        {normal(row["label"]): row["code"] for row in rows["stage"]},
        {normal(row["label"]): row["code"] for row in rows["field"]},
        frozenset(row["group"] for row in rows["field"] if row["group"]),
    )
    return TypedRules(
        tuple(field_read(row, words) for row in rows["field"]),
        tuple(stage_read(row, words) for row in rows["stage"]),
        tuple(measure_read(row, words) for row in rows["measure"]),
        tuple(state_read(row, words) for row in rows["state"]),
        tuple(words.unknown),
    )


def typed_table(typed: Mapping[str, Any], kind: str) -> list[dict[str, str]]:
    """The rows in which something was typed, without those that are empty, by their number."""
    _heading, columns, most = TABLES[kind]
    rows = [
        {one.name: str(typed.get(f"{kind}-{one.name}-{place}", "")).strip()[: one.longest] for one in columns}
        for place in range(1, most + 1)
    ]
    filled = [(place, row) for place, row in enumerate(rows, start=1) if row["label"] or row["code"]]
    return [row for _place, row in sorted(filled, key=lambda one: (whole(one[1]["order"]) or one[0], one[0]))]


def with_codes(rows: list[dict[str, str]], kind: str, *, seen: int) -> list[dict[str, str]]:
    """Whatever has no code yet gets one that nothing else ever had: entries and targets still know what was taken away."""
    taken, begins = {row["code"] for row in rows}, f"{kind[0]}{seen}_" if seen else kind[0]
    for row in rows:
        number = 1
        while not row["code"]:
            wanted = f"{begins}{number}"
            row["code"] = "" if wanted in taken else wanted
            number += 1
        taken.add(row["code"])
    return rows


def field_read(row: Mapping[str, str], words: Words) -> FieldRule:
    name = row["label"]
    return FieldRule(
        code=row["code"],
        label=name,
        type=FieldType.of(row["type"]) if FieldType.knows(row["type"]) else FieldType.TEXT,
        consumer=row["consumer"],
        required=bool(row["required"]),
        unit=row["unit"],
        choices=tuple(parts(row["choices"])),
        help=row["help"],
        least=number_typed(row["least"], words, name),
        most=number_typed(row["most"], words, name),
        group=row["group"],
        points=number_typed(row["points"], words, name),
        pattern=row["pattern"] if TextForm.knows(row["pattern"]) else "",
        evidences=words.find(words.fields, row["evidences"], name),
    )


def number_typed(text: str, words: Words, where: str) -> Decimal | None:
    try:
        number = Decimal(text) if text else None
    except InvalidOperation:
        number = Decimal("NaN")
    if number is None or (number.is_finite() and abs(number) < MOST):
        return number
    words.unknown.append(Text("“%(where)s”: “%(word)s” is not a number.", where=where, word=text))
    return None


def stage_read(row: Mapping[str, str], words: Words) -> Stage:
    name = row["label"]
    return Stage(
        row["code"],
        name,
        words.several(words.stages, row["follows"], name),
        words.several(words.fields, row["wants"], name),
        Mover.of(row["mover"]) if Mover.knows(row["mover"]) else Mover.WRITER,
        bool(row["is_outside"]),
        bool(row["is_first"]),
        bool(row["is_goal"]),
    )


def measure_read(row: Mapping[str, str], words: Words) -> MeasureRule:
    name = row["label"]
    return MeasureRule(
        row["code"],
        name,
        MeasureKind.of(row["kind"]) if MeasureKind.knows(row["kind"]) else MeasureKind.COUNT,
        words.find(words.stages, row["stage"], name),
        WHOLES.get(row["of"], "") or words.find(words.fields, row["of"], name),
        words.find(words.stages, row["base"], name),
        tuple(conditions(row["where"], words, name)),
    )


def conditions(typed: str, words: Words, where: str) -> Iterator[tuple[str, str]]:
    for part in parts(typed):
        name, _sign, value = part.replace("\uff1d", "=").partition("=")
        if code := words.find(words.fields, name.strip(), where):
            yield code, SPOKEN.get(value.strip(), value.strip())


def state_read(row: Mapping[str, str], words: Words) -> ComputedState:
    needs = tuple(need_read(part, words, row["label"]) for part in parts(row["needs"]))
    return ComputedState(row["code"], row["label"], tuple(need for need in needs if need))


def need_read(part: str, words: Words, where: str) -> Need | None:
    if part in words.groups:
        return Need(group=part)
    if normal(part) in words.stages:
        return Need(stage=words.stages[normal(part)])
    return next((Need(field=code, value=value) for code, value in conditions(part, words, where)), None)


def parts(typed: str) -> list[str]:
    """What stands between 、 or commas."""
    for sign in ",\uff0c;\uff1b\n":
        typed = typed.replace(sign, BETWEEN)
    return [part.strip() for part in typed.split(BETWEEN) if part.strip()]


def whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
