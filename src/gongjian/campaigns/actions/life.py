"""A campaign begins, ends, and is put into the archive, where nothing in it changes any more."""

from datetime import datetime

from django.db import transaction

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.permissions import may_live
from gongjian.campaigns.rules.life import LIFE_MOVES, Life, LifeMove
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import require
from gongjian.ledger.actions import record, seal_chain, unseal_chain

STAMPS = ("began_at", "closed_at", "archived_at")
SAID = {
    LifeMove.BEGIN: Text("started the campaign"),
    LifeMove.CLOSE: Text("closed the campaign"),
    LifeMove.REOPEN: Text("opened the campaign again"),
    LifeMove.ARCHIVE: Text("archived the campaign"),
    LifeMove.FETCH: Text("restored the campaign from the archive"),
}


@transaction.atomic
def move_campaign(
    campaign: Campaign, move: LifeMove, *, by: User | None, at: datetime, seen: int
) -> Campaign:
    """A campaign goes on in its life. In the archive it can be read by everybody who could, and changed by nobody."""
    campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
    require(may_live(move, campaign, by=by))
    unchanged(seen, campaign.version)
    if move == LifeMove.FETCH:
        unseal_chain(campaign)

    campaign.life = LIFE_MOVES.target(move)
    stamp(campaign, at=at)
    campaign.version += 1
    campaign.save(update_fields=["life", *STAMPS, "version"])

    record(SAID[move], about=campaign, by=by, at=at)
    if move == LifeMove.ARCHIVE:
        seal_chain(campaign, at=at)
    return campaign


def stamp(campaign: Campaign, *, at: datetime) -> None:
    """Each stamp says since when; what is no longer so loses it."""
    reached = list(Life).index(Life.of(campaign.life))
    for place, field in enumerate(STAMPS, start=1):
        setattr(campaign, field, None if place > reached else getattr(campaign, field) or at)
