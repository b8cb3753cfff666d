"""What the sheets propose becomes seats and units: many at once."""

from datetime import datetime

from django.db import transaction

from gongjian.accounts.models import User
from gongjian.campaigns.actions.people import require_administrator
from gongjian.campaigns.models import Campaign, Seat, Unit
from gongjian.campaigns.queries import proposed_seats, proposed_units
from gongjian.kernel.text import Text
from gongjian.ledger.actions import record


@transaction.atomic
def seat_as_proposed(campaign: Campaign, *, by: User | None, at: datetime) -> tuple[list[Unit], list[Seat]]:
    """Every unit takes part and everybody gets the seat that was proposed. Who has it already keeps it."""
    campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
    require_administrator(by, campaign)
    seats, units = proposed_seats(campaign), proposed_units(campaign)

    begun = campaign.units.count()
    enlisted = Unit.objects.bulk_create(
        Unit(campaign=campaign, organisation=organisation, series=series or "", position=position)  # type: ignore[misc]
        for position, (organisation, series) in enumerate(units, start=begun + 1)
    )
    given = Seat.objects.bulk_create(
        Seat(campaign=campaign, person=person, organisation=person.organisation, role=role, given_at=at)
        for person, role in seats
    )

    if enlisted or given:
        seated = Text("gave the proposed seats: %(seats)s seats, %(units)s units", seats=len(given), units=len(enlisted))  # fmt: skip
        record(
            seated,
            about=campaign,
            by=by,
            at=at,
            people=[person.pk for person, _ in seats],
            organisations=[organisation.pk for organisation, _ in units],
        )
    return enlisted, given
