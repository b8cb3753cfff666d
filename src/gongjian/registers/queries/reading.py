"""What one must know to read what people write into a register."""

from collections import defaultdict

from django.db.models import Q, QuerySet

from gongjian.accounts.models import User, official_people
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import organisations_within
from gongjian.reading.cells.days import Times
from gongjian.reading.cells.words import normal
from gongjian.registers.rules.values import Known, by_name


def times_of(campaign: Campaign) -> Times:
    return Times(campaign.year, campaign.starts_on, campaign.ends_on)


def organisations_by_name(campaign: Campaign) -> dict[str, str]:
    rows = organisations_within(campaign).values_list("name", "short_name", "other_names")
    return by_name([(name, short, *others) for name, short, others in rows])


def known_to(campaign: Campaign) -> Known:
    """What values are read by: the organisations of the county, and the people who hold a role in the campaign."""
    return Known(times_of(campaign), organisations_by_name(campaign), people_by_name(campaign))


def people_of(campaign: Campaign) -> QuerySet[User]:
    """Whoever holds a role in the campaign, in the official order."""
    held = Q(role_assignments__campaign=campaign, role_assignments__ended_at=None)
    return User.objects.filter(pk__in=User.objects.filter(held).values("pk")).order_by(*official_people())


def people_by_name(campaign: Campaign) -> dict[str, str]:
    """To the account. A name that two people bear is nobody's."""
    found: dict[str, set[str]] = defaultdict(set)
    for account, name in people_of(campaign).values_list("username", "name"):
        found[normal(account)].add(account)
        found[normal(name)].add(account)
    return {name: accounts.pop() for name, accounts in found.items() if name and len(accounts) == 1}
