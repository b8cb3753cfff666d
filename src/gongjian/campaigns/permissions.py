"""Who may change the campaign itself."""

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import campaigns_of, seats_of
from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import YES, Verdict, not_you


def may_administer(person: User, campaign: Campaign) -> Verdict:
    """People, organisations and seats."""
    if seats_of(person, campaign).holds(Role.ADMINISTRATOR):
        return YES
    return not_you("Only an administrator may do this.")


def may_keep_account(keeper: User, person: User) -> Verdict:
    """A password opens every campaign in which somebody has a seat: its keeper administers all of them."""
    if person.is_superuser and not keeper.is_superuser:
        return not_you("The account of the operator is kept by the operator.")
    if all(may_administer(keeper, campaign) for campaign in campaigns_of(person)):
        return YES
    return not_you(
        "This person has a seat in another campaign too. Only somebody who administers both may do this."
    )


def may_read_ledger(person: User, campaign: Campaign) -> Verdict:
    if seats_of(person, campaign).sees_everything:
        return YES
    return not_you("Only the Campaign Office, supervisors and administrators read the ledger.")


def may_plan(person: User, campaign: Campaign) -> Verdict:
    """The plan's calendar, lines, phases, targets and obligations."""
    if seats_of(person, campaign).holds(Role.CLERK, Role.DIRECTOR, Role.ADMINISTRATOR):
        return YES
    return not_you("Only the Campaign Office may do this.")


def may_set_rules(person: User, campaign: Campaign) -> Verdict:
    """The rulebook: who is scored how is for the director to answer for."""
    if seats_of(person, campaign).holds(Role.DIRECTOR):
        return YES
    return not_you("Only the director of the Campaign Office may change the rulebook.")
