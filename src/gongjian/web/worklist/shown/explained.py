"""Why an item shows the light that it shows, in words."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from gongjian.campaigns.models import Campaign
from gongjian.kernel.numbers import plain
from gongjian.standing.models import Hold
from gongjian.standing.rules import Standing
from gongjian.ui.days import day
from gongjian.ui.numbers import percent, points
from gongjian.worklist.rules import Because, Light, LightRules


def reasons(
    one: Standing, holds: Sequence[Hold], rules: LightRules, campaign: Campaign, *, today: date
) -> list[str]:
    """The figures first, then the rule that they meet."""
    figures = _(
        "On %(day)s its baseline expects %(expected)s; reported is %(actual)s; the gap is %(gap)s."
    ) % {
        "day": day(one.measured_on),
        "expected": percent(one.expected),
        "actual": percent(one.share),
        "gap": points(one.gap),
    }
    return [figures, *rule_met(one, holds, rules, campaign, today=today)]


def rule_met(
    one: Standing, holds: Sequence[Hold], rules: LightRules, campaign: Campaign, *, today: date
) -> Iterator[str]:
    if one.because == Because.RECEIVED:
        yield _("Everything has been reported and the report has been received: done.")
    elif one.because == Because.HELD:
        until = next((hold.until for hold in holds if not hold.ended_at and hold.until >= today), today)
        yield _("The Office has accepted a reason until %(day)s: blocked, regardless of the gap.") % {
            "day": day(until)
        }
    elif one.because == Because.OVERDUE:
        yield overdue(one, rules, campaign, today=today)
    elif one.because == Because.NOTHING_EXPECTED:
        yield _("Nothing is expected of it yet: not due.")
    else:
        yield band(one.light, rules)


def overdue(one: Standing, rules: LightRules, campaign: Campaign, *, today: date) -> str:
    said = {
        "day": day(one.due_on),
        "late": campaign.calendar().workdays_between(one.due_on, today),
        "limit": rules.serious_workdays,
    }
    sentence = _(
        "It was due on %(day)s and is %(late)s working days late; beyond %(limit)s it is seriously lagging."
    )
    return sentence % said


def band(light: Light, rules: LightRules) -> str:
    ahead, tolerance, serious = map(whole, (rules.ahead_points, rules.tolerance_points, rules.serious_points))
    said = {
        Light.AHEAD: _("The gap is +%(ahead)s points or better: ahead."),
        Light.ON_SCHEDULE: _("The gap is below +%(ahead)s and not below −%(tolerance)s points: on schedule."),
        Light.LAGGING: _("The gap is below −%(tolerance)s and not below −%(serious)s points: lagging."),
        Light.SERIOUS: _("The gap is below −%(serious)s points: seriously lagging."),
    }
    return said[light] % {"ahead": ahead, "tolerance": tolerance, "serious": serious}


def whole(value: Decimal) -> str:
    return plain(value)
