from gongjian.accounts.rules.columns import BOTH, LAYOUTS, ORGANISATIONS, PEOPLE, Column
from gongjian.accounts.rules.known import Outside
from gongjian.accounts.rules.tree import all_below, may_stand_under
from gongjian.accounts.rules.words import Language, OrganisationKind

__all__ = [
    "BOTH",
    "LAYOUTS",
    "ORGANISATIONS",
    "PEOPLE",
    "Column",
    "Language",
    "OrganisationKind",
    "Outside",
    "all_below",
    "may_stand_under",
]
