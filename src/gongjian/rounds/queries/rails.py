"""Which cards lie on somebody's desk."""

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import roles_of
from gongjian.rounds.rules.rails import Rail, rails_for


def rails_of(person: User, campaign: Campaign) -> frozenset[Rail]:
    return rails_for(role for role, _ in roles_of(person, campaign).held)
