"""Who may raise an obstacle, move it, and say something about it."""

from collections.abc import Callable

from django.db.models import Q, QuerySet

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.permissions import may_administer, readers
from gongjian.campaigns.queries import roles_of
from gongjian.campaigns.rules import UNIT, Role
from gongjian.kernel.verdict import YES, Verdict, no, not_you
from gongjian.obstacles.models import Instruction, MoreTime, Obstacle
from gongjian.obstacles.rules import OBSTACLE_MOVES, Level, ObstacleMove, ObstacleState, next_level
from gongjian.worklist.models import Project

M = ObstacleMove
Relation = Callable[[User, Obstacle], Verdict]


def may_keep_kinds(person: User, campaign: Campaign) -> Verdict:
    if roles_of(person, campaign).office:
        return YES
    return not_you("Only the Campaign Office may do this.")


def may_analyse(person: User, campaign: Campaign) -> Verdict:
    """How old they are and what keeps coming back: for the groups, and for those who read everything."""
    if roles_of(person, campaign).holds(Role.MEMBER):
        return YES
    return readers(person, campaign)


def may_see_desk(person: User, campaign: Campaign, group: int) -> Verdict:
    """The desk of a group, for its own people and for those who read everything."""
    if roles_of(person, campaign).holds(Role.MEMBER, at=group):
        return YES
    return readers(person, campaign)


def projects_to_raise_in(person: User, campaign: Campaign) -> QuerySet[Project]:
    """Those that somebody sees, those that the own unit supports, and for a group all of them."""
    here, roles = Project.objects.filter(campaign=campaign), roles_of(person, campaign)
    if roles.holds(Role.MEMBER):
        return here
    supported = Project.supporting_units.through.objects.filter(organisation__in=roles.organisations(*UNIT))
    seen = Project.objects.visible_to(person, campaign)
    return here.filter(Q(pk__in=seen.values("pk")) | Q(pk__in=supported.values("project")))


def may_raise(person: User, project: Project) -> Verdict:
    """Whoever works on a project or answers for it says what is in its way."""
    roles = roles_of(person, project.campaign_id)
    if roles.office or roles.holds(Role.MEMBER) or is_leader(person, project):
        return YES
    units = roles.organisations(*UNIT)
    if units and (
        project.unit_id in units
        or project.items.filter(baseline__unit__in=units).exists()
        or project.supporting_units.filter(pk__in=units).exists()
    ):
        return YES
    return not_you("Only those who work on this project may raise an obstacle.")


def office(person: User, obstacle: Obstacle) -> Verdict:
    return may_keep_kinds(person, obstacle.campaign)


def member(person: User, obstacle: Obstacle) -> Verdict:
    group = obstacle.group_id
    if group and roles_of(person, obstacle.campaign_id).holds(Role.MEMBER, at=group):
        return YES
    return not_you("Only a member of the group handling it may do this.")


def of_the_unit(person: User, obstacle: Obstacle) -> Verdict:
    if roles_of(person, obstacle.campaign_id).holds(*UNIT, at=obstacle.unit_id):
        return YES
    return not_you("Only the unit that it holds up may do this.")


def is_leader(person: User, project: Project) -> bool:
    return project.leading_official_id == person.pk and roles_of(person, project.campaign_id).holds(
        Role.LEADER
    )


def leader(person: User, obstacle: Obstacle) -> Verdict:
    if is_leader(person, obstacle.project):
        return YES
    return not_you("Only the leading official of the project may do this.")


def any_of(*relations: Relation) -> Relation:
    def one(person: User, obstacle: Obstacle) -> Verdict:
        answers = (relation(person, obstacle) for relation in relations)
        refused = relations[0](person, obstacle)
        return next((answer for answer in answers if answer), refused)

    return one


solving = any_of(member, of_the_unit, office, leader)


def second_person(person: User, obstacle: Obstacle) -> Verdict:
    """Whoever proposed the closing does not confirm it, and neither does anybody else of the same side."""
    if person.pk == obstacle.solved_by_id:
        return not_you("A second person confirms: not the one who proposed to close it.")
    if office(person, obstacle) or leader(person, obstacle):
        return YES
    if member(person, obstacle) and obstacle.solved_from_id != obstacle.group_id:
        return YES
    if of_the_unit(person, obstacle) and obstacle.solved_from_id != obstacle.unit_id:
        return YES
    return not_you("The closing is confirmed by the other side, or by the Office.")


def settling(person: User, obstacle: Obstacle) -> Verdict:
    """The leading official settles; the Office writes down what the meeting or the county head has said."""
    return leader(person, obstacle) if obstacle.level == Level.LEADER else office(person, obstacle)


def routing(person: User, obstacle: Obstacle) -> Verdict:
    if obstacle.state == ObstacleState.HANDED_BACK or obstacle.level == Level.OWNER:
        return any_of(of_the_unit, office)(person, obstacle)
    return any_of(member, office)(person, obstacle)


def rechecking(person: User, obstacle: Obstacle) -> Verdict:
    """Whoever solved it does not judge whether it held."""
    if person.pk == obstacle.solved_by_id:
        return not_you("Somebody else must do the re-check: not the person who proposed to close it.")
    return office(person, obstacle)


WHO: dict[ObstacleMove, Relation] = {
    M.ACCEPT: member,
    M.MEND: any_of(of_the_unit, office),
    M.SOLVE: solving,
    M.CLOSE: second_person,
    M.SEND_BACK: second_person,
    M.SETTLE: settling,
    M.ASSIGN: any_of(member, office),
    M.ROUTE: routing,
    M.HAND_BACK: member,
    M.ESCALATE: any_of(office, member, of_the_unit, leader),
    M.RECHECK: rechecking,
    M.REOPEN: rechecking,
    M.WITHDRAW: any_of(of_the_unit, office),
}


def may(move: ObstacleMove, obstacle: Obstacle, *, by: User) -> Verdict:
    """First who, then when."""
    return (
        WHO[move](by, obstacle)
        and OBSTACLE_MOVES.check(move, obstacle.state, obstacle)
        and fits(move, obstacle)
    )


def fits(move: ObstacleMove, obstacle: Obstacle) -> Verdict:
    """What the level or the kind does not allow."""
    level = obstacle.level
    if move in (M.ACCEPT, M.HAND_BACK, M.ASSIGN) and level != Level.GROUP:
        return no("It is not with a group at present.")
    if move == M.SETTLE and level in (Level.OWNER, Level.GROUP):
        return no("It has not been escalated to anybody who settles it.")
    if move == M.ROUTE and level not in (Level.OWNER, Level.GROUP):
        return no("It has been escalated. The person who settles it sends it back.")
    if move == M.ESCALATE and not obstacle.kind.is_complex:
        return no("A simple matter is never escalated. Change its kind if it is a complex one.")
    if move == M.ESCALATE and next_level(obstacle.place()) is None:
        return no("It is already at the highest level.")
    return YES


def open_moves(obstacle: Obstacle, *, to: User) -> list[ObstacleMove]:
    return [move for move in ObstacleMove if may(move, obstacle, by=to)]


def may_hand_over_handling(person: User, campaign: Campaign) -> Verdict:
    """When somebody leaves a group, the administrator or the Office gives what was in hand to the successor."""
    return may_administer(person, campaign) or may_keep_kinds(person, campaign)


def may_comment(person: User, obstacle: Obstacle) -> Verdict:
    """Everybody who is concerned with it; those who only look on do not."""
    if not is_involved(person, obstacle):
        return not_you("Only those involved may comment.")
    return YES if obstacle.is_open else no("It is closed. No more comments can be added.")


def is_involved(person: User, obstacle: Obstacle) -> bool:
    roles = roles_of(person, obstacle.campaign_id)
    if solving(person, obstacle) or roles.holds(*UNIT, Role.MEMBER, at=obstacle.asked_of_id or 0):
        return True
    units = roles.organisations(*UNIT)
    return bool(units) and obstacle.project.supporting_units.filter(pk__in=units).exists()


def may_instruct(person: User, obstacle: Obstacle) -> Verdict:
    return any_of(office, leader)(person, obstacle) and still_open(obstacle)


def still_open(obstacle: Obstacle) -> Verdict:
    return YES if obstacle.is_open else no("It is closed. Reopen it first.")


def may_finish(person: User, instruction: Instruction) -> Verdict:
    """Those to whom it was given say that it is done, or the Office for who uses no computer."""
    roles = roles_of(person, instruction.obstacle.campaign_id)
    if not (roles.office or roles.holds(*UNIT, Role.MEMBER, at=instruction.to_id)):
        return not_you("Only those it was assigned to may report it as done.")
    return no("This has already been done.") if instruction.done_at else YES


def may_ask_for_time(person: User, obstacle: Obstacle) -> Verdict:
    """More time is for those who solve, while they have it in hand."""
    at_hand = {Level.OWNER: [of_the_unit], Level.GROUP: [member]}.get(obstacle.level, [member, of_the_unit])
    said = any_of(*at_hand, office)(person, obstacle)
    if said and (obstacle.state != ObstacleState.IN_HAND or obstacle.level not in (Level.OWNER, Level.GROUP)):
        return no("More time can be requested only while a unit or a group is handling it.")
    return said


def may_decide_time(person: User, request: MoreTime) -> Verdict:
    if person.pk == request.asked_by_id:
        return not_you("A second person decides: not the one who asked.")
    return office(person, request.obstacle)


def may_prove(person: User, obstacle: Obstacle) -> Verdict:
    return solving(person, obstacle) and still_open(obstacle)
