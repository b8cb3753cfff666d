from gongjian.reporting.queries.desk import on_desk
from gongjian.reporting.queries.reports import (
    FilingRow,
    figures_at,
    figures_known,
    filing_row,
    filings_at,
    light_rules,
    measured_through,
    periods,
    punctuality_by_unit,
    reports_of,
    rows_of,
    rows_to_judge,
    waiting_for_the_office,
)

__all__ = [
    "FilingRow",
    "figures_at",
    "figures_known",
    "filing_row",
    "filings_at",
    "light_rules",
    "measured_through",
    "on_desk",
    "periods",
    "punctuality_by_unit",
    "reports_of",
    "rows_of",
    "rows_to_judge",
    "waiting_for_the_office",
]
