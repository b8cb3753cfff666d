from gongjian.intake.rules.heading import Headed, Heading, headed
from gongjian.intake.rules.layout import Layout
from gongjian.intake.rules.passing import NOTE, SUM
from gongjian.intake.rules.problems import HIDDEN_ROW, STRUCK, Change, Problem, missing_column
from gongjian.intake.rules.reckoning import (
    Sheet,
    letter_at,
    not_read,
    notes_of_sheet,
    reckoned,
    rows_reckoned,
    sheets_of_list,
)
from gongjian.intake.rules.rows import RawRow, Walk, raw_rows
from gongjian.intake.rules.taken import Choices, SheetTaken, Taken, told_of_choice

__all__ = [
    "HIDDEN_ROW",
    "NOTE",
    "STRUCK",
    "SUM",
    "Change",
    "Choices",
    "Headed",
    "Heading",
    "Layout",
    "Problem",
    "RawRow",
    "Sheet",
    "SheetTaken",
    "Taken",
    "Walk",
    "headed",
    "letter_at",
    "missing_column",
    "not_read",
    "notes_of_sheet",
    "raw_rows",
    "reckoned",
    "rows_reckoned",
    "sheets_of_list",
    "told_of_choice",
]
