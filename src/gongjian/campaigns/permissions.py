"""Who may change the campaign itself."""

from collections.abc import Collection, Sequence

from gongjian.accounts.models import Organisation, User
from gongjian.accounts.permissions import may_keep_organisations
from gongjian.accounts.queries import organisations_administered_by
from gongjian.campaigns.models import Campaign, RoleAssignment
from gongjian.campaigns.queries import campaigns_of, roles_of, units_headed_by, units_of
from gongjian.campaigns.rules import UNIT, Role
from gongjian.campaigns.rules.life import LIFE_MOVES, LifeMove
from gongjian.kernel.verdict import YES, Verdict, no, not_you, nothing_here


def anybody(person: User, campaign: Campaign) -> Verdict:
    """Whoever has a role."""
    return YES if roles_of(person, campaign) else nothing_here()


def may_read_all(person: User, campaign: Campaign | int) -> Verdict:
    """How every unit stands, and what lies between them and the Office."""
    if roles_of(person, campaign).sees_everything:
        return YES
    return not_you("Only the Campaign Office, supervisors and administrators see this.")


def readers(person: User, campaign: Campaign) -> Verdict:
    """Who reads everything; to the others a page for these is not there."""
    return YES if may_read_all(person, campaign) else nothing_here()


def reporters(person: User, campaign: Campaign) -> Verdict:
    """And who writes or signs for a unit."""
    return YES if units_of(person, campaign) else readers(person, campaign)


def answerable(person: User, campaign: Campaign) -> Verdict:
    """And who leads projects."""
    return YES if roles_of(person, campaign).holds(Role.LEADER) else reporters(person, campaign)


def concerned(person: User, campaign: Campaign) -> Verdict:
    """And who works in a group."""
    return YES if roles_of(person, campaign).holds(Role.MEMBER) else answerable(person, campaign)


def may_keep_unit_only(person: User, campaign: Campaign) -> Verdict:
    """An administrator has the page of all people instead."""
    return nothing_here() if may_administer(person, campaign) else may_keep_unit(person, campaign)


def may_keep_unit(person: User, campaign: Campaign) -> Verdict:
    """The people of the own unit."""
    if units_headed_by(person, campaign):
        return YES
    return not_you("Only the head of a unit may do this.")


def may_administer(person: User, campaign: Campaign) -> Verdict:
    """People, organisations and roles."""
    if roles_of(person, campaign).holds(Role.ADMINISTRATOR):
        return YES
    return not_you("Only an administrator may do this.")


def may_keep_account(keeper: User, person: User) -> Verdict:
    """A password opens every campaign in which somebody has a role: its keeper administers all of them."""
    if person.is_superuser and not keeper.is_superuser:
        return not_you("The operator's account is managed by the operator.")
    if all(may_administer(keeper, campaign) for campaign in campaigns_of(person)):
        return YES
    return not_you(
        "This person has a seat in another campaign too. Only somebody who administers both may do this."
    )


def may_pass_roles(
    by: User, person: User, assignments: Sequence[RoleAssignment], campaign: Campaign
) -> Verdict:
    """An administrator who keeps the account; a head for the reporters of the own unit."""
    if may_administer(by, campaign):
        return may_keep_account(by, person)
    own = roles_of(by, campaign).organisations(Role.HEAD)
    if assignments and all(
        assignment.role == Role.REPORTER and assignment.organisation_id in own for assignment in assignments
    ):
        return YES
    return not_you("Only an administrator, or for reporters the head of the unit, may do this.")


def may_renew(keeper: User, person: User) -> Verdict:
    """A head gives a new way in to people of the own unit only, whose roles open nothing else anywhere."""
    if person.pk == keeper.pk:
        return not_you("You cannot reset your own password here.")
    if not person.is_active:
        return no("The account of %(name)s is closed.", name=str(person))
    if person.is_superuser or person.is_staff or organisations_administered_by([person]):
        return not_you("An administrator's password is reset by an administrator.")
    held = list(person.role_assignments.filter(ended_at=None).select_related("campaign"))
    if {assignment.role for assignment in held} - set(UNIT) or len(
        {assignment.organisation_id for assignment in held}
    ) != 1:
        return not_you("This person has seats outside your unit. An administrator resets the password.")
    living = [assignment for assignment in held if not assignment.campaign.is_archived]
    if living and all(
        roles_of(keeper, assignment.campaign).holds(Role.HEAD, at=assignment.organisation_id)
        for assignment in living
    ):
        return YES
    return not_you("Only the head of the unit may do this, for people of their own unit.")


def may_open_any_campaign(kept: Collection[int]) -> Verdict:
    """Whoever keeps any organisation; asked with what they keep."""
    if kept:
        return YES
    return not_you("Only an administrator of the county may open a campaign.")


def may_open_campaign(person: User, organisation: Organisation) -> Verdict:
    """Whoever keeps the organisation that the campaign is for, and so its people."""
    return may_keep_organisations(person, organisation)


def may_live(move: LifeMove, campaign: Campaign, *, by: User | None) -> Verdict:
    """The Office begins and closes; what concerns the archive is for those who administer the campaign."""
    return who_may_live(move, campaign, by) and LIFE_MOVES.check(move, campaign.life, campaign)


def who_may_live(move: LifeMove, campaign: Campaign, by: User | None) -> Verdict:
    if by is None:
        return YES
    roles = roles_of(by, campaign)
    if move in (LifeMove.ARCHIVE, LifeMove.FETCH):
        return may_administer(by, campaign)
    if roles.holds(Role.DIRECTOR, Role.ADMINISTRATOR):
        return YES
    return not_you("Only the director of the Campaign Office or an administrator may do this.")


def open_life_moves(campaign: Campaign, *, to: User) -> list[LifeMove]:
    return [move for move in LifeMove if may_live(move, campaign, by=to)]


def may_read_ledger(person: User, campaign: Campaign) -> Verdict:
    if roles_of(person, campaign).sees_everything:
        return YES
    return not_you("Only the Campaign Office, supervisors and administrators read the ledger.")


def may_plan(person: User, campaign: Campaign) -> Verdict:
    """The plan's calendar, lines, phases, targets and obligations."""
    if roles_of(person, campaign).holds(Role.CLERK, Role.DIRECTOR, Role.ADMINISTRATOR):
        return YES
    return not_you("Only the Campaign Office may do this.")


def may_set_rules(person: User, campaign: Campaign) -> Verdict:
    """The rulebook: who is scored how is for the director to answer for."""
    if roles_of(person, campaign).holds(Role.DIRECTOR):
        return YES
    return not_you("Only the director of the Campaign Office may change the rulebook.")
