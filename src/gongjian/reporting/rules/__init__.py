from gongjian.reporting.rules.filing import (
    TROUBLE_FIRST,
    Filing,
    FilingFacts,
    Punctuality,
    filing,
    punctuality,
)
from gongjian.reporting.rules.rows import (
    MAX_VALUE,
    Problem,
    RowFacts,
    Typed,
    enough,
    is_empty,
    problems_of,
    rounded_for,
    suspicions,
)
from gongjian.reporting.rules.states import MOVES, Move, ReportingRules, State

__all__ = [
    "MAX_VALUE",
    "MOVES",
    "TROUBLE_FIRST",
    "Filing",
    "FilingFacts",
    "Move",
    "Problem",
    "Punctuality",
    "ReportingRules",
    "RowFacts",
    "State",
    "Typed",
    "enough",
    "filing",
    "is_empty",
    "problems_of",
    "punctuality",
    "rounded_for",
    "suspicions",
]
