"""Everything is held against the ledger, part by part, while the page shows how far it is."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import require
from gongjian.ledger.actions import record, require_open
from gongjian.ledger.rules import Finding
from gongjian.rounds.models import Audit
from gongjian.rounds.permissions import may_audit
from gongjian.rounds.queries.examining import Check, Examination
from gongjian.rounds.queries.naming import called
from gongjian.work.actions import enqueue
from gongjian.work.queries import is_under_way

TASK = "hold_against_ledger"
MOST_KEPT = 100


@transaction.atomic
def ask_for_audit(campaign: Campaign, *, by: User, at: datetime) -> Audit:
    """Have everything held against the ledger. What is under way is not begun a second time."""
    campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
    require(may_audit(by, campaign))
    newest = campaign.audits.first()
    if newest and newest.finished_at is None and is_under_way(TASK):
        return newest

    audit = Audit.objects.create(campaign=campaign, asked_at=at, asked_by=by)
    enqueue(TASK, audit.pk)

    record(Text("checked everything against the ledger"), about=campaign, by=by, at=at, items=[])
    return audit


def carry_out(audit: Audit, *, at: datetime) -> Audit:
    """Look at every part in turn. It may take minutes, so it holds no lock; what is written meanwhile is looked at again."""
    require_open(audit)
    examination = Examination(audit.campaign)
    checks, found = examination.checks(), list[Finding]()
    audit.count = 0
    for place, check in enumerate(checks):
        come_to(audit, check, place, checks)
        for finding in check.run():
            audit.count += 1
            if audit.count <= MOST_KEPT:
                found.append(finding)
    walk = examination.walks[audit.campaign_id]
    audit.entries, audit.anchor = examination.entries, str(walk.anchor)
    audit.found = [[called(one).to_json(), one.what.to_json(), one.about] for one in found]
    audit.part, audit.finished_at = audit.parts, max(at, audit.asked_at)
    audit.save()
    return audit


def come_to(audit: Audit, check: Check, place: int, checks: Sequence[Check]) -> None:
    """The page sees how far it is."""
    audit.part, audit.parts, audit.looks_at = place, len(checks), check.label
    audit.save(update_fields=["part", "parts", "looks_at"])
