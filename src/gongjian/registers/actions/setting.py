"""The county sets up its registers: what is asked, which way it goes, which permits are usual."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.models import Campaign, LineOfWork
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.registers.models import ItemLink, Register, StageMark, StandardPermit
from gongjian.registers.permissions import may_set_up
from gongjian.registers.queries import layout_of_register
from gongjian.registers.rules import (
    FieldRule,
    Layout,
    Manner,
    ParentKind,
    Stage,
    Tally,
    layout_is_sound,
    may_tell,
    to_store,
)
from gongjian.registers.rules.kits import Kit
from gongjian.registers.rules.layout import ComputedState, MeasureRule
from gongjian.registers.rules.sound import may_become, said_otherwise
from gongjian.worklist.models import Item
from gongjian.worklist.rules import Measure

WRITTEN = (
    "name",
    "line_of_work",
    "group",
    "thing",
    "unit_of_quantity",
    "fields",
    "stages",
    "measures",
    "states",
    "note",
    "position",
)


@dataclass(frozen=True, kw_only=True)
class RegisterDraft:
    name: str
    manner: Manner
    line_of_work: LineOfWork | None = None
    group: Organisation | None = None
    thing: str = ""
    unit_of_quantity: str = ""
    fields: tuple[FieldRule, ...] = ()
    stages: tuple[Stage, ...] = ()
    measures: tuple[MeasureRule, ...] = ()
    states: tuple[ComputedState, ...] = ()
    parent_kind: ParentKind = ParentKind.PROJECT
    kit: str = ""
    note: str = ""
    position: int = 0

    def layout(self) -> Layout:
        return Layout(
            self.manner,
            self.fields,
            self.stages,
            self.thing,
            self.unit_of_quantity,
            self.parent_kind,
            self.measures,
            self.states,
        )


def draft_of_kit(kit: Kit) -> RegisterDraft:
    """The kit as it is shipped; the county names the line and the group, and changes what it likes."""
    layout = kit.layout
    return RegisterDraft(
        name=kit.name,
        manner=layout.manner,
        thing=layout.thing,
        unit_of_quantity=layout.unit,
        fields=layout.fields,
        stages=layout.stages,
        measures=layout.measures,
        states=layout.states,
        parent_kind=layout.parent,
        kit=kit.code,
        note=kit.note,
    )


@dataclass(frozen=True, kw_only=True)
class PermitDraft:
    """One permit of a standard set."""

    name: str
    department: Organisation
    statutory_days: int
    promised_days: int
    step: int = 1


@transaction.atomic
def set_up_register(
    campaign: Campaign, code: str, draft: RegisterDraft, *, by: User, at: datetime
) -> Register:
    """Begin to count something along a line of work."""
    campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
    require(may_set_up(by, campaign))
    require(layout_is_sound(draft.layout()))
    here = Register.objects.filter(campaign=campaign)
    if here.filter(code=code).exists() or here.filter(name=draft.name).exists():
        require(no("There is already a register with this code or name."))

    register = Register.objects.create(
        campaign=campaign,
        code=code,
        manner=draft.manner,
        parent_kind=draft.parent_kind,
        kit=draft.kit,
        **fields_from_draft(draft),
    )

    record(Text("set up the register %(name)s", name=register.name), about=register, by=by, at=at)
    return register


@transaction.atomic
def change_register(
    register: Register, draft: RegisterDraft, *, by: User, at: datetime, seen: int
) -> Register:
    """Ask for something else from now on. What stands in the register keeps its stage."""
    register = Register.objects.select_for_update(of=("self",), no_key=True).get(pk=register.pk)
    require(may_set_up(by, register.campaign))
    unchanged(seen, register.version)
    require(layout_is_sound(draft.layout()))
    if register.manner != Manner.PERMITS:
        require_may_become(register, draft.layout())
    others = Register.objects.filter(campaign=register.campaign_id).exclude(pk=register.pk)
    if others.filter(name=draft.name).exists():
        require(no("There is already a register with this code or name."))

    for name, value in fields_from_draft(draft).items():
        setattr(register, name, value)
    register.version += 1
    register.save(update_fields=[*WRITTEN, "version"])

    record(Text("changed the register %(name)s", name=register.name), about=register, by=by, at=at)
    return register


def require_may_become(register: Register, layout: Layout) -> None:
    was, entries = layout_of_register(register), register.entries.order_by()
    held = [code for code in said_otherwise(was, layout) if entries.filter(values__has_key=code).exists()]
    told = {"used_stages": stages_in_use(register), "used_fields": frozenset(held)}
    require(may_become(was, layout, has_entries=entries.exists(), **told))


def stages_in_use(register: Register) -> frozenset[str]:
    """The stages in which something stands or stood, or that an item is counted by."""
    marks = StageMark.objects.filter(entry__register=register, undone_at=None).exclude(stage="")
    standing = set(marks.order_by().values_list("stage", flat=True).distinct())
    linked = set(register.item_links.exclude(stage="").values_list("stage", flat=True))
    reached = register.entries.values_list("reached", flat=True) if register.manner == Manner.TOTALS else ()
    return frozenset(standing | linked | {code for one in reached for code in one})


def fields_from_draft(draft: RegisterDraft) -> dict[str, object]:
    """What was typed about a register, as the columns of its row."""
    return {
        "name": draft.name.strip(),
        "line_of_work": draft.line_of_work,
        "group": draft.group,
        "thing": draft.thing.strip(),
        "unit_of_quantity": draft.unit_of_quantity.strip(),
        "fields": to_store(draft.fields),
        "stages": to_store(draft.stages),
        "measures": to_store(draft.measures),
        "states": to_store(draft.states),
        "note": draft.note.strip()[:300],
        "position": draft.position,
    }


@transaction.atomic
def set_standard_permits(
    register: Register,
    line: LineOfWork | None,
    drafts: Sequence[PermitDraft],
    *,
    by: User,
    at: datetime,
    seen: int,
) -> list[StandardPermit]:
    """The permits that projects of this line usually need. Permits already on a project stay as they are."""
    register = Register.objects.select_for_update(of=("self",), no_key=True).get(pk=register.pk)
    require(may_set_up(by, register.campaign))
    unchanged(seen, register.version)
    check_permits(register, drafts)

    register.standard_permits.filter(line_of_work=line).delete()
    permits = StandardPermit.objects.bulk_create(
        StandardPermit(
            campaign_id=register.campaign_id,
            register=register,
            line_of_work=line,
            name=one.name.strip(),
            department=one.department,
            statutory_days=one.statutory_days,
            promised_days=one.promised_days,
            step=one.step,
        )
        for one in drafts
    )
    register.version += 1
    register.save(update_fields=["version"])

    named = Text("set the standard permits of %(line)s", line=line.name if line else Text("all other lines"))
    record(named, about=register, by=by, at=at, permits=[one.name for one in drafts])
    return permits


def check_permits(register: Register, drafts: Sequence[PermitDraft]) -> None:
    if register.manner != Manner.PERMITS:
        require(no("Only a register of permits has standard sets."))
    names = [one.name.strip() for one in drafts]
    if not all(names) or len(set(names)) < len(names):
        require(no("Every permit needs a name of its own."))
    for one in drafts:
        if not 0 < one.promised_days <= one.statutory_days:
            require(
                no(
                    "%(name)s: the promised days are at least one and at most the statutory ones.",
                    name=one.name,
                )
            )


@transaction.atomic
def link_item(
    item: Item, register: Register, *, stage: str, tally: Tally, by: User, at: datetime
) -> ItemLink:
    """The register counts this item from now on: its number stands ready in the report."""
    require(may_set_up(by, item.campaign))
    if register.campaign_id != item.campaign_id or (
        stage and stage not in layout_of_register(register).codes
    ):
        require(no("There is no such stage."))
    if item.measure not in (Measure.QUANTITY, Measure.PERCENT):
        require(no("Only items measured by quantity or percentage can be counted by a register."))
    if (item.measure == Measure.PERCENT) != (tally == Tally.SHARE):
        require(no("A percentage is counted as a share, a quantity as a number."))
    require(may_tell(layout_of_register(register), tally, item.unit_of_measure))

    written_as = {"campaign": item.campaign, "register": register, "stage": stage, "tally": tally}
    link, _ = ItemLink.objects.update_or_create(item=item, defaults=written_as)

    linked = Text("%(item)s is counted by %(register)s", item=item.name, register=register.name)
    record(linked, about=item, by=by, at=at, stage=stage, tally=tally)
    return link


@transaction.atomic
def unlink_item(item: Item, *, by: User, at: datetime) -> None:
    """The item is typed by hand again."""
    require(may_set_up(by, item.campaign))
    ItemLink.objects.filter(item=item).delete()
    record(Text("%(item)s is counted by no register any more", item=item.name), about=item, by=by, at=at)
