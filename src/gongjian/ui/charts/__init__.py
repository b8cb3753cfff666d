"""Charts that the server draws: frozen values in, SVG out. They need no script, print, and weigh a few kilobytes.

Across, everything is written in hundredths of the width, so that a chart fits its page and its paper while its words keep
their size; colours are classes. A line chart brings its table; bars stand in the table whose figures they draw."""

from gongjian.ui.charts.values import BarPart, HeatCell, Line, LineChart, Table

__all__ = ["BarPart", "HeatCell", "Line", "LineChart", "Table"]
