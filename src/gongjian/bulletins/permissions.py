"""Who may do what to a bulletin."""

from collections.abc import Callable

from gongjian.accounts.models import User
from gongjian.bulletins.models import Bulletin
from gongjian.bulletins.rules import MOVES, BulletinKind, Move
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import others_holding, roles_of
from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import YES, Verdict, not_you

DRAFTING = {
    BulletinKind.PROGRESS: (Role.CLERK, Role.DIRECTOR),
    BulletinKind.RANKING: (Role.SUPERVISOR, Role.ASSESSOR),
}
APPROVING = {BulletinKind.PROGRESS: (Role.DIRECTOR,), BulletinKind.RANKING: (Role.SUPERVISOR, Role.ASSESSOR)}


def may_draft(person: User, campaign: Campaign, kind: BulletinKind) -> Verdict:
    if roles_of(person, campaign).holds(*DRAFTING[kind]):
        return YES
    if kind == BulletinKind.PROGRESS:
        return not_you("Only the Campaign Office drafts the bulletin of progress.")
    return not_you("Only the supervision offices draft the ranking bulletin.")


def drafter(person: User, bulletin: Bulletin) -> Verdict:
    return may_draft(person, bulletin.campaign, bulletin.kind)


def second_person(person: User, bulletin: Bulletin) -> Verdict:
    """Whoever proposed a bulletin or wrote any of it does not approve it.

    Where nobody else holds the role, a writer may; the paper then says so.
    """
    if not roles_of(person, bulletin.campaign).holds(*APPROVING[bulletin.kind]):
        return not_you("Only those responsible for this bulletin may do this.")
    if person.pk == bulletin.proposed_by_id:
        return not_you("A second person approves: not the one who proposed it.")
    if person.pk not in bulletin.writers:
        return YES
    besides = {*bulletin.writers, bulletin.proposed_by_id}
    others = others_holding(bulletin.campaign, *APPROVING[bulletin.kind], besides=besides)
    if others:
        return not_you(
            "Those who wrote any part of it cannot approve it. These people can: %(names)s.",
            names=tuple(others),
        )
    return YES


def either(person: User, bulletin: Bulletin) -> Verdict:
    return drafter(person, bulletin) or second_person(person, bulletin)


WHO: dict[Move, Callable[[User, Bulletin], Verdict]] = {
    Move.EDIT: drafter,
    Move.PROPOSE: drafter,
    Move.RETURN: either,
    Move.APPROVE: second_person,
    Move.ISSUE: either,
    Move.DISCARD: drafter,
}


def may(move: Move, bulletin: Bulletin, *, by: User) -> Verdict:
    """First who, then when."""
    return WHO[move](by, bulletin) and MOVES.check(move, bulletin.state, bulletin)


def open_moves(bulletin: Bulletin, *, to: User) -> list[Move]:
    return [move for move in Move if may(move, bulletin, by=to)]


def may_acknowledge(person: User, campaign: Campaign) -> Verdict:
    """Whoever answers for a unit; for which one is asked by the verb."""
    if units_to_acknowledge(person, campaign):
        return YES
    return not_you("Only a reporter or the head of a unit may do this.")


def units_to_acknowledge(person: User, campaign: Campaign) -> set[int]:
    return roles_of(person, campaign).organisations(Role.REPORTER, Role.HEAD)
