"""Who may draw up, sign and file a list, and who may change what stands in the worklist."""

from collections.abc import Callable, Iterable

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.permissions import may_administer, readers
from gongjian.campaigns.queries import roles_of
from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import YES, Verdict, no, not_you
from gongjian.worklist.models import ChangeRequest, Item, Letter, ListVersion
from gongjian.worklist.rules.changes import CHANGE_MOVES, ChangeMove
from gongjian.worklist.rules.letters import LETTER_MOVES, LetterMove
from gongjian.worklist.rules.lists import LIST_MOVES, ListMove


def may_edit_list(person: User, campaign: Campaign | int) -> Verdict:
    if roles_of(person, campaign).office:
        return YES
    return not_you("Only the Campaign Office may change the list.")


def may_bring_all(person: User, campaign: Campaign) -> Verdict:
    """One file with the lists of several units; who reads no list of others learns nothing of it."""
    return readers(person, campaign) and may_edit_list(person, campaign)


def may_name_leader(person: User, campaign: Campaign) -> Verdict:
    """Who leads a project stands in the list; when an office changes hands, the administrator passes it on."""
    return may_administer(person, campaign) or may_edit_list(person, campaign)


def may_draw_up(person: User, campaign: Campaign | int, unit: Organisation) -> Verdict:
    """The unit draws up its own list; the Office may do it for a unit that has no computer."""
    roles = roles_of(person, campaign)
    if roles.office or roles.holds(Role.REPORTER, Role.HEAD, at=unit.pk):
        return YES
    return not_you("Only a reporter or the head of %(unit)s may do this.", unit=str(unit))


def may_bring(person: User, campaign: Campaign, unit: Organisation | None) -> Verdict:
    """A file with the list of one unit, or the Office's with those of several."""
    return may_draw_up(person, campaign, unit) if unit else may_edit_list(person, campaign)


def drawer(person: User, version: ListVersion) -> Verdict:
    return may_draw_up(person, version.campaign_id, version.unit)


def head_of_unit(person: User, version: ListVersion) -> Verdict:
    if roles_of(person, version.campaign_id).holds(Role.HEAD, at=version.unit_id):
        return YES
    return not_you("Only the head of %(unit)s may do this.", unit=str(version.unit))


def office(person: User, version: ListVersion) -> Verdict:
    return may_edit_list(person, version.campaign_id)


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
    return LIST_WHO[move](by, list_version) and LIST_MOVES.check(move, list_version.state, list_version)


def open_moves(list_version: ListVersion, *, to: User) -> list[ListMove]:
    """Replacing happens by filing the next version; nobody presses a button for it."""
    offered = (move for move in ListMove if move != ListMove.SUPERSEDE)
    return [move for move in offered if may(move, list_version, by=to)]


def may_ask(person: User, item: Item) -> Verdict:
    """A change is asked for by the unit that promised, or by the Office."""
    assert item.baseline is not None
    return may_draw_up(person, item.campaign, item.baseline.unit)


def may_open_closed_door(person: User, campaign: Campaign) -> Verdict:
    if roles_of(person, campaign).holds(Role.DIRECTOR):
        return YES
    return not_you("Only the director of the Office may accept a request after the deadline.")


def heads_to_agree(change: ChangeRequest) -> list[int]:
    """The units whose heads have not agreed yet: the one that promised, and the one that would receive."""
    asked = [change.asking_unit_id] if change.agreed_at is None else []
    received = [change.unit_id] if change.moves_unit and change.receiver_agreed_at is None else []
    return asked + received


def agreeing_head(person: User, change: ChangeRequest) -> Verdict:
    roles = roles_of(person, change.campaign_id)
    if any(roles.holds(Role.HEAD, at=unit) for unit in heads_to_agree(change)):
        return YES
    return not_you("Only the heads of the units concerned may do this.")


def deciding_office(person: User, change: ChangeRequest) -> Verdict:
    if person.pk in (change.asked_by_id, change.agreed_by_id, change.receiver_agreed_by_id):
        return not_you("A second person decides: not one who asked or agreed.")
    return may_edit_list(person, change.campaign)


def asker_or_head(person: User, change: ChangeRequest) -> Verdict:
    if person.pk == change.asked_by_id or roles_of(person, change.campaign_id).holds(
        Role.HEAD, at=change.asking_unit_id
    ):
        return YES
    return not_you("Only the requester or the head of the unit may do this.")


CHANGE_WHO: dict[ChangeMove, Callable[[User, ChangeRequest], Verdict]] = {
    ChangeMove.AGREE: agreeing_head,
    ChangeMove.GRANT: deciding_office,
    ChangeMove.REFUSE: deciding_office,
    ChangeMove.WITHDRAW: asker_or_head,
}


def may_change(move: ChangeMove, change: ChangeRequest, *, by: User) -> Verdict:
    return CHANGE_WHO[move](by, change) and CHANGE_MOVES.check(move, change.state, change)


def open_change_moves(change: ChangeRequest, *, to: User) -> list[ChangeMove]:
    return [move for move in ChangeMove if may_change(move, change, by=to)]


def may_issue_letters(person: User, campaign: Campaign) -> Verdict:
    if roles_of(person, campaign).office:
        return YES
    return not_you("Only the Campaign Office issues the letters.")


def signing_head(person: User, letter: Letter) -> Verdict:
    if roles_of(person, letter.campaign_id).holds(Role.HEAD, at=letter.unit_id):
        return YES
    return not_you("Only the head of %(unit)s may do this.", unit=str(letter.unit))


def issuing_office(person: User, letter: Letter) -> Verdict:
    return may_issue_letters(person, letter.campaign)


LETTER_WHO: dict[LetterMove, Callable[[User, Letter], Verdict]] = {
    LetterMove.SIGN_FOR: signing_head,
    LetterMove.RECORD: issuing_office,
    LetterMove.REPLACE: issuing_office,
}


def may_sign_for(move: LetterMove, letter: Letter, *, by: User) -> Verdict:
    return LETTER_WHO[move](by, letter) and LETTER_MOVES.check(move, letter.state, letter)


def open_letter_moves(letter: Letter, *, to: User) -> list[LetterMove]:
    """A letter is replaced by issuing the next revision; nobody presses a button for it."""
    offered = (move for move in LetterMove if move != LetterMove.REPLACE)
    return [move for move in offered if may_sign_for(move, letter, by=to)]


def none_is_signed(signed: Iterable[ListVersion]) -> Verdict:
    """Of signed lists that nobody has filed yet."""
    if waiting := next(iter(signed), None):
        return no(
            "A signed list of %(unit)s is waiting. File it or send it back first.", unit=str(waiting.unit)
        )
    return YES
