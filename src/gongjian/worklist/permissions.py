"""Who may change the list."""

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import seats_of
from gongjian.kernel.verdict import YES, Verdict, not_you


def may_edit_list(person: User, campaign: Campaign) -> Verdict:
    if seats_of(person, campaign).office:
        return YES
    return not_you("Only the Campaign Office may change the list.")
