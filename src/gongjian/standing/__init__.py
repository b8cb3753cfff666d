"""How things stand on a day.

Its words: *standing*, *hold*, *tally*, *projection*. Computed from what was known at the end of that day; for today
a projection is kept that can be rebuilt at any time. Knows no scores.
"""
