from gongjian.worklist.rules.baseline import Curve, Measure, Plan, Step, expected, plan_is_sound, share_of
from gongjian.worklist.rules.light import (
    BEHIND,
    Confidence,
    Forecast,
    ItemFacts,
    Light,
    LightRules,
    confidence,
    gap,
    is_behind,
    light,
)

__all__ = [
    "BEHIND",
    "Confidence",
    "Curve",
    "Forecast",
    "ItemFacts",
    "Light",
    "LightRules",
    "Measure",
    "Plan",
    "Step",
    "confidence",
    "expected",
    "gap",
    "is_behind",
    "light",
    "plan_is_sound",
    "share_of",
]
