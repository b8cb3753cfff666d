"""Today's standings are kept up to date."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from gongjian.campaigns.models import Campaign
from gongjian.ledger.models import Chain, Entry
from gongjian.ledger.queries import last_number, memory_of, remembered
from gongjian.standing.models import Hold, ItemStanding, Projection
from gongjian.standing.queries import standings_at
from gongjian.standing.rules import Standing
from gongjian.standing.rules.attributes import COLUMNS, kept_values
from gongjian.worklist.rules import Light

EVERYTHING = ("campaigns.specialday:", "campaigns.campaign:", "reporting.period:", "campaigns.rulebook:")
"""What touches the standing of every item, unless it names the items that it touches: some, or none."""
STAYS = (Light.DONE, Light.BLOCKED)
"""Lights that no day changes; a hold that ends with its day is looked for by itself."""


def bring_up_to_date(campaign: Campaign, *, at: datetime) -> str:
    """Work out today's standings where something has happened since; cheap when nothing has.

    The answer is the seal of everything that has happened: while it is the same, so is every answer."""
    day = campaign.day_of(at)
    newest = Chain.objects.filter(campaign_id=OuterRef("campaign_id"))
    elsewhere = Chain.objects.filter(campaign_id=0)

    def work_out() -> str:
        if in_hand := seal_in_hand(campaign, at):
            return in_hand
        fresh = Projection.objects.filter(
            campaign=campaign, day=day, number=Subquery(newest.values("number"))
        )
        seals = fresh.values_list(Subquery(newest.values("sha256")), Subquery(elsewhere.values("sha256")))
        seal = seals.first()
        if seal is None:
            catch_up(campaign, at=at)
            seal = seals.first()
        return ":".join(part or "" for part in seal or ())

    return remembered(campaign, ("standings", day), work_out)


def seal_in_hand(campaign: Campaign, at: datetime) -> str:
    """Where the campaign came with the head of its chain and with its projection, nothing need be asked."""
    memory, known = memory_of(campaign), getattr(campaign, "projection", None)
    fresh = memory and known and (known.day, known.number) == (campaign.day_of(at), memory.number)
    return memory.seal if memory and fresh else ""


@transaction.atomic
def catch_up(campaign: Campaign, *, at: datetime) -> Projection:
    day, number = campaign.day_of(at), last_number(campaign.pk)
    known, new = Projection.objects.select_for_update(no_key=True).get_or_create(
        campaign=campaign, defaults={"day": day, "number": 0}
    )
    touched = None if new else touched_since(campaign, known.number)
    if touched is not None and known.day != day:
        moved = moved_by_days(campaign, known.day, day)
        touched = None if moved is None else touched | moved
    if touched is None:
        rebuild(campaign, at=at)
    elif touched:
        refresh(campaign, touched, at=at)

    known.day, known.number = day, number
    known.save(update_fields=["day", "number"])
    return known


def touched_since(campaign: Campaign, number: int) -> set[int] | None:
    """The items that entries after this one speak of; None where something touched them all."""
    touched: set[int] = set()
    entries = Entry.objects.filter(campaign_id=campaign.pk, number__gt=number)
    for subject, facts in entries.values_list("subject", "facts"):
        if "items" not in facts and subject.startswith(EVERYTHING):
            return None
        touched.update(facts.get("items", ()))
    return touched


def moved_by_days(campaign: Campaign, since: date, day: date) -> set[int] | None:
    """The items that may stand differently because days have passed: late ones, and those whose hold is over.

    Whoever was seriously late already stays so. None where a cut-off has passed, since all are measured anew, and
    where the clock went back."""
    if day < since or campaign.periods.filter(cut_off_on__gt=since, cut_off_on__lte=day).exists():
        return None
    late = ItemStanding.objects.filter(campaign=campaign, due_on__lt=day).exclude(light__in=STAYS)
    late = late.exclude(light=Light.SERIOUS, due_on__lt=since)
    over = Hold.objects.filter(campaign=campaign, until__gte=since, until__lt=day)
    return {*late.values_list("item_id", flat=True), *over.values_list("item_id", flat=True)}


def rebuild(campaign: Campaign, *, at: datetime) -> None:
    """Work all of today's standings out from the facts."""
    write_anew(standings_at(campaign, at), ItemStanding.objects.filter(campaign=campaign), campaign)


def refresh(campaign: Campaign, items: set[int], *, at: datetime) -> None:
    """Work out only these."""
    rows = ItemStanding.objects.filter(campaign=campaign, item__in=items)
    write_anew(standings_at(campaign, at, items=items), rows, campaign)


def write_anew(found: Sequence[Standing], rows: QuerySet[ItemStanding], campaign: Campaign) -> None:
    """Write what is new or no longer as it is kept; drop what has left the list."""
    kept = {item: tuple(said) for item, *said in rows.values_list("item_id", *COLUMNS.values())}
    if gone := kept.keys() - {one.item for one in found}:
        rows.filter(item__in=gone).delete()
    write_standings(
        [row_of(one, campaign) for one in found if kept.get(one.item) != tuple(kept_values(one).values())]
    )


def write_standings(rows: Sequence[ItemStanding]) -> None:
    ItemStanding.objects.bulk_create(
        rows, batch_size=500, update_conflicts=True, unique_fields=["item"], update_fields=COLUMNS.values()
    )


def row_of(one: Standing, campaign: Campaign) -> ItemStanding:
    return ItemStanding(campaign=campaign, item_id=one.item, **kept_values(one))
