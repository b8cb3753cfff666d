"""What is typed into a register."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import Organisation
from gongjian.campaigns.queries import organisations_within
from gongjian.kernel.numbers import plain
from gongjian.registers.actions import EntryDraft
from gongjian.registers.models import Register, RegisterEntry
from gongjian.registers.queries import layout_of_register
from gongjian.registers.rules import FieldRule, FieldType, Layout, Manner, PermitMove
from gongjian.web.forms.fields import day_field, row_field, seen_field
from gongjian.worklist.models import Item, Project

NO_NAMES = _(
    "A number or a short designation such as 3-12. No names, no identity numbers, no telephone numbers."
)
DAYS: dict[str, Any] = {"min_value": 1, "max_value": 1000, "required": False}


class DayForm(forms.Form):
    """On which day something happened."""

    on = day_field(_("On"))
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
                help_text=_("It is the evidence: the Office and the auditors look the paper up by it."),
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
        self.fields["quantity"] = number_field(in_unit(gettext("In all"), unit))
        for stage in layout.stages:
            self.fields[f"stage_{stage.code}"] = number_field(in_unit(stage.label, unit), required=False)
        self.order_fields(["quantity", *(f"stage_{stage.code}" for stage in layout.stages), "on", "note"])

    def reached(self) -> dict[str, Decimal]:
        typed = self.cleaned_data.items()
        return {name.removeprefix("stage_"): value or Decimal(0) for name, value in typed if name.startswith("stage_")}  # fmt: skip


class EntryForm(forms.Form):
    """One entry: what every register asks, and what this one asks besides."""

    name = forms.CharField(label=_("Designation"), max_length=60, help_text=NO_NAMES)
    seen = seen_field()

    def __init__(
        self,
        register: Register,
        project: Project,
        *args: Any,
        entry: RegisterEntry | None = None,
        **kwargs: Any,
    ) -> None:
        initial = entry_now(entry) if entry else {"seen": 0}
        super().__init__(*args, **kwargs | {"initial": initial})
        self.register, self.layout = register, layout_of_register(register)
        if register.manner == Manner.PERMITS:
            self.ask_for_permit()
        elif self.layout.unit or register.manner == Manner.TOTALS:
            unit = self.layout.unit or self.layout.thing
            self.fields["quantity"] = number_field(in_unit(gettext("Quantity"), unit))
        for rule in self.layout.fields:
            self.fields[f"value_{rule.code}"] = self.asked(rule)
        items = Item.objects.filter(project=project, withdrawn_at=None)
        self.fields["item"] = row_field(_("Item that it belongs to"), required=False)
        self.fields["item"].queryset = items  # type: ignore[attr-defined]
        self.fields["item"].help_text = gettext(
            "Only where the project has several items that are counted apart."
        )
        if entry or register.manner == Manner.PERMITS:
            label = gettext("Reason") if entry else gettext("Why it is needed beside the standard set")
            self.fields["because"] = forms.CharField(label=label, max_length=300, required=entry is None)

    def ask_for_permit(self) -> None:
        self.fields["name"].label, self.fields["name"].help_text = gettext("Permit"), ""
        self.fields["department"] = self.organisations(_("Handling department"), required=True)
        self.fields["apply_on"] = day_field(_("Planned to be applied for"), required=False)
        self.fields["due_on"] = day_field(_("To be granted by"), required=False)
        self.fields["statutory_days"] = forms.IntegerField(label=_("Statutory working days"), **DAYS)
        self.fields["promised_days"] = forms.IntegerField(label=_("Promised working days"), **DAYS)
        self.fields["reference"] = forms.CharField(
            label=_("Number of the permit"), max_length=120, required=False
        )

    def organisations(self, label: Any, *, required: bool) -> "forms.ModelChoiceField[Any]":
        field = row_field(label, required=required)
        field.queryset = organisations_within(self.register.campaign)
        return field

    def asked(self, rule: FieldRule) -> forms.Field:
        told: dict[str, Any] = {"required": rule.required, "label": in_unit(rule.label, rule.unit)}
        told["help_text"] = gettext("Read by: %(consumer)s") % {"consumer": rule.consumer}
        match rule.type:
            case FieldType.NUMBER:
                return forms.DecimalField(max_digits=16, decimal_places=2, **told)
            case FieldType.DATE:
                return day_field(**told)
            case FieldType.CHOICE:
                return forms.ChoiceField(choices=[("", "–"), *((one, one) for one in rule.choices)], **told)
            case FieldType.ORGANISATION:
                names = organisations_within(self.register.campaign).values_list("name", flat=True)
                return forms.ChoiceField(choices=[("", "–"), *((one, one) for one in names)], **told)
        return forms.CharField(max_length=200, **told)

    def draft(self) -> EntryDraft:
        typed = self.cleaned_data
        own = ("item", "department", "apply_on", "due_on", "statutory_days", "promised_days")
        return EntryDraft(
            name=typed["name"],
            quantity=typed.get("quantity") or Decimal(0 if self.layout.manner == Manner.TOTALS else 1),
            values=typed_values(typed, self.layout),
            reference=typed.get("reference") or "",
            because=typed.get("because") or "",
            **{name: typed.get(name) for name in own},
        )


def typed_values(typed: Mapping[str, Any], layout: Layout) -> dict[str, Any]:
    values = {rule.code: typed.get(f"value_{rule.code}") for rule in layout.fields}
    return {code: plain(value) if isinstance(value, Decimal) else value for code, value in values.items()}


def entry_now(entry: RegisterEntry) -> dict[str, Any]:
    told: dict[str, Any] = {name: getattr(entry, name) for name in ("name", "quantity", "item", "department", "reference", "apply_on", "due_on", "statutory_days", "promised_days")}  # fmt: skip
    told |= {f"value_{code}": value for code, value in entry.values.items()}
    return told | {"quantity": plain(entry.quantity), "seen": entry.version}


def number_field(label: str, *, required: bool = True) -> forms.DecimalField:
    return forms.DecimalField(label=label, max_digits=16, decimal_places=2, min_value=0, required=required)


def in_unit(label: str, unit: str) -> str:
    return gettext("%(label)s (%(unit)s)") % {"label": label, "unit": unit} if unit else label


def count_now(entry: RegisterEntry, today: date) -> dict[str, Any]:
    told = {f"stage_{code}": value for code, value in entry.reached.items()}
    return {"quantity": plain(entry.quantity), "on": today, "seen": entry.version, **told}


def names_of(organisations: Iterable[Organisation]) -> list[tuple[int, str]]:
    return [(one.pk, one.name) for one in organisations]
