"""What the registers put on desks: permits to handle, corrections to hand in, permits to apply for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from django.db.models import Q

from gongjian.campaigns.models import Campaign
from gongjian.campaigns.rules import OFFICE, UNIT, Role, RoleHolders
from gongjian.kernel.text import Text
from gongjian.notices.rules import OnDesk, Pile, Press
from gongjian.registers.models import RegisterEntry
from gongjian.registers.queries.permits import PermitFacts, permit_facts
from gongjian.registers.rules import Manner, PermitMove, PermitState
from gongjian.registers.rules.permits import WITH_DEPARTMENT

APPLY, ACCEPT, HANDLE, CORRECT, AGAIN = "apply", "accept", "handle", "correct", "again"


def on_desk(campaign: Campaign, *, at: datetime, holders: RoleHolders) -> Iterator[OnDesk]:
    """A department handles what lies with it, the group looks after what is late; a unit applies, and corrects."""
    units, groups = holders.organisations(*UNIT), holders.organisations(Role.MEMBER)
    office = holders.people(*OFFICE)
    if not (units or groups or office):
        return
    here = RegisterEntry.objects.filter(campaign=campaign, dropped_at=None, register__manner=Manner.PERMITS)
    today = campaign.day_of(at)
    handled, lost = Q(stage__in=WITH_DEPARTMENT), Q(stage=PermitState.REFUSED.value)
    to_apply = Q(stage=PermitState.NEEDED.value) & (Q(apply_on__lte=today) | Q(apply_on=None))
    is_open = handled | lost | to_apply | Q(stage=PermitState.CORRECTING.value)
    whose = Q(project__unit__in=units) | Q(department__in=units) | Q(register__group__in=groups)
    rows = here.filter(is_open) if office else here.filter(is_open, whose)
    for facts in permit_facts(rows, at=at):
        told = of_permit(facts, holders)
        if facts.with_department and not (facts.clock.began_on or told.fell):
            told = replace(told, press=press_of(facts, today))
        if told.concerns_somebody:
            yield told


def press_of(facts: PermitFacts, today: date) -> Press:
    sends = (("on", today.isoformat()), ("seen", facts.entry.version))
    return Press(
        "registers:move", (facts.entry.pk, PermitMove.ACCEPT.value), Text("Accept for handling"), sends
    )


def of_permit(facts: PermitFacts, holders: RoleHolders) -> OnDesk:
    if facts.with_department:
        people, remind, fell = handlers(facts, holders)
        move, title = DECIDES if facts.clock.began_on else ACCEPTS
        held_by = holders.anybody(*UNIT, at=facts.entry.department_id or 0)
        return duty(facts, move, title, people, remind, holders, fell=fell, held_by=held_by)
    move, title, pile = TURNS[facts.state]
    where = facts.entry.responsible_id
    people, remind, held_by = (
        ask(*UNIT, at=where) for ask in (holders.people, holders.first, holders.anybody)
    )
    return duty(facts, move, title, people, remind, holders, pile=pile, held_by=held_by)


ACCEPTS = (ACCEPT, Text("Accept the application or ask for corrections"))
DECIDES = (HANDLE, Text("Decide on the permit"))
TURNS = {
    PermitState.CORRECTING: (CORRECT, Text("Submit the requested correction"), Pile.SENT_BACK),
    PermitState.NEEDED: (APPLY, Text("Apply for the permit"), Pile.OWED),
    PermitState.REFUSED: (AGAIN, Text("The permit was refused: apply again or cancel it"), Pile.SENT_BACK),
}


def handlers(facts: PermitFacts, holders: RoleHolders) -> tuple[frozenset[int], frozenset[int], Text | None]:
    """Those of the department; where nobody of it is here, the group that looks after the register, or the Office."""
    entry = facts.entry
    where, group = entry.department_id, entry.register.group_id
    if where and holders.anybody(*UNIT, at=where):
        return holders.people(*UNIT, at=where), holders.first(*UNIT, at=where), None
    fell = Text("%(department)s has nobody here", department=facts.department or "–")
    if group and holders.anybody(Role.MEMBER, at=group):
        members = holders.people(Role.MEMBER, at=group)
        return members, members, fell
    if where in holders.organisations(*UNIT):
        return holders.people(*UNIT, at=where), frozenset(), None
    return holders.people(*OFFICE), holders.first(*OFFICE), fell


def duty(
    facts: PermitFacts,
    move: str,
    title: Text,
    people: frozenset[int],
    remind: frozenset[int],
    holders: RoleHolders,
    *,
    pile: Pile = Pile.OWED,
    fell: Text | None = None,
    held_by: frozenset[int] = frozenset(),
) -> OnDesk:
    """A correction has no day of its own while the clock stands; what is past its limit stays past it."""
    entry, has_day = facts.entry, facts.is_late or not facts.clock.is_stopped
    group = entry.register.group_id
    return OnDesk(
        key=f"registers.registerentry:{entry.pk}:{move}",
        pile=pile,
        title=title,
        detail=Text("%(permit)s · %(project)s", permit=entry.name, project=entry.parent_name),
        page="registers:entry",
        args=(entry.pk,),
        people=people,
        remind=remind,
        due_on=facts.due_on if has_day else None,
        icon="clipboard-check",
        fell=fell,
        watch=holders.people(Role.MEMBER, at=group) if group else frozenset(),
        held_by=held_by,
    )
