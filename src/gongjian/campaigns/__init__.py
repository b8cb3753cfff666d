"""The campaign as the plan describes it.

Its words: *campaign*, *line of work*, *phase*, *target*, *obligation*, *role*, *unit*, *series*, *rulebook*,
*special day*. Owns the plan's calendar and time zone and who holds which role. Knows no items.
"""
