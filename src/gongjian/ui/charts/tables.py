"""The figures of a line chart, day by day."""

from datetime import date

from gongjian.ui.charts.plots import Plot, numbers_of
from gongjian.ui.charts.values import Table
from gongjian.ui.numbers import NOTHING


def table_of(plot: Plot) -> Table:
    """Every day of which a line says something; where a line jumps, what it jumps to."""
    columns = [dict(numbers_of(line)) for line in plot.chart.lines]
    days = sorted({day for column in columns for day in column})
    heads = tuple(line.name for line in plot.chart.lines)
    return Table(heads, tuple((day, values_on(plot, columns, day)) for day in days))


def values_on(plot: Plot, columns: list[dict[date, float]], day: date) -> tuple[str, ...]:
    return tuple(plot.spoken(column[day]) if day in column else NOTHING for column in columns)
