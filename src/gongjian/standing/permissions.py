"""Who may grant a hold."""

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import roles_of
from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import YES, Verdict, not_you


def may_hold(person: User, campaign: Campaign) -> Verdict:
    """Reasons are accepted by the Office's director, never by the unit that gives them."""
    if roles_of(person, campaign).holds(Role.DIRECTOR):
        return YES
    return not_you("Only the director of the Campaign Office may accept a reason.")
