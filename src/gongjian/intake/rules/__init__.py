from gongjian.intake.rules.heading import Headed, Heading, headed
from gongjian.intake.rules.layout import Layout
from gongjian.intake.rules.problems import Problem, missing_column
from gongjian.intake.rules.rows import NOTE, SUM, RawRow, Walk, raw_rows

__all__ = [
    "NOTE",
    "SUM",
    "Headed",
    "Heading",
    "Layout",
    "Problem",
    "RawRow",
    "Walk",
    "headed",
    "missing_column",
    "raw_rows",
]
