"""Whether the ledger speaks of all that verbs have left."""

from gongjian.ledger.models import Chain
from gongjian.ledger.queries import disagreements, walked


def unproved(kinds):
    """What no entry speaks of, or otherwise: an entry that is written before its verb has done everything proves too little."""
    found = []
    for number in Chain.objects.exclude(campaign_id=0).values_list("campaign_id", flat=True):
        walk = walked(number)
        found += [finding for kind in kinds for finding in disagreements(kind, walk)]
    return found
