"""An office changes hands: whatever lies on the desk goes to the successor, whole and at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Model

from gongjian.accounts.actions import open_or_close_account
from gongjian.accounts.models import User
from gongjian.campaigns.actions import pass_roles
from gongjian.campaigns.models import Campaign, RoleAssignment
from gongjian.campaigns.permissions import may_administer, may_keep_account, may_pass_roles
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.ledger.models import Entry
from gongjian.obstacles.actions import hand_over_handling
from gongjian.rounds.actions.telling import tell_people
from gongjian.rounds.queries.handing_over import (
    HANDED_OVER,
    Desk,
    desk_of_person,
    in_one_hand,
    roles_held,
    successors_for,
)
from gongjian.worklist.actions import change_leading_official


@dataclass(frozen=True, slots=True)
class Handed:
    """What moved. Nothing at all where everything had moved before."""

    assignments: int = 0
    waiting: int = 0
    obstacles: int = 0
    projects: int = 0

    def __bool__(self) -> bool:
        return bool(self.assignments or self.obstacles or self.projects)


@transaction.atomic
def hand_over(
    campaign: Campaign,
    person: User,
    to: User,
    *,
    by: User,
    at: datetime,
    reason: str,
    assignments: Sequence[RoleAssignment] | None = None,
    knowing: bool = False,
    close_after: bool = False,
) -> Handed:
    """The successor gets the roles and all that bears the predecessor's name; what was done keeps its name."""
    person, to = locked(person, to)
    chosen = still_held(campaign, person, assignments)
    require(may_pass_roles(by, person, chosen if assignments is None else list(assignments), campaign))
    if close_after:
        require(may_administer(by, campaign) and may_keep_account(by, person))
    require_sound(person, to, by=by, campaign=campaign, reason=reason)
    desk = desk_of_person(campaign, person, chosen, by=by, at=at)
    if desk and not knowing and in_one_hand(campaign, person, to, chosen, at=at):
        require(no("One person would do what requires two. Confirm that you are aware of this."))

    pass_roles(person, to, chosen, by=by, at=at)
    if desk.projects:
        change_leading_official(campaign, desk.projects, to=to, by=by, at=at)
    if desk.obstacles:
        hand_over_handling(campaign, desk.obstacles, to=to, by=by, at=at)
    if close_after and person.is_active:
        open_or_close_account(person, is_active=False, by=by, at=at, may=may_keep_account)

    handed = count_desk(desk)
    if handed:
        text = Text(HANDED_OVER, name=str(person), successor=str(to))
        entry = record(text, about=subject(campaign, person), by=by, at=at, reason=reason.strip(), **handed_as_counts(handed))  # fmt: skip
        tell_both(campaign, person, to, handed, entry, at=at)
    return handed


def locked(person: User, to: User) -> tuple[User, User]:
    """Two who hand over at once wait for each other."""
    rows = User.objects.select_for_update(no_key=True).filter(pk__in=[person.pk, to.pk]).order_by("pk")
    found = {one.pk: one for one in rows}
    return found[person.pk], found[to.pk]


def still_held(
    campaign: Campaign, person: User, assignments: Sequence[RoleAssignment] | None
) -> list[RoleAssignment]:
    """Of these, or of all, what the person holds at this moment."""
    if assignments is None:
        return list(roles_held(campaign, person))
    return list(roles_held(campaign, person).filter(pk__in=[assignment.pk for assignment in assignments]))


def require_sound(person: User, to: User, *, by: User, campaign: Campaign, reason: str) -> None:
    if person.pk == to.pk:
        require(no("The successor is somebody else."))
    if person.pk == by.pk:
        require(no("You cannot hand over your own desk. Another administrator does it."))
    if not to.is_active:
        require(no("The account of %(name)s is closed.", name=str(to)))
    if not successors_for(campaign, person, asked="", by=by).filter(pk=to.pk).exists():
        require(no("%(name)s cannot be a successor here.", name=str(to)))
    if not reason.strip():
        require(no("Give the reason for the hand-over."))


def count_desk(desk: Desk) -> Handed:
    return Handed(len(desk.assignments), len(desk.waiting), len(desk.obstacles), len(desk.projects))


def handed_as_counts(handed: Handed) -> dict[str, int]:
    return {
        "assignments": handed.assignments,
        "waiting": handed.waiting,
        "obstacles": handed.obstacles,
        "projects": handed.projects,
    }


def subject(campaign: Campaign, person: User) -> Model:
    """Told in the campaign's own chain, so it is about a role there."""
    return campaign.role_assignments.filter(person=person).order_by("-ended_at", "-pk").first() or campaign


def tell_both(
    campaign: Campaign, person: User, to: User, handed: Handed, entry: Entry, *, at: datetime
) -> None:
    """Each hears once what has changed hands."""
    words = Text(
        "Seats: %(seats)s, waiting matters: %(waiting)s, open obstacles: %(obstacles)s, projects "
        "led: %(projects)s",
        **handed_as_counts(handed),
    )
    came = Text("The desk of %(name)s is yours from now on", name=str(person))
    went = Text("Your desk has been handed over to %(name)s", name=str(to))
    key = f"rounds.handed_over:{entry.number}"
    for somebody, title in ((to, came), (person, went)):
        tell_people([somebody], title, words, key=key, campaign=campaign, at=at)
