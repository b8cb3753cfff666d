"""What a fact of a plan says of days and roles, in words: a draft keeps them as calendars write them."""

from datetime import date
from functools import reduce

from gongjian.kernel.text import Text

ROLES = {"lead": Text("leads"), "support": Text("supports"), "responsible": Text("is responsible")}
EVERY = {
    "DAILY": Text("every day"),
    "WEEKLY": Text("every week"),
    "SEMIMONTHLY": Text("every half month"),
    "MONTHLY": Text("every month"),
}
QUARTERLY, ON_FRIDAYS = Text("every quarter"), Text("every Friday")
LAST_DAY = Text("last day")


def role_in_words(role: str) -> Text | str:
    """What a unit does for the plan; a word that is none of ours stays as it is."""
    return ROLES.get(role, role)


def date_in_words(written: str) -> Text | date | str:
    """Takes a day, several with / between them, or a rule (FREQ=…); gives what a sentence says of them."""
    if written.startswith("FREQ="):
        return rule_in_words(written)
    days = [day_in_words(one) for one in written.split("/") if one]
    return reduce(between, days) if days else ""


def between(first: Text | date | str, last: Text | date | str) -> Text:
    return Text("%(first)s – %(last)s", first=first, last=last)


def day_in_words(written: str) -> Text | date | str:
    """A day that stands without its year keeps its month and day."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return written.replace("--", "")


def rule_in_words(written: str) -> Text | str:
    """How often, and on which days of the month."""
    rule = dict(part.split("=", 1) for part in written.split(";") if "=" in part)
    often: Text | str = EVERY.get(rule.get("FREQ", ""), written)
    if rule.get("FREQ") == "MONTHLY" and rule.get("INTERVAL") == "3":
        often = QUARTERLY
    if rule.get("BYDAY") == "FR":
        often = ON_FRIDAYS
    days = tuple(LAST_DAY if one == "-1" else one for one in rule.get("BYMONTHDAY", "").split(",") if one)
    return Text("%(label)s (%(unit)s)", label=often, unit=days) if days else often
