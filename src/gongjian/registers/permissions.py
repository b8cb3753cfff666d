"""Who sets up registers, who writes in them, and who moves a permit."""

from collections.abc import Callable

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import roles_of
from gongjian.campaigns.rules import UNIT, Role
from gongjian.kernel.verdict import YES, Verdict, no, not_you
from gongjian.registers.models import Place, Register, RegisterEntry
from gongjian.registers.rules import PERMIT_MOVES, Manner, Mover, PermitMove, PermitState, Stage
from gongjian.registers.rules.layout import stage_from
from gongjian.worklist.models import Item, Project
from gongjian.worklist.permissions import may_edit_list


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


def of_somebody_who_answers(person: User, register: Register, place: Place) -> Verdict:
    """The unit that answers for it, or the township in which it lies."""
    roles = roles_of(person, register.campaign_id)
    here = {place.unit.pk, place.township.pk if place.township else place.unit.pk}
    if roles.office or here & roles.organisations(*UNIT):
        return YES
    return not_you("Only a reporter or the head of %(unit)s may do this.", unit=str(place.unit))


def of_the_group(person: User, register: Register) -> bool:
    roles = roles_of(person, register.campaign_id)
    return register.group_id is not None and roles.holds(Role.MEMBER, at=register.group_id)


def may_write(person: User, register: Register, parent: Project | Place) -> Verdict:
    """The unit counts what is its own; the group that looks after the register may help, and so may the Office."""
    if of_the_group(person, register):
        return YES
    if isinstance(parent, Place):
        return of_somebody_who_answers(person, register, parent)
    return of_the_unit(person, parent)


def may_write_entry(person: User, entry: RegisterEntry) -> Verdict:
    return may_write(person, entry.register, entry.parent) and still_stands(entry)


def may_add_somewhere(person: User, register: Register) -> Verdict:
    """Whether somebody may add an entry at all to a register that belongs to no project."""
    roles = roles_of(person, register.campaign_id)
    if roles.office or of_the_group(person, register) or roles.organisations(*UNIT):
        return YES
    return not_you("Only responsible units and the Campaign Office add entries.")


def may_mark(person: User, entry: RegisterEntry, stage: Stage | None, *, last_by: int | None) -> Verdict:
    """First who writes, then what the stage asks of who says it. `last_by`: who marked the stage before."""
    said = may_write_entry(person, entry)
    if not said or stage is None:
        return said
    if stage.mover == Mover.SECOND and last_by == person.pk:
        return not_you(
            "“%(stage)s” is confirmed by a second person: you marked the stage before.", stage=stage.label
        )
    return of_its_mover(person, entry.register, stage)


def of_its_mover(person: User, register: Register, stage: Stage) -> Verdict:
    """What the Office says is neither said nor taken back by anybody else."""
    if stage.mover == Mover.OFFICE and not office_or_group(person, register):
        return not_you(
            "“%(stage)s” is marked by the group that looks after the register, or by the Campaign Office.",
            stage=stage.label,
        )
    return YES


def office_or_group(person: User, register: Register) -> bool:
    return roles_of(person, register.campaign_id).office or of_the_group(person, register)


def may_become_project(person: User, entry: RegisterEntry) -> Verdict:
    """Who keeps the list of projects makes one of an entry."""
    verdict = may_edit_list(person, entry.campaign) and still_stands(entry)
    if verdict and entry.project_id:
        return no("It belongs to the project %(name)s.", name=str(entry.project))
    if verdict and entry.became_id:
        return no("It has become the project %(name)s already.", name=str(entry.became))
    return verdict


def still_stands(entry: RegisterEntry) -> Verdict:
    if entry.dropped_at:
        return no("This entry was cancelled: %(why)s", why=entry.dropped_because)
    return YES


def applicant(person: User, entry: RegisterEntry) -> Verdict:
    return of_the_unit(person, entry.project) if entry.project else may_write_entry(person, entry)


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
        here = [stage_from(one) for one in entry.register.stages if one["code"] == entry.stage]
        return may_write_entry(person, entry) and (
            of_its_mover(person, entry.register, here[0]) if here else YES
        )
    reached = PermitState.of(entry.stage)
    moves = [move for move in PermitMove if PERMIT_MOVES.target(move) == reached]
    return still_stands(entry) and next((PERMIT_WHO[move](person, entry) for move in moves), YES)
