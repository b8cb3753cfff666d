"""Where an entry goes: to another stage, into parts, into another entry, into a project."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import Organisation
from gongjian.campaigns.models import CODE
from gongjian.kernel.numbers import plain
from gongjian.registers.actions import EntryDraft
from gongjian.registers.models import RegisterEntry
from gongjian.registers.queries import layout_of_register
from gongjian.registers.rules import Layout
from gongjian.registers.rules.attributes import named_by
from gongjian.registers.rules.values import values_of_parts
from gongjian.web.forms.fields import RowsField, day_field, row_field, seen_field
from gongjian.web.registers.forms.entries import in_unit, number_field
from gongjian.worklist.models import Project

MOST_PARTS, FEWEST_PARTS = 6, 2


class MarkForm(forms.Form):
    """A stage is reached on a day; some ask for a reason."""

    stage = forms.ChoiceField(label=_("Stage"), required=False)
    on = day_field(_("Date"), required=False)
    note = forms.CharField(
        label=_("Remark or reason"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, layout: Layout, offered: Sequence[str] | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stages = [(one.code, one.label) for one in layout.stages if offered is None or one.code in offered]
        self.fields["stage"].choices = [*stages, ("", gettext("not started"))]  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class PartFields:
    """One line of the table of parts."""

    number: int
    name: forms.BoundField
    quantity: forms.BoundField


class SplitForm(forms.Form):
    """One becomes several: each with its designation and its share of the quantity."""

    reason = forms.CharField(label=_("Reason"), max_length=300)
    seen = seen_field()

    def __init__(self, entry: RegisterEntry, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entry, called = entry, named_by(layout_of_register(entry.register)).say(gettext)
        for number in range(1, MOST_PARTS + 1):
            needed = number <= FEWEST_PARTS
            name = forms.CharField(label=called, max_length=60, required=needed)
            self.fields[f"name_{number}"] = name
            label = in_unit(gettext("Quantity"), entry.register.unit_of_quantity)
            self.fields[f"quantity_{number}"] = number_field(label, required=needed)

    def lines(self) -> list[PartFields]:
        return [
            PartFields(one, self[f"name_{one}"], self[f"quantity_{one}"]) for one in range(1, MOST_PARTS + 1)
        ]

    def parts(self) -> list[EntryDraft]:
        """Every part begins with what is known of the whole."""
        typed, whole = self.cleaned_data, self.entry
        numbers = [one for one in range(1, MOST_PARTS + 1) if typed.get(f"name_{one}")]
        sizes = [typed[f"quantity_{one}"] or Decimal(0) for one in numbers]
        values = values_of_parts(layout_of_register(whole.register), whole.values, sizes)
        return [
            EntryDraft(
                name=typed[f"name_{number}"],
                quantity=size,
                values=own,
                unit=whole.unit,
                due_on=whole.due_on,
                because=typed["reason"],
            )
            for number, size, own in zip(numbers, sizes, values, strict=True)
        ]


class JoinForm(forms.Form):
    """Several were one: the others are found by their designations."""

    others: "forms.ModelMultipleChoiceField[Any]" = RowsField(
        queryset=None, label=_("Entries to join into this one")
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, candidates: QuerySet[RegisterEntry], shown: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["others"]
        field.queryset = candidates
        field.widget.choices = [(one.pk, one.name) for one in candidates[:shown]]


class BecomeForm(forms.Form):
    """A new project, begun with what the entry says."""

    code = forms.CharField(
        label=_("Code"),
        max_length=30,
        validators=[CODE],
        help_text=_("Letters, digits and hyphens. A code is never given to another."),
    )
    name = forms.CharField(label=_("Name"), max_length=120)
    line_of_work = row_field(_("Line of work"))
    unit = row_field(_("Responsible unit"))
    seen = seen_field()

    def __init__(self, entry: RegisterEntry, *args: Any, **kwargs: Any) -> None:
        begun = {
            "name": entry.name,
            "line_of_work": entry.register.line_of_work_id,
            "unit": entry.responsible_id,
            "seen": entry.version,
        }
        super().__init__(*args, **{"initial": begun, "auto_id": "new_%s"} | kwargs)
        campaign = entry.campaign
        answering = Organisation.objects.filter(pk__in=campaign.units.values("organisation"))
        self.fields["line_of_work"].queryset = campaign.lines_of_work.all()  # type: ignore[attr-defined]
        self.fields["unit"].queryset = answering  # type: ignore[attr-defined]


class TieForm(forms.Form):
    """A project that stands in the list already."""

    project = row_field(_("Project"))
    seen = seen_field()

    def __init__(self, entry: RegisterEntry, projects: QuerySet[Project], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"seen": entry.version}, "auto_id": "tie_%s"} | kwargs)
        self.fields["project"].queryset = projects  # type: ignore[attr-defined]


def split_now(entry: RegisterEntry) -> dict[str, Any]:
    """The quantity halved, for the first two parts."""
    half = plain((entry.quantity / 2).quantize(Decimal("0.01")))
    rest = plain(entry.quantity - Decimal(half))
    names = {f"name_{number}": f"{entry.name}-{number}" for number in (1, 2)}
    return names | {"quantity_1": half, "quantity_2": rest, "seen": entry.version}
