"""Who may draw up, sign and file a list, and who may change what stands in the worklist."""

from collections.abc import Callable

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import seats_of
from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import YES, Verdict, not_you
from gongjian.worklist.models import ListVersion
from gongjian.worklist.rules.lists import LIST_MOVES, ListMove


def may_edit_list(person: User, campaign: Campaign) -> Verdict:
    if seats_of(person, campaign).office:
        return YES
    return not_you("Only the Campaign Office may change the list.")


def may_draw_up(person: User, campaign: Campaign, unit: Organisation) -> Verdict:
    """The unit draws up its own list; the Office may do it for a unit that has no computer."""
    seats = seats_of(person, campaign)
    if seats.office or seats.holds(Role.REPORTER, Role.HEAD, at=unit.pk):
        return YES
    return not_you("Only a reporter or the head of %(unit)s may do this.", unit=str(unit))


def drawer(person: User, version: ListVersion) -> Verdict:
    return may_draw_up(person, version.campaign, version.unit)


def head_of_unit(person: User, version: ListVersion) -> Verdict:
    if seats_of(person, version.campaign).holds(Role.HEAD, at=version.unit_id):
        return YES
    return not_you("Only the head of %(unit)s may do this.", unit=str(version.unit))


def office(person: User, version: ListVersion) -> Verdict:
    return may_edit_list(person, version.campaign)


def second_person(person: User, version: ListVersion) -> Verdict:
    """Whoever signed a list does not file it."""
    if version.signed_by_id == person.pk:
        return not_you("A second person files the list: not the one who signed it.")
    return office(person, version)


LIST_WHO: dict[ListMove, Callable[[User, ListVersion], Verdict]] = {
    ListMove.EDIT: drawer,
    ListMove.SIGN: head_of_unit,
    ListMove.RECORD: office,
    ListMove.SEND_BACK: office,
    ListMove.FILE: second_person,
    ListMove.SUPERSEDE: office,
}


def may(move: ListMove, list_version: ListVersion, *, by: User) -> Verdict:
    """First who, then when."""
    return LIST_WHO[move](by, list_version) and LIST_MOVES.check(move, list_version.state)


def open_moves(list_version: ListVersion, *, to: User) -> list[ListMove]:
    """Replacing happens by filing the next version; nobody presses a button for it."""
    offered = (move for move in ListMove if move != ListMove.SUPERSEDE)
    return [move for move in offered if may(move, list_version, by=to)]
