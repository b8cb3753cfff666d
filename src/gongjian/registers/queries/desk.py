"""What the registers put on desks: permits to handle, corrections to hand in, permits to apply for."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q

from gongjian.campaigns.models import Campaign
from gongjian.campaigns.rules import UNIT, Seating
from gongjian.kernel.text import Text
from gongjian.notices.rules import OnDesk, Pile
from gongjian.registers.models import Entry
from gongjian.registers.queries.permits import PermitFacts, facts_of
from gongjian.registers.rules import Manner, PermitState

APPLY, ACCEPT, HANDLE, CORRECT = "apply", "accept", "handle", "correct"


def on_desk(campaign: Campaign, *, at: datetime, seating: Seating) -> Iterator[OnDesk]:
    """A department handles what is due soon or late; a unit applies in time, and corrects what it was asked to."""
    units = seating.organisations(*UNIT)
    if not units:
        return
    here = Entry.objects.filter(campaign=campaign, dropped_at=None, register__manner=Manner.PERMITS)
    today = campaign.day_of(at)
    theirs = Q(department__in=units, stage__in=["applied", "accepted", "corrected"])
    ours = Q(project__unit__in=units) & (
        Q(stage=PermitState.CORRECTING.value) | Q(stage=PermitState.NEEDED.value, apply_on__lte=today)
    )
    for facts in facts_of(here.filter(theirs | ours), at=at):
        yield from of_permit(facts, seating)


def of_permit(facts: PermitFacts, seating: Seating) -> Iterator[OnDesk]:
    entry = facts.entry
    unit = seating.first(*UNIT, at=entry.project.unit_id)
    department = seating.first(*UNIT, at=entry.department_id) if entry.department_id else frozenset()
    if facts.state == PermitState.CORRECTING and unit:
        yield duty(facts, CORRECT, Text("Hand in the correction that was asked for"), unit, Pile.SENT_BACK)
    elif facts.state == PermitState.NEEDED and unit:
        yield duty(facts, APPLY, Text("Apply for the permit"), unit)
    elif facts.with_department and department and (facts.is_soon or facts.is_late):
        if facts.clock.began_on is None:
            yield duty(facts, ACCEPT, Text("Accept the application or ask for corrections"), department)
        else:
            yield duty(facts, HANDLE, Text("Decide on the permit"), department)


def duty(
    facts: PermitFacts, move: str, title: Text, people: frozenset[int], pile: Pile = Pile.OWED
) -> OnDesk:
    entry = facts.entry
    return OnDesk(
        key=f"registers.entry:{entry.pk}:{move}",
        pile=pile,
        title=title,
        detail=Text("%(permit)s · %(project)s", permit=entry.name, project=entry.project.name),
        page="registers:entry",
        args=(entry.pk,),
        people=people,
        due_on=facts.due_on,
        icon="clipboard-check",
    )
