"""gongjian targets: what was reached of every target, what was expected by then, and what is to be expected."""

import json
from argparse import ArgumentParser
from datetime import date
from fractions import Fraction
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import campaign_time
from gongjian.kernel.numbers import plain, rounded
from gongjian.standing.queries import TargetRow, standings_at, targets_of
from gongjian.standing.rules.deriving import Outlook

PLACES = 4


class Command(BaseCommand):
    help = "List the targets of a campaign with actual, expected and forecast."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--data-dir", help="the folder of the installation's data")
        parser.add_argument("--campaign", required=True, help="the short name in its address")
        parser.add_argument("--on", type=date.fromisoformat, help="at the end of this day; left out, now")
        parser.add_argument("--json", action="store_true", help="as a JSON list")

    def handle(self, **options: Any) -> None:
        campaign = Campaign.objects.filter(slug=options["campaign"]).first()
        if campaign is None:
            raise CommandError(f"There is no campaign {options['campaign']}.")
        on = options["on"]
        at = campaign.end_of(on) if on else campaign_time(campaign, real=timezone.now())
        told = [as_data(row) for row in targets_of(campaign, standings_at(campaign, at), at=at)]
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
            return
        for one in told:
            said = (f"{one['actual']} of {one['value']} {one['unit']}", f"expected {one['expected']}")
            self.stdout.write(f"{one['code']}  {one['name']}: {', '.join(said)} ({one['state']})")


def as_data(row: TargetRow) -> dict[str, Any]:
    """Numbers as decimal text without unit; null where nothing can be counted yet."""
    target, found = row.target, row.derived
    return {
        "code": target.code,
        "name": target.name,
        "level": target.level.value,
        "operator": target.operator.value,
        "value": plain(target.value),
        "unit": target.unit,
        "actual": as_text(found.actual),
        "expected": as_text(found.expected),
        "forecast": forecast_of(found.outlook),
        "state": "reached" if row.reached else "open" if found.actual is not None else "not countable yet",
        "rows": found.rows if row.binding is None or row.binding.kind != "by_hand" else 0,
    }


def forecast_of(outlook: Outlook | None) -> dict[str, str | None] | None:
    if outlook is None:
        return None
    return {name: as_text(getattr(outlook, name)) for name in ("low", "middle", "high")}


def as_text(value: Fraction | None) -> str | None:
    return None if value is None else plain(rounded(value, PLACES))
