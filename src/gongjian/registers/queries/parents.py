"""What an entry may stand under: a project, a township, or the line of work itself."""

from typing import Any

from django.db.models import QuerySet

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.queries import organisations_within, roles_of
from gongjian.campaigns.rules import UNIT
from gongjian.kernel.verdict import YES, Verdict, no
from gongjian.registers.models import Place, Register
from gongjian.registers.permissions import office_or_group
from gongjian.registers.rules import ParentKind
from gongjian.worklist.models import Project

MOST_ENTRIES = 50_000


def may_stand_under(register: Register, parent: Project | Place, *, more: int) -> Verdict:
    """What the register says its entries stand under, of its own campaign and line; and no more than it can hold."""
    if isinstance(parent, Project):
        if register.campaign_id != parent.campaign_id:
            return no("The register belongs to another campaign.")
        if register.parent_kind != ParentKind.PROJECT:
            return no("Entries of this register stand under no project.")
    elif register.parent_kind == ParentKind.PROJECT:
        return no("Entries of this register stand under a project.")
    elif (parent.township is None) == (register.parent_kind == ParentKind.TOWNSHIP):
        return no("Entries of this register stand under a township, or under none, as it was set up.")
    elif not_here(register, parent):
        return no("There is no such organisation in this county.")
    if register.entries.count() + more > MOST_ENTRIES:
        return no("A register can hold at most %(most)s entries.", most=MOST_ENTRIES)
    return YES


def units_to_answer(register: Register, person: User) -> QuerySet[Organisation]:
    """The units that somebody may name as responsible: all of the campaign for the Office, else the own ones."""
    here = organisations_within(register.campaign).filter(
        pk__in=register.campaign.units.values("organisation")
    )
    if office_or_group(person, register):
        return here
    return here.filter(pk__in=roles_of(person, register.campaign).organisations(*UNIT))


def not_here(register: Register, place: Place) -> bool:
    wanted = {place.unit.pk, *([place.township.pk] if place.township else [])}
    return organisations_within(register.campaign).filter(pk__in=wanted).count() < len(wanted)


def columns_of_parent(parent: Project | Place) -> dict[str, Any]:
    if isinstance(parent, Project):
        return {"project": parent, "township": None}
    return {"project": None, "township": parent.township}
