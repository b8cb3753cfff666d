"""Who sees what lies on nobody's desk, and who has everything held against the ledger."""

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import seats_of
from gongjian.campaigns.rules import OFFICE, Role
from gongjian.kernel.verdict import YES, Verdict, not_you


def may_see_unattended(person: User, campaign: Campaign) -> Verdict:
    if seats_of(person, campaign).holds(*OFFICE, Role.ADMINISTRATOR):
        return YES
    return not_you("Only the Campaign Office and the administrators see this.")


def may_audit(person: User, campaign: Campaign) -> Verdict:
    if seats_of(person, campaign).holds(*OFFICE, Role.ADMINISTRATOR):
        return YES
    return not_you("Only the Campaign Office and the administrators have everything held against the ledger.")
