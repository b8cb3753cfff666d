"""What is wrong with the way a register is set up, and what may still become of it."""

import re
from collections.abc import Iterator, Sequence

from gongjian.kernel.quantities import AREA, MONEY, Quantity, dimension_of, is_measured, may_add
from gongjian.kernel.verdict import YES, Verdict, no
from gongjian.registers.rules.layout import (
    NUMBERS,
    POINTS,
    QUANTITY,
    ComputedState,
    FieldRule,
    Layout,
    MeasureRule,
    Need,
    Stage,
)
from gongjian.registers.rules.values import PATTERNS
from gongjian.registers.rules.words import FieldType, Manner, MeasureKind, ParentKind

CODE = re.compile(r"[a-z][a-z0-9_]{0,19}")
MOST_FIELDS, MOST_STAGES, MOST_MEASURES, MOST_STATES = 60, 12, 20, 6
WORDS = (FieldType.TEXT, FieldType.PLACE)
TAKEN = frozenset(
    [
        *("contains", "contained_by", "has_key", "has_keys", "has_any_keys", "exact", "iexact", "icontains"),
        *("startswith", "istartswith", "endswith", "iendswith", "regex", "iregex", "in", "isnull", "range"),
        *("lt", "lte", "gt", "gte"),
    ]
)
"""Words that mean something else where values are asked for."""
UNITS = {FieldType.MONEY: MONEY, FieldType.AREA: AREA}


def layout_is_sound(layout: Layout) -> Verdict:
    return next((verdict for verdict in complaints(layout) if not verdict), YES)


def complaints(layout: Layout) -> Iterator[Verdict]:
    for rules in (layout.fields, layout.stages, layout.measures, layout.states):
        yield codes_are_sound([one.code for one in rules])
        if any(not one.label.strip() for one in rules):
            yield no("Every field, stage, measure and computed state needs a name.")
    yield sizes_are_sound(layout)
    if layout.manner == Manner.PERMITS and layout.stages:
        yield no("Permits have their own stages.")
    if layout.manner == Manner.PERMITS and layout.parent != ParentKind.PROJECT:
        yield no("Permits always belong to a project.")
    if layout.manner != Manner.PERMITS and not layout.counted:
        yield no("Enter at least one stage, such as “signed”.")
    yield from (field_is_sound(one, layout) for one in layout.fields)
    yield from (stage_is_sound(one, layout) for one in layout.stages)
    yield from (measure_is_sound(one, layout) for one in layout.measures)
    yield from (state_is_sound(one, layout) for one in layout.states)


def sizes_are_sound(layout: Layout) -> Verdict:
    if len(layout.fields) > MOST_FIELDS or len(layout.stages) > MOST_STAGES:
        return no(
            "A register can have at most %(fields)s fields and %(stages)s stages.",
            fields=MOST_FIELDS,
            stages=MOST_STAGES,
        )
    if len(layout.measures) > MOST_MEASURES or len(layout.states) > MOST_STATES:
        return no(
            "A register can have at most %(measures)s measures and %(states)s computed states.",
            measures=MOST_MEASURES,
            states=MOST_STATES,
        )
    return YES


def field_is_sound(one: FieldRule, layout: Layout) -> Verdict:
    if not one.consumer.strip():
        return no("Enter who uses “%(field)s”. Do not ask for data that nobody uses.", field=one.label)
    if one.type == FieldType.CHOICE and len(one.choices) < 2:
        return no("“%(field)s” needs at least two choices.", field=one.label)
    if one.type in UNITS and dimension_of(one.unit) != UNITS[one.type]:
        usual = "万元" if one.type == FieldType.MONEY else "m²"
        return no("“%(field)s” needs a unit, such as %(unit)s.", field=one.label, unit=usual)
    if one.least is not None and one.most is not None and one.least > one.most:
        return no("“%(field)s”: the smallest number is larger than the largest.", field=one.label)
    if one.points is not None and (one.type != FieldType.YES_NO or one.points <= 0):
        return no("“%(field)s”: only a yes-or-no field can have points, and more than 0.", field=one.label)
    if one.pattern and one.pattern not in PATTERNS:
        return no("“%(field)s”: there is no such form of text.", field=one.label)
    return evidences_soundly(one, layout)


def evidences_soundly(one: FieldRule, layout: Layout) -> Verdict:
    if not one.evidences:
        return YES
    claimed = layout.field(one.evidences)
    if claimed is None or FieldType.MONEY not in (one.type, claimed.type) or one.unit != claimed.unit:
        return no("“%(field)s” can only evidence an amount of money in the same unit.", field=one.label)
    return YES


def stage_is_sound(one: Stage, layout: Layout) -> Verdict:
    if any(layout.stage(code) is None for code in one.follows):
        return no("“%(stage)s” follows a stage that does not exist.", stage=one.label)
    if any(layout.field(code) is None for code in one.wants):
        return no("“%(stage)s” wants a field that does not exist.", stage=one.label)
    if one.is_outside and (one.is_first or one.is_goal):
        return no(
            "“%(stage)s” counts no more: nothing begins there, and nothing is due there.", stage=one.label
        )
    return YES


def measure_is_sound(one: MeasureRule, layout: Layout) -> Verdict:
    named = [code for code in (one.stage, one.base) if code]
    if any(code not in layout.codes for code in named):
        return no("The measure “%(measure)s” names a stage that is not counted.", measure=one.label)
    field = layout.field(one.of)
    is_number = field is not None and field.type in NUMBERS
    if one.of and one.of not in (QUANTITY, POINTS) and not is_number:
        return no("The measure “%(measure)s” adds up a field that holds no numbers.", measure=one.label)
    if one.kind in (MeasureKind.SUM, MeasureKind.LATEST) and not one.of:
        return no("Choose what the measure “%(measure)s” adds up.", measure=one.label)
    if one.of == POINTS and not any(rule.points for rule in layout.fields):
        return no("The measure “%(measure)s” needs a check list with points.", measure=one.label)
    if any(layout.field(code) is None for code, _ in one.where):
        return no("The measure “%(measure)s” chooses rows by a field that does not exist.", measure=one.label)
    return YES


def state_is_sound(one: ComputedState, layout: Layout) -> Verdict:
    if not one.needs:
        return no("Enter what “%(state)s” needs.", state=one.label)
    if any(not need_is_known(need, layout) for need in one.needs):
        return no("“%(state)s” needs something that this register does not have.", state=one.label)
    return YES


def need_is_known(need: Need, layout: Layout) -> bool:
    if need.stage:
        return need.stage in layout.codes
    return bool(layout.check_list(need.group)) if need.group else layout.field(need.field) is not None


def codes_are_sound(codes: Sequence[str]) -> Verdict:
    for code in codes:
        if not CODE.fullmatch(code) or "__" in code or code in TAKEN:
            return no(
                "“%(code)s” is not a valid code: lower-case Latin letters, digits and _ only, "
                "starting with a letter.",
                code=code,
            )
    if len(set(codes)) < len(codes):
        return no("Each code must be unique.")
    return YES


def may_become(
    old: Layout, new: Layout, *, used_stages: frozenset[str], used_fields: frozenset[str], has_entries: bool
) -> Verdict:
    """A register keeps its manner, what its entries stand under, the stages in which something stands, and what its values mean."""
    if old.manner != new.manner:
        return no("The counting method of a register cannot be changed. Set up another one.")
    if old.parent != new.parent and has_entries:
        return no("There are entries already: what they stand under cannot be changed.")
    kept = {one.code: one.is_outside for one in new.stages}
    lost = [one.label for one in old.stages if one.code in used_stages and kept.get(one.code) is None]
    if lost:
        return no(
            "There are entries in these stages: %(stages)s. Stages in use cannot be removed.", stages=lost
        )
    kept_before = [code for code in old.codes if code in new.codes]
    if [code for code in new.codes if code in old.codes] != kept_before and used_stages:
        return no("The order of stages in use cannot be changed.")
    if has_entries and old.unit and new.unit and not means_the_same(old.unit, new.unit):
        return no("There are entries already: the unit of their quantities cannot be changed.")
    changed = [one.label for one in new.fields if one.code in used_fields & said_otherwise(old, new)]
    if changed:
        return no("Entries hold values of these fields: %(fields)s. Their kind and unit cannot be changed; add another field.", fields=changed)  # fmt: skip
    return YES


def said_otherwise(old: Layout, new: Layout) -> frozenset[str]:
    """The codes of fields whose old values would be read as something else, or that were taken away before."""
    return frozenset(
        one.code for one in new.fields if (was := old.field(one.code)) is None or reads_otherwise(was, one)
    )


def reads_otherwise(was: FieldRule, one: FieldRule) -> bool:
    as_words = one.type in WORDS and was.type in (*WORDS, FieldType.CHOICE, FieldType.ORGANISATION, *NUMBERS)
    if one.type != was.type and not as_words:
        return True
    return one.type in NUMBERS and not means_the_same(was.unit, one.unit)


def means_the_same(one: str, other: str) -> bool:
    """平方米 and m² are one unit; so are 户 and 家, which nobody converts."""
    if not is_measured(one) and not is_measured(other):
        return True
    return bool(may_add(one, other)) and Quantity.of(1, one).to(other).value == 1
