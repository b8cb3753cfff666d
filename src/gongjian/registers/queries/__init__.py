from gongjian.registers.queries.counts import (
    counts_by_project,
    counts_on,
    curve_of,
    layout_of_register,
    linked_counts,
    marks_of,
)
from gongjian.registers.queries.desk import on_desk
from gongjian.registers.queries.permits import PermitFacts, permit_facts, permit_rules, permits_of

__all__ = [
    "PermitFacts",
    "counts_by_project",
    "counts_on",
    "curve_of",
    "layout_of_register",
    "linked_counts",
    "marks_of",
    "on_desk",
    "permit_facts",
    "permit_rules",
    "permits_of",
]
