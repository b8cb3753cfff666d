"""To which stages entries may go now, for one page of them in a fixed number of questions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q

from gongjian.accounts.models import User
from gongjian.campaigns.queries import roles_of
from gongjian.campaigns.rules import UNIT
from gongjian.kernel.text import Text
from gongjian.registers.models import Register, RegisterEntry, StageMark
from gongjian.registers.permissions import office_or_group
from gongjian.registers.queries.counts import layout_of_register
from gongjian.registers.queries.files import projects_to_write
from gongjian.registers.queries.filled import filled_fields
from gongjian.registers.queries.marking import markers
from gongjian.registers.rules import Layout, Manner, Mover, ParentKind, Stage
from gongjian.registers.rules.counting import may_go


@dataclass(frozen=True, slots=True)
class OpenMove:
    """A stage that may follow. `missing`: fields that must be filled in before."""

    stage: Stage
    wants_reason: bool = False
    missing: tuple[str, ...] = ()

    @property
    def first(self) -> Text:
        return Text("fill in first: %(fields)s", fields=list(self.missing))

    @property
    def before(self) -> Text:
        return Text(
            "Before “%(stage)s”, fill in: %(fields)s.", stage=self.stage.label, fields=list(self.missing)
        )

    @property
    def at_once(self) -> bool:
        return not self.wants_reason and not self.missing


def to_write_in(register: Register, person: User) -> Q:
    """The entries of a register that somebody may change: the same as `may_write_entry`, for the database."""
    if office_or_group(person, register):
        return Q(dropped_at=None)
    if register.parent_kind == ParentKind.PROJECT:
        return Q(dropped_at=None, project__in=projects_to_write(register, person).values("pk"))
    units = roles_of(person, register.campaign).organisations(*UNIT)
    return Q(dropped_at=None) & (Q(unit__in=units) | Q(township__in=units))


def open_moves_of(
    register: Register, entries: Sequence[RegisterEntry], person: User
) -> dict[int, list[OpenMove]]:
    """By entry, in the order of the stages; an entry that is not named may not be written in."""
    layout = layout_of_register(register)
    if register.manner != Manner.EACH or not entries:
        return {}
    written = RegisterEntry.objects.filter(to_write_in(register, person), pk__in=[one.pk for one in entries])
    mine = set(written.values_list("pk", flat=True))
    entries = [one for one in entries if one.pk in mine]
    is_office = office_or_group(person, register)
    marks = StageMark.objects.filter(entry__in=[one.pk for one in entries])
    last_by = markers(marks) if any(one.mover == Mover.SECOND for one in layout.stages) else {}
    wanting = any(one.wants for one in layout.stages)
    filled = filled_fields(entries, {register.pk: layout}) if wanting else {}
    return {
        one.pk: [
            open_move(layout, one.stage, stage, filled.get(one.pk, ()))
            for stage in layout.stages
            if may_go(layout, one.stage, stage.code, note="-")
            and not (stage.mover == Mover.OFFICE and not is_office)
            and not (stage.mover == Mover.SECOND and last_by.get(one.pk) == person.pk)
        ]
        for one in entries
    }


def open_move(layout: Layout, here: str, stage: Stage, filled: Collection[str]) -> OpenMove:
    missing = [code for code in stage.wants if code not in filled]
    return OpenMove(
        stage,
        wants_reason=not may_go(layout, here, stage.code, note=""),
        missing=tuple(rule.label for rule in layout.fields if rule.code in missing),
    )
