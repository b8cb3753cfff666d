"""The Office says where the figure of a target comes from; the keeper of a figure says what it is."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from gongjian.accounts.models import User
from gongjian.campaigns.models import Target
from gongjian.kernel.days import of_our_time
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import YES, Verdict, no, require
from gongjian.ledger.actions import record
from gongjian.ledger.queries import stated
from gongjian.registers.models import Register
from gongjian.registers.queries import layout_of_register
from gongjian.registers.rules import ParentKind
from gongjian.standing.models import HandFigure, TargetBinding
from gongjian.standing.permissions import may_bind, may_keep
from gongjian.standing.queries.bindings import binding_at
from gongjian.standing.queries.proofs import BINDINGS, HAND_FIGURES
from gongjian.standing.rules.deriving import BindingKind, Pace
from gongjian.standing.rules.targets import may_measure
from gongjian.worklist.models import Project


@dataclass(frozen=True, kw_only=True)
class BindingDraft:
    """Where a figure comes from: the items, one measure of a register (of one project), or somebody's hand."""

    kind: BindingKind
    register: Register | None = None
    measure: str = ""
    project: Project | None = None
    keeper: User | None = None
    pace: Pace = Pace.DUE
    note: str = ""


@transaction.atomic
def bind_target(target: Target, draft: BindingDraft, *, by: User, at: datetime) -> TargetBinding:
    """From now on the target counts this. What was said of earlier days stays as it was."""
    target = Target.objects.select_for_update(of=("self",), no_key=True).get(pk=target.pk)
    require(may_bind(by, target.campaign))
    require(binding_is_sound(target, draft))
    is_measure, is_by_hand = draft.kind == BindingKind.MEASURE, draft.kind == BindingKind.BY_HAND

    binding = TargetBinding.objects.create(
        campaign=target.campaign,
        target=target,
        number=target.bindings.count() + 1,
        kind=draft.kind,
        register=draft.register if is_measure else None,
        measure=draft.measure if is_measure else "",
        project=draft.project if is_measure else None,
        keeper=draft.keeper if is_by_hand else None,
        pace=draft.pace,
        note=draft.note.strip()[:300],
        known_at=at,
        by=by,
    )

    bound = Text("%(target)s is counted from: %(kind)s", target=target.name, kind=draft.kind)
    measure = f"{draft.register.code}: {draft.measure}" if is_measure and draft.register else ""
    record(bound, about=target, by=by, at=at, measure=measure, pace=draft.pace, proves=stated(BINDINGS, binding.pk))  # fmt: skip
    return binding


def binding_is_sound(target: Target, draft: BindingDraft) -> Verdict:
    if draft.kind == BindingKind.BY_HAND:
        return YES if draft.keeper else no("Name who keeps the figure.")
    if draft.kind == BindingKind.ITEMS:
        return YES
    if draft.register is None or draft.register.campaign_id != target.campaign_id:
        return no("Choose a register and one of its measures.")
    layout = layout_of_register(draft.register)
    rule = layout.measure(draft.measure)
    if rule is None:
        return no("Choose a register and one of its measures.")
    if draft.project and layout.parent != ParentKind.PROJECT:
        return no("Only entries that stand under projects can be chosen by project.")
    return may_measure(layout, rule, target.unit)


@transaction.atomic
def keep_figure(
    target: Target, value: Decimal, source: str, *, on: date, by: User, at: datetime
) -> HandFigure:
    """The keeper says what has been reached on a day, and where that can be looked up."""
    target = Target.objects.select_for_update(of=("self",), no_key=True).get(pk=target.pk)
    binding = binding_at(target, at)
    require(may_keep(by, target.campaign, binding))
    require(of_our_time(on))
    if on > target.campaign.day_of(at):
        require(no("The date cannot be in the future."))
    if not source.strip():
        require(no("State where the figure can be looked up."))
    if value < 0:
        require(no("Enter a number from 0 up."))

    figure = target.hand_figures.create(
        campaign=target.campaign, on=on, value=value, source=source.strip()[:300], known_at=at, by=by
    )

    said = Text("%(target)s: %(value)s on %(day)s", target=target.name, value=value, day=on)
    record(said, about=target, by=by, at=at, source=source, proves=stated(HAND_FIGURES, figure.pk))
    return figure
