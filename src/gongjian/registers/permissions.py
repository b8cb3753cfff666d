"""Who sets up registers, who writes in them, and who moves a permit."""

from collections.abc import Callable

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import roles_of
from gongjian.campaigns.rules import UNIT, Role
from gongjian.kernel.verdict import YES, Verdict, no, not_you
from gongjian.registers.models import Register, RegisterEntry
from gongjian.registers.rules import PERMIT_MOVES, Manner, PermitMove, PermitState
from gongjian.worklist.models import Item, Project


def may_set_up(person: User, campaign: Campaign) -> Verdict:
    """What a register asks for is decided by the county."""
    if roles_of(person, campaign).holds(Role.CLERK, Role.DIRECTOR, Role.ADMINISTRATOR):
        return YES
    return not_you("Only the Campaign Office sets up registers.")


def answers_for(person: User, project: Project) -> bool:
    """Whether somebody belongs to a unit that answers for the project or one of its items."""
    units = roles_of(person, project.campaign_id).organisations(*UNIT)
    if not units or project.unit_id in units:
        return bool(units)
    return Item.objects.filter(project=project, baseline__unit__in=units, withdrawn_at=None).exists()


def of_the_unit(person: User, project: Project) -> Verdict:
    if roles_of(person, project.campaign_id).office or answers_for(person, project):
        return YES
    return not_you("Only a reporter or the head of %(unit)s may do this.", unit=str(project.unit))


def of_the_group(person: User, register: Register) -> bool:
    roles = roles_of(person, register.campaign_id)
    return register.group_id is not None and roles.holds(Role.MEMBER, at=register.group_id)


def may_write(person: User, register: Register, project: Project) -> Verdict:
    """The unit counts its own project; the group that looks after the register may help, and so may the Office."""
    return YES if of_the_group(person, register) else of_the_unit(person, project)


def may_write_entry(person: User, entry: RegisterEntry) -> Verdict:
    return may_write(person, entry.register, entry.project) and still_stands(entry)


def still_stands(entry: RegisterEntry) -> Verdict:
    if entry.dropped_at:
        return no("This entry was cancelled: %(why)s", why=entry.dropped_because)
    return YES


def applicant(person: User, entry: RegisterEntry) -> Verdict:
    return of_the_unit(person, entry.project)


def handler(person: User, entry: RegisterEntry) -> Verdict:
    """The department that handles the permit, or the group that looks after approvals."""
    roles = roles_of(person, entry.campaign_id)
    if roles.office or of_the_group(person, entry.register):
        return YES
    if entry.department_id and roles.holds(*UNIT, at=entry.department_id):
        return YES
    return not_you("Only %(department)s may do this.", department=str(entry.department or "–"))


def either(person: User, entry: RegisterEntry) -> Verdict:
    """A unit that holds the paper may say so itself, with the paper's number."""
    said = handler(person, entry)
    return YES if said or applicant(person, entry) else said


PERMIT_WHO: dict[PermitMove, Callable[[User, RegisterEntry], Verdict]] = {
    PermitMove.APPLY: applicant,
    PermitMove.ACCEPT: either,
    PermitMove.ASK_CORRECTION: either,
    PermitMove.CORRECT: applicant,
    PermitMove.GRANT: either,
    PermitMove.REFUSE: handler,
}


def may_move(move: PermitMove, entry: RegisterEntry, *, by: User) -> Verdict:
    """First who, then when."""
    said = PERMIT_WHO[move](by, entry) and still_stands(entry)
    if said and entry.register.manner != Manner.PERMITS:
        return no("Only permits are applied for and granted.")
    return said and PERMIT_MOVES.check(move, entry.stage, entry)


def open_permit_moves(entry: RegisterEntry, *, to: User) -> list[PermitMove]:
    return [move for move in PermitMove if may_move(move, entry, by=to)]


def may_undo(person: User, entry: RegisterEntry) -> Verdict:
    """Who could have made the last mark can take it back."""
    if entry.register.manner != Manner.PERMITS:
        return may_write_entry(person, entry)
    reached = PermitState.of(entry.stage)
    moves = [move for move in PermitMove if PERMIT_MOVES.target(move) == reached]
    return still_stands(entry) and next((PERMIT_WHO[move](person, entry) for move in moves), YES)
