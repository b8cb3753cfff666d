from gongjian.standing.queries.computed import light_rules_at, standings_at, tally_on, trend
from gongjian.standing.queries.filtering import Filter
from gongjian.standing.queries.known import Known, known_of
from gongjian.standing.queries.listed import (
    IN_ORDER,
    Page,
    listed_on,
    listed_today,
    standings_today,
    tallies_today,
)
from gongjian.standing.queries.targets import TargetRow, derivation_of, targets_of

__all__ = [
    "IN_ORDER",
    "Filter",
    "Known",
    "Page",
    "TargetRow",
    "derivation_of",
    "known_of",
    "light_rules_at",
    "listed_on",
    "listed_today",
    "standings_at",
    "standings_today",
    "tallies_today",
    "tally_on",
    "targets_of",
    "trend",
]
