"""Who may change the campaign itself."""

from gongjian.accounts.models import Organisation, User
from gongjian.accounts.permissions import may_keep_organisations
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import campaigns_of, seats_of
from gongjian.campaigns.rules import Role
from gongjian.campaigns.rules.life import LIFE_MOVES, LifeMove
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


def may_open_campaign(person: User, organisation: Organisation) -> Verdict:
    """Whoever keeps the organisation that the campaign is for, and so its people."""
    return may_keep_organisations(person, organisation)


def may_live(move: LifeMove, campaign: Campaign, *, by: User | None) -> Verdict:
    """The Office begins and closes; what concerns the archive is for those who administer the campaign."""
    return who_may_live(move, campaign, by) and LIFE_MOVES.check(move, campaign.life)


def who_may_live(move: LifeMove, campaign: Campaign, by: User | None) -> Verdict:
    if by is None:
        return YES
    seats = seats_of(by, campaign)
    if move in (LifeMove.ARCHIVE, LifeMove.FETCH):
        return may_administer(by, campaign)
    if seats.holds(Role.DIRECTOR, Role.ADMINISTRATOR):
        return YES
    return not_you("Only the director of the Campaign Office or an administrator may do this.")


def open_life_moves(campaign: Campaign, *, to: User) -> list[LifeMove]:
    return [move for move in LifeMove if may_live(move, campaign, by=to)]


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
