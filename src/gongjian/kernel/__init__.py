"""Words, verdicts, moves and calendars. Pure: knows no Django and no campaign."""
