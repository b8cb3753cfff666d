"""Days of our time: no campaign, permit or date of birth of a project lies outside of it, and no calendar runs over."""

from datetime import date

from gongjian.kernel.verdict import YES, Verdict, no

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


def is_of_our_time(day: date) -> bool:
    return FIRST_DAY <= day <= LAST_DAY


def of_our_time(*days: date | None) -> Verdict:
    if all(day is None or is_of_our_time(day) for day in days):
        return YES
    return no("The date must be between the years 2000 and 2099.")


def day_of(typed: str) -> date | None:
    """A day as 2026-10-12, of our time; None for everything else."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if is_of_our_time(day) else None
