"""Registers and what stands in them, for tests."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count

from gongjian.accounts.rules import OrganisationKind
from gongjian.campaigns.rules import Role
from gongjian.registers.actions import (
    EntryDraft,
    PermitDraft,
    RegisterDraft,
    add_entry,
    link_item,
    mark_entries,
    move_permit,
    set_standard_permits,
    set_up_register,
)
from gongjian.registers.actions.setting import draft_of_kit
from gongjian.registers.models import Place
from gongjian.registers.rules import FieldRule, FieldType, Manner, ParentKind, PermitMove, Stage, Tally
from gongjian.registers.rules.kits import kits
from tests.world import NOON, a_clerk, a_person, a_project, a_unit, an_organisation, noon

number = count(1)
PHOTO = FieldRule("photo", "照片", FieldType.FILE, "核销时对照")
STAGES = (
    Stage("signed", "已签约"),
    Stage("vacated", "已腾空"),
    Stage("cleared", "已拆除"),
    Stage("paid", "已补偿"),
)
KIND = FieldRule("kind", "房屋性质", FieldType.CHOICE, "周例会材料", choices=("住宅", "非住宅"))


def a_register(campaign, manner=Manner.EACH, *, code="", group=None, line=None, **more):
    here = next(number)
    words = {"name": f"Register {here}", "group": group, "line_of_work": line}
    if manner != Manner.PERMITS:
        words |= {"stages": STAGES, "thing": "户"}
    draft = RegisterDraft(manner=manner, **words | more)
    return set_up_register(campaign, code or f"r{here}", draft, by=a_clerk(campaign), at=noon(8, 26))


def a_household(register, project=None, *, name="", by=None, at=NOON, **more):
    project = project or a_project(register.campaign)
    by = by or a_reporter(project)
    draft = EntryDraft(name=name or f"H{next(number)}", **more)
    return add_entry(register, project, draft, by=by, at=at)


def a_parcel(register, unit, *, name="", by=None, at=NOON, **more):
    """An entry that stands under the line of work alone. Takes an organisation."""
    draft = EntryDraft(name=name or f"P{next(number)}", unit=unit, **more)
    return add_entry(register, Place(unit), draft, by=by or a_clerk(register.campaign), at=at)


def a_spot(register, township, *, unit=None, name="", by=None, at=NOON, **more):
    """An entry that stands under a township. Takes organisations."""
    draft = EntryDraft(name=name or f"S{next(number)}", unit=unit or township, **more)
    place = Place(unit or township, township)
    return add_entry(register, place, draft, by=by or a_clerk(register.campaign), at=at)


def a_reporter(project, role=Role.REPORTER):
    return a_person(role, at=project.unit, campaign=project.campaign)


def a_permit(
    register, project=None, *, department=None, promised_days=10, statutory_days=20, at=NOON, **more
):
    project = project or a_project(register.campaign)
    draft = EntryDraft(
        name=f"Permit {next(number)}",
        department=department or an_organisation(parent=register.campaign.organisation),
        promised_days=promised_days,
        statutory_days=statutory_days,
        because="needed",
        **more,
    )
    return add_entry(register, project, draft, by=a_reporter(project), at=at)


def moved(entry, *moves, by=None):
    """(move, day, …) one after the other, by the Office."""
    by = by or a_clerk(entry.campaign)
    for move, on in moves:
        entry = move_permit(
            entry,
            move,
            on=on,
            by=by,
            at=noon(on.month, on.day),
            seen=entry.version,
            note="申请材料不全",
            reference="云批〔2026〕1号" if move == PermitMove.GRANT else "",
        )
    return entry


def marked(entry, stage, *, on=date(2026, 9, 10), at=NOON, by=None, note=""):
    by = by or a_clerk(entry.campaign)
    return mark_entries([entry], stage, on=on, by=by, at=at, note=note)[0]


def a_standard_set(register, line=None, *, departments=None):
    """Three permits in two steps."""
    campaign = register.campaign
    one, two, three = departments or [an_organisation(parent=campaign.organisation) for _ in range(3)]
    drafts = [
        PermitDraft(name="立项批复", department=one, statutory_days=20, promised_days=5, step=1),
        PermitDraft(name="用地预审", department=two, statutory_days=20, promised_days=10, step=1),
        PermitDraft(name="施工许可", department=three, statutory_days=15, promised_days=3, step=2),
    ]
    register.refresh_from_db()
    return set_standard_permits(
        register, line, drafts, by=a_clerk(campaign), at=noon(8, 26), seen=register.version
    )


def linked(item, register, stage="signed", tally=Tally.ENTRIES):
    return link_item(item, register, stage=stage, tally=tally, by=a_clerk(item.campaign), at=noon(8, 27))


def decimals(**values):
    return {name: Decimal(value) for name, value in values.items()}


def a_kit(campaign, code, *, line=None, **more):
    """A register as it is shipped."""
    kit = kits()[code]
    return set_up_register(
        campaign,
        code,
        replace(draft_of_kit(kit), line_of_work=line, **more),
        by=a_clerk(campaign),
        at=noon(8, 26),
    )


def a_place(campaign, *, township=False):
    """A unit of the campaign that answers for something; or a township in which it lies."""
    organisation = a_unit(campaign).organisation
    if township:
        organisation.kind = OrganisationKind.TOWNSHIP
        organisation.save(update_fields=["kind"])
    return Place(organisation, organisation if township else None)


def an_entry(register, place=None, *, name="", by=None, at=NOON, **more):
    """A row of a register that belongs to no project."""
    place = place or a_place(register.campaign, township=register.parent_kind == ParentKind.TOWNSHIP)
    by = by or a_person(Role.REPORTER, at=place.unit, campaign=register.campaign)
    return add_entry(register, place, EntryDraft(name=name or f"L{next(number)}", **more), by=by, at=at)
