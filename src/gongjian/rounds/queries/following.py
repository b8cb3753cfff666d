"""What somebody follows: the ledger, as far as it is theirs to read on their desk."""

from django.db.models import Q, QuerySet

from gongjian.accounts.models import User
from gongjian.bulletins.models import Bulletin
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.permissions import may_read_ledger
from gongjian.campaigns.queries import units_of
from gongjian.kernel.renamed import ever_worded
from gongjian.kernel.text import Text
from gongjian.ledger.models import Entry
from gongjian.ledger.queries import remembered
from gongjian.obstacles.models import Obstacle
from gongjian.reporting.models import Report
from gongjian.worklist.models import Item

ISSUED = Text("issued no. %(number)s").msgid  # how a bulletin came about is for the offices
MOST_FOLLOWED = 60


def followed(person: User, campaign: Campaign) -> QuerySet[Entry]:
    """What others have done: all of it for those who read the ledger, else to what is theirs, and what was issued."""
    entries = Entry.objects.filter(campaign_id=campaign.pk, actor_id__isnull=False).exclude(
        actor_id=person.pk
    )
    if may_read_ledger(person, campaign):
        return entries
    issued = remembered(campaign, "bulletins issued", lambda: issued_in(campaign))
    mine = remembered(campaign, ("followed", person.pk), lambda: subjects_of(person, campaign))
    return entries.filter(Q(subject__in=mine) | Q(subject__in=issued, verb__text__in=ever_worded(ISSUED)))


def issued_in(campaign: Campaign) -> list[str]:
    issued = Bulletin.objects.filter(campaign=campaign).issued().values_list("pk", flat=True)
    return [f"bulletins.bulletin:{pk}" for pk in issued]


def subjects_of(person: User, campaign: Campaign) -> list[str]:
    """The unit's own reports, the items that somebody answers for, and the obstacles that concern them."""
    own = Report.objects.filter(campaign=campaign, unit__in=units_of(person, campaign))
    items = Item.objects.visible_to(person, campaign).values_list("pk", flat=True)
    open_ones = Obstacle.objects.visible_to(person, campaign).still_open()
    obstacles = open_ones.order_by("-moved_at").values_list("pk", flat=True)[:MOST_FOLLOWED]
    return [
        *(f"reporting.report:{pk}" for pk in own.values_list("pk", flat=True)),
        *(f"worklist.item:{pk}" for pk in items),
        *(f"obstacles.obstacle:{pk}" for pk in obstacles),
    ]
