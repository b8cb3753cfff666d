"""The clock of a campaign that does not live in real time."""

from datetime import datetime

from django.db import transaction

from gongjian.campaigns.models import Campaign, Clock
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record


@transaction.atomic
def start_clock(campaign: Campaign, *, at: datetime, real: datetime) -> Clock:
    """The campaign leaves real time and begins at a moment of its own."""
    clock = Clock.objects.create(campaign=campaign, at=at, set_at=real)

    record(Text("started the campaign's clock"), about=clock, by=None, at=at)
    return clock


@transaction.atomic
def move_clock(campaign: Campaign, *, to: datetime, real: datetime) -> Clock:
    """Time goes on, never back."""
    clock = Clock.objects.select_for_update(no_key=True).get(campaign=campaign)
    if to < clock.facts().shows(real) and campaign.day_of(to) < campaign.day_of(clock.at):
        require(no("The date cannot go back."))

    clock.at, clock.set_at = to, real
    clock.save(update_fields=["at", "set_at"])

    record(Text("moved the campaign's clock"), about=clock, by=None, at=to)
    return clock
