from gongjian.registers.rules.counting import Amount, Marked, Stood, Sums, curve, standing_on, sums_of, told
from gongjian.registers.rules.layout import FieldRule, Layout, Stage, layout_is_sound, layout_of, to_store
from gongjian.registers.rules.permits import (
    PERMIT_MOVES,
    Clock,
    Passed,
    PermitMove,
    PermitRules,
    PermitState,
    clock,
    worked_back,
)
from gongjian.registers.rules.words import FieldType, Manner, Tally

__all__ = [
    "PERMIT_MOVES",
    "Amount",
    "Clock",
    "FieldRule",
    "FieldType",
    "Layout",
    "Manner",
    "Marked",
    "Passed",
    "PermitMove",
    "PermitRules",
    "PermitState",
    "Stage",
    "Stood",
    "Sums",
    "Tally",
    "clock",
    "curve",
    "layout_is_sound",
    "layout_of",
    "standing_on",
    "sums_of",
    "to_store",
    "told",
    "worked_back",
]
