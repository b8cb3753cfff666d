"""Who sees what lies on nobody's desk, and who has everything held against the ledger."""

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.permissions import may_administer, may_keep_unit
from gongjian.campaigns.queries import roles_of
from gongjian.campaigns.rules import OFFICE, Role
from gongjian.kernel.verdict import YES, Verdict, not_you, nothing_here
from gongjian.ledger.models import Entry


def whoever_hands_over(person: User, campaign: Campaign) -> Verdict:
    """An administrator any desk, a head those of the own reporters."""
    if may_administer(person, campaign) or may_keep_unit(person, campaign):
        return YES
    return nothing_here()


def may_read_handing_over(person: User, campaign: Campaign, entry: Entry) -> Verdict:
    """Whoever did it, and the administrators."""
    if entry.actor_id == person.pk or may_administer(person, campaign):
        return YES
    return nothing_here()


def may_see_unattended(person: User, campaign: Campaign) -> Verdict:
    if roles_of(person, campaign).holds(*OFFICE, Role.ADMINISTRATOR):
        return YES
    return not_you("Only the Campaign Office and the administrators see this.")


def may_audit(person: User, campaign: Campaign) -> Verdict:
    if roles_of(person, campaign).holds(*OFFICE, Role.ADMINISTRATOR):
        return YES
    return not_you("Only the Campaign Office and the administrators can check everything against the ledger.")
