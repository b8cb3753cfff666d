"""Whether the ledger speaks of all that verbs have left."""

from gongjian.campaigns.queries.proofs import ROLE_ASSIGNMENTS, TARGETS, UNITS
from gongjian.kernel.text import Text
from gongjian.ledger.actions import record
from gongjian.ledger.models import Chain
from gongjian.ledger.queries import disagreements, walked
from gongjian.worklist.queries.proofs import ITEMS, PROJECTS
from tests.world import AFTER_CUT_OFF


def unproved(kinds):
    """What no entry speaks of, or otherwise: an entry that is written before its verb has done everything proves too little."""
    found = []
    for number in Chain.objects.exclude(campaign_id=0).values_list("campaign_id", flat=True):
        walk = walked(number)
        found += [finding for kind in kinds for finding in disagreements(kind, walk)]
    return found


def written_down(*campaigns):
    """The worlds of tests seat people and lay out items without verbs; here an entry speaks of them after all."""
    for campaign in campaigns:
        said = {}
        for kind in (ROLE_ASSIGNMENTS, UNITS, TARGETS, PROJECTS, ITEMS):
            said |= dict(kind.digests(kind.rows(campaign=campaign.pk)))
        record(Text("laid out"), about=campaign, by=None, at=AFTER_CUT_OFF, proves=said)
