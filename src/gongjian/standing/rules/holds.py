"""A hold: the Office accepts a reason. It stops punishment, not the clock on the page."""

from datetime import date

from gongjian.kernel.verdict import YES, Verdict, no
from gongjian.kernel.vocabulary import Term

LONGEST_DAYS = 62  # our decision: whoever needs longer asks again


class HoldReason(Term):
    LAND = "land", "land and relocation"
    APPROVAL = "approval", "approval by a higher level"
    PLANNING = "planning", "change of plan by a higher level"
    WEATHER = "weather", "weather or disaster"
    OTHER = "other", "other objective reason"


def hold_is_sound(reason: str, *, until: date, today: date) -> Verdict:
    if not reason.strip():
        return no("Enter the reason that the Office accepts.")
    if until < today:
        return no("The end of a hold cannot be in the past.")
    if (until - today).days > LONGEST_DAYS:
        return no("A hold lasts at most %(days)s days. It can be granted again.", days=LONGEST_DAYS)
    return YES
