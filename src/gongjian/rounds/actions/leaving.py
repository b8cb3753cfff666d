"""Somebody leaves without a successor. What would then lie on nobody's desk is said before, and told to who can mend it."""

from datetime import datetime

from django.db import transaction

from gongjian.accounts.actions import open_or_close_account
from gongjian.accounts.models import User
from gongjian.campaigns.actions import end_role
from gongjian.campaigns.models import Campaign, RoleAssignment
from gongjian.campaigns.permissions import may_administer, may_keep_account
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.rounds.actions.telling import tell_people
from gongjian.rounds.queries.handing_over import who_hears, would_lie
from gongjian.rounds.rules.unattended import LeftAlone

MOST_NAMED = 20
Lost = dict[Campaign, list[LeftAlone]]


@transaction.atomic
def close_account(
    person: User, campaign: Campaign, *, by: User, at: datetime, leave_it: bool = False
) -> User:
    """The account is closed; what it leaves on nobody's desk must be left knowingly, and the Office hears of it."""
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    require(may_administer(by, campaign) and may_keep_account(by, person))
    lost = would_lie(person, at=at) if person.is_active else {}
    require_known(lost, leave_it)
    assignments = {campaign: first_role(campaign, person) for campaign in lost}

    person = open_or_close_account(person, is_active=False, by=by, at=at, may=may_keep_account)

    write_down(lost, assignments, person, by=by, at=at)
    return person


@transaction.atomic
def end_role_and_tell(
    assignment: RoleAssignment, *, by: User, at: datetime, leave_it: bool = False
) -> RoleAssignment:
    """The role ends; what it leaves on nobody's desk must be left knowingly, and the Office hears of it."""
    assignment = RoleAssignment.objects.select_for_update(of=("self",), no_key=True).select_related("campaign", "person").get(pk=assignment.pk)  # fmt: skip
    require(may_administer(by, assignment.campaign))
    lost = {} if assignment.ended_at else would_lie(assignment.person, at=at, assignments=[assignment])
    require_known(lost, leave_it)

    ended = end_role(assignment, by=by, at=at)

    write_down(lost, dict.fromkeys(lost, ended), assignment.person, by=by, at=at)
    return ended


def require_known(lost: Lost, leave_it: bool) -> None:
    if lost and not leave_it:
        count = sum(len(found) for found in lost.values())
        require(no("%(count)s matters would have nobody in charge. Hand the desk over first, or confirm "
            "that they are left unassigned.", count=count))  # fmt: skip


def first_role(campaign: Campaign, person: User) -> RoleAssignment:
    return campaign.role_assignments.filter(person=person, ended_at=None).order_by("pk")[0]


def write_down(
    lost: Lost, assignments: dict[Campaign, RoleAssignment], person: User, *, by: User, at: datetime
) -> None:
    """One entry and one notice in every campaign concerned."""
    for campaign, found in lost.items():
        left = Text("left %(count)s matters of %(name)s unassigned", count=len(found), name=str(person))
        keys = [one.key for one in found[:MOST_NAMED]]
        entry = record(left, about=assignments[campaign], by=by, at=at, things=keys)
        title = Text("%(count)s matters have nobody in charge now", count=len(found))
        detail = Text("%(name)s has left. Until somebody takes these over, they go to others or to the Office.", name=str(person))  # fmt: skip
        key = f"rounds.unattended:{entry.number}"
        tell_people(who_hears(campaign), title, detail, key=key, campaign=campaign, at=at, page="people:unattended")  # fmt: skip
