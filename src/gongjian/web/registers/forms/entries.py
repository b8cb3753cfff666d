"""What is typed into a register."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.queries import organisations_within
from gongjian.kernel.numbers import plain
from gongjian.registers.actions import EntryDraft
from gongjian.registers.models import Place, Register, RegisterEntry
from gongjian.registers.queries import layout_of_register
from gongjian.registers.queries.files import townships_to_write
from gongjian.registers.queries.parents import units_to_answer
from gongjian.registers.queries.reading import people_of
from gongjian.registers.rules import FieldRule, FieldType, Layout, Manner, ParentKind, PermitMove
from gongjian.registers.rules.attributes import (
    BY_NAME,
    MOST_WORKDAYS,
    AttributeKind,
    EntryAttribute,
    attributes_of,
)
from gongjian.registers.rules.readiness import NO, YES
from gongjian.web.forms.fields import AmountField, day_field, row_field, seen_field
from gongjian.worklist.models import Item, Project


class DayForm(forms.Form):
    """On which day something happened."""

    on = day_field(_("Date"))
    note = forms.CharField(label=_("Remark"), max_length=300, required=False)
    seen = seen_field()


class MoveForm(DayForm):
    """A permit moves on."""

    def __init__(self, *args: Any, move: PermitMove, reference: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if move == PermitMove.GRANT:
            self.fields["reference"] = forms.CharField(
                label=_("Number of the permit"),
                max_length=120,
                required=not reference,
                initial=reference,
                help_text=_("This is the evidence: the Office and the auditors use it to find the document."),
            )
        if move in (PermitMove.ASK_CORRECTION, PermitMove.REFUSE):
            self.fields["note"].required = True
            self.fields["note"].label = (
                gettext("What is to be corrected") if move == PermitMove.ASK_CORRECTION else gettext("Reason")
            )


class DropForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300)
    seen = seen_field()


class CountForm(DayForm):
    """The totals of a project, stage by stage."""

    field_order = ["quantity"]

    def __init__(self, layout: Layout, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = layout.unit or layout.thing
        self.fields["quantity"] = number_field(in_unit(gettext("Total number"), unit))
        for stage in layout.stages:
            self.fields[f"stage_{stage.code}"] = number_field(in_unit(stage.label, unit), required=False)
        self.order_fields(["quantity", *(f"stage_{stage.code}" for stage in layout.stages), "on", "note"])

    def reached(self) -> dict[str, Decimal]:
        typed = self.cleaned_data.items()
        return {name.removeprefix("stage_"): value or Decimal(0) for name, value in typed if name.startswith("stage_")}  # fmt: skip


class EntryForm(forms.Form):
    """One entry: what every register asks, and what this one asks besides."""

    seen = seen_field()

    def __init__(
        self,
        register: Register,
        parent: Project | Place | None,
        *args: Any,
        by: User,
        entry: RegisterEntry | None = None,
        **kwargs: Any,
    ) -> None:
        initial = entry_now(entry) if entry else {"seen": 0}
        super().__init__(*args, **kwargs | {"initial": initial})
        self.register, self.known_parent, self.entry = register, parent, entry
        self.units = units_to_answer(register, by)
        if parent is None and register.parent_kind == ParentKind.TOWNSHIP:
            self.fields["township"] = the_only_one(
                among(townships_to_write(register, by), {"label": gettext("Township")})
            )
        self.layout = layout_of_register(register)
        asked = [one for one in attributes_of(self.layout) if one.is_typed(register.manner)]
        self.asked = [one for one in asked if one.kind != AttributeKind.ITEM or self.entry_project]
        beside = [one for one in self.asked if one.kind == AttributeKind.ITEM]
        for one in self.asked:
            if one not in beside:
                self.fields[one.name] = self.control(one)
        for rule in self.layout.fields:
            if rule.type == FieldType.FILE:
                continue
            self.fields[f"value_{rule.code}"] = self.control_of_rule(rule)
        for one in beside:
            self.fields[one.name] = self.control(one)
        if entry or register.manner == Manner.PERMITS:
            label = (
                gettext("Reason") if entry else gettext("Why it is needed in addition to the standard set")
            )
            self.fields["because"] = forms.CharField(label=label, max_length=300, required=entry is None)

    def control(self, one: EntryAttribute) -> forms.Field:
        told: dict[str, Any] = {"required": one.must_be_typed, "label": one.label.say(gettext)}
        told["help_text"] = one.help.say(gettext)
        match one.kind:
            case AttributeKind.AMOUNT:
                unit = self.layout.unit or self.layout.thing
                return number_field(**told | {"label": in_unit(told["label"], unit)})
            case AttributeKind.DAY:
                return day_field(far=True, **told)
            case AttributeKind.WORKDAYS:
                return forms.IntegerField(min_value=1, max_value=MOST_WORKDAYS, **told)
            case AttributeKind.ORGANISATION if one.name == "unit":
                return self.unit_control(told)
            case AttributeKind.ORGANISATION:
                return among(organisations_within(self.register.campaign), told)
            case AttributeKind.ITEM:
                here = Item.objects.filter(project=self.entry_project, withdrawn_at=None)
                return among(here, told)
        return forms.CharField(max_length=one.longest, **told)

    def unit_control(self, told: Mapping[str, Any]) -> forms.Field:
        """Whoever writes for one unit only is not asked which; what lies in a township is by default the township's."""
        field = among(self.units, dict(told))
        if self.register.parent_kind == ParentKind.TOWNSHIP:
            field.required, field.help_text = False, gettext("If empty: the township itself.")
            return field
        return the_only_one(field)

    def control_of_rule(self, rule: FieldRule) -> forms.Field:
        told: dict[str, Any] = {"required": rule.required, "label": in_unit(rule.label, rule.unit)}
        read_by = gettext("Read by: %(consumer)s") % {"consumer": rule.consumer}
        told["help_text"] = f"{rule.help} {read_by}".strip()
        match rule.type:
            case FieldType.NUMBER | FieldType.MONEY | FieldType.AREA:
                told |= {"min_value": rule.least, "max_value": rule.most}
                return AmountField(max_digits=16, decimal_places=2, **told)
            case FieldType.DATE:
                return day_field(far=True, **told)
        if rule.type in CHOSEN:
            return forms.ChoiceField(choices=[("", "–"), *choices_of_rule(rule, self.register)], **told)
        return forms.CharField(max_length=200, **told)

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """What is asked, under the headings of the register."""
        heading = {f"value_{rule.code}": rule.group for rule in self.layout.fields}
        found: dict[str, list[forms.BoundField]] = {"": []}
        for one in self.visible_fields():
            found.setdefault(heading.get(one.name, ""), []).append(one)
        return list(found.items())

    @property
    def entry_project(self) -> Project | None:
        return self.known_parent if isinstance(self.known_parent, Project) else None

    def parent(self) -> Project | Place:
        """What the new entry stands under, as it was given or chosen."""
        if self.known_parent is not None:
            return self.known_parent
        township: Organisation | None = self.cleaned_data.get("township")
        unit = self.cleaned_data.get("unit") or township
        assert unit is not None  # one of both is required
        return Place(unit, township)

    def draft(self) -> EntryDraft:
        typed = self.cleaned_data
        said = {one.name: typed[one.name] for one in self.asked if typed.get(one.name) not in (None, "")}
        nothing = {"quantity": Decimal(0 if self.layout.manner == Manner.TOTALS else 1)}
        not_asked = set(BY_NAME) - {one.name for one in self.asked} if self.entry else ()
        stands = {name: getattr(self.entry, name) for name in not_asked}  # as a file may have said it
        return EntryDraft(
            **nothing | stands | said,
            values=typed_values(typed, self.layout),
            because=typed.get("because") or "",
        )


CHOSEN = (FieldType.CHOICE, FieldType.YES_NO, FieldType.ORGANISATION, FieldType.PERSON)


def choices_of_rule(rule: FieldRule, register: Register) -> list[tuple[str, str]]:
    match rule.type:
        case FieldType.YES_NO:
            return [(YES, gettext("yes")), (NO, gettext("no"))]
        case FieldType.ORGANISATION:
            names = organisations_within(register.campaign).values_list("name", flat=True)
            return [(one, one) for one in names]
        case FieldType.PERSON:
            return [(person.username, str(person)) for person in people_of(register.campaign)]
    return [(one, one) for one in rule.choices]


def among(rows: QuerySet[Any], told: Mapping[str, Any]) -> "forms.ModelChoiceField[Any]":
    field = row_field(**told)
    field.queryset = rows
    return field


def the_only_one(field: "forms.ModelChoiceField[Any]") -> "forms.ModelChoiceField[Any]":
    """Where there is nothing to choose, it is chosen."""
    only = list(field.queryset[:2]) if field.queryset is not None else []
    if len(only) == 1:
        field.initial = only[0].pk
    return field


def typed_values(typed: Mapping[str, Any], layout: Layout) -> dict[str, Any]:
    values = {rule.code: typed.get(f"value_{rule.code}") for rule in layout.fields}
    return {code: plain(value) if isinstance(value, Decimal) else value for code, value in values.items()}


def entry_now(entry: RegisterEntry) -> dict[str, Any]:
    told: dict[str, Any] = {name: getattr(entry, name) for name in BY_NAME}
    told |= {f"value_{code}": value for code, value in entry.values.items()}
    return told | {"quantity": plain(entry.quantity), "seen": entry.version}


def number_field(label: str, *, required: bool = True, **kwargs: Any) -> AmountField:
    return AmountField(label=label, max_digits=16, decimal_places=2, min_value=0, required=required, **kwargs)


def in_unit(label: str, unit: str) -> str:
    return gettext("%(label)s (%(unit)s)") % {"label": label, "unit": unit} if unit else label


def count_now(entry: RegisterEntry, today: date) -> dict[str, Any]:
    told = {f"stage_{code}": value for code, value in entry.reached.items()}
    return {"quantity": plain(entry.quantity), "on": today, "seen": entry.version, **told}
