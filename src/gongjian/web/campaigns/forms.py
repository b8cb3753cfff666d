"""What the Office types about the campaign itself."""

from dataclasses import Field
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.rules import Language
from gongjian.campaigns.actions.making import duty_of
from gongjian.campaigns.models import CODE, Campaign, PlanFact
from gongjian.campaigns.rules import Counting, DayKind, Level, ObligationKind, Operator
from gongjian.kernel.calendar import Roll
from gongjian.kernel.sections import complaint_about, read_section, rules_of, write_section
from gongjian.reading.plan import FactKind
from gongjian.registers.queries import layout_of_register
from gongjian.registers.queries.reading import people_of
from gongjian.rounds.rules.rulebook import SECTIONS
from gongjian.standing.actions import BindingDraft
from gongjian.standing.rules.deriving import BindingKind, Pace
from gongjian.web.forms.fields import AmountField, day_field, reason_field, row_field, seen_field, term_field
from gongjian.worklist.rules import LightRules


class MoveObligation(forms.Form):
    due_on = day_field(_("Due date"))
    cut_off_on = day_field(_("Data cut-off"), required=False)
    roll = term_field(Roll, _("If it falls on a day off"))
    note = reason_field(_("Reason"), help_text=_("Shown in the list next to the date, and in the ledger."))
    seen = seen_field()


class AddObligation(forms.Form):
    kind = term_field(ObligationKind, _("Kind"))
    nominal_on = day_field(_("Day"))
    roll = term_field(Roll, _("If it falls on a day off"), initial=Roll.PREVIOUS)
    note = reason_field(_("Reason"), help_text=_("Which decision or paper asks for it."))


class BindTarget(forms.Form):
    """Where the figure of a target comes from."""

    kind = term_field(BindingKind, _("The figure comes from"))
    measure = forms.ChoiceField(label=_("Measure of a register"), required=False)
    project = row_field(
        _("Only of this project"),
        required=False,
        help_text=_("If empty: everything that the register holds."),
    )
    keeper = row_field(_("Kept by"), required=False, help_text=_("Only of a figure that is kept by hand."))
    pace = term_field(Pace, _("Expected by a day"), help_text=_("Set by the county."))
    note = forms.CharField(label=_("Remark"), max_length=300, required=False)

    def __init__(self, campaign: Campaign, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.registers = {one.code: one for one in campaign.registers.all()}
        measures = [
            (one.name, [(f"{one.code}:{rule.code}", rule.label) for rule in layout_of_register(one).measures])
            for one in self.registers.values()
        ]
        self.fields["measure"].choices = [("", "–"), *(pair for pair in measures if pair[1])]  # type: ignore[attr-defined]
        self.fields["project"].queryset = campaign.projects.all()  # type: ignore[attr-defined]
        self.fields["keeper"].queryset = people_of(campaign)  # type: ignore[attr-defined]

    def draft(self) -> BindingDraft:
        typed = self.cleaned_data
        register, _sign, measure = typed["measure"].partition(":")
        found = {name: typed[name] for name in ("kind", "project", "keeper", "pace", "note")}
        return BindingDraft(**found, register=self.registers.get(register), measure=measure)


class KeepFigure(forms.Form):
    """What the keeper of a target says."""

    value = AmountField(label=_("Value"), max_digits=16, decimal_places=2, min_value=0)
    on = day_field(_("Day"))
    source = forms.CharField(label=_("Where it can be looked up"), max_length=300)


class CancelObligation(forms.Form):
    note = reason_field(_("Reason"))


class SetDay(forms.Form):
    day = day_field(_("Day"))
    kind = term_field(DayKind, _("This day is"), required=False, blank=_("as announced nationally"))
    name = forms.CharField(label=_("Occasion"), max_length=60, required=False)


class TargetForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    level = term_field(Level, pgettext_lazy("target", "Level"))
    operator = term_field(Operator, _("Comparison"))
    value = AmountField(
        label=_("Value"), max_digits=16, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )
    unit = forms.CharField(label=_("Unit of measure"), max_length=20)
    due_on = day_field(_("Due"))
    counting = term_field(Counting, _("Counted as"))
    line_of_work = row_field(_("Line of work"), required=False)
    sentence = forms.CharField(
        label=_("Sentence of the plan"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, campaign: Campaign, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line_of_work"].queryset = campaign.lines_of_work.all()  # type: ignore[attr-defined]


class ChangeTarget(TargetForm):
    seen = seen_field()


class AddTarget(TargetForm):
    code = forms.CharField(label=_("Code"), max_length=20, validators=[CODE])
    field_order = ["code", "name"]

    def clean_code(self) -> str:
        """One address is taken already: the page on which targets are added."""
        code: str = self.cleaned_data["code"]
        if code == "add":
            raise forms.ValidationError(gettext("Choose another code."))
        return code


def planned_field(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=1_000_000, required=False)


class CampaignForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"))
    paper_language = term_field(Language, _("Language of papers"))
    office_name = forms.CharField(label=_("Name of the Office on papers"), max_length=80)
    supervisors_name = forms.CharField(label=_("Name of the supervision offices on papers"), max_length=80)
    paper_code = forms.CharField(label=_("Code of bulletins"), max_length=20)
    ranking_code = forms.CharField(label=_("Code of ranking bulletins"), max_length=20)
    planned_projects = planned_field(_("Projects in the plan"))
    planned_items = planned_field(_("Items in the plan"))
    seen = seen_field()


class LineForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=60)
    planned_projects = forms.IntegerField(
        label=_("Projects in the plan"), min_value=0, max_value=100_000, required=False
    )


class AddLine(LineForm):
    code = forms.CharField(label=_("Code"), max_length=20, validators=[CODE])
    field_order = ["code", "name"]


class PhaseForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=60)
    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"))


class RulebookForm(forms.Form):
    """One field for every value that the county sets, in the order of the sections."""

    note = reason_field(_("Reason"), help_text=_("The reason is kept with every version."))
    seen = seen_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for section, rules in SECTIONS.items():
            for one in rules_of(rules):
                self.fields[f"{section}-{one.name}"] = field_of(one)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for section, rules in SECTIONS.items():
            for one in rules_of(rules):
                name = f"{section}-{one.name}"
                if name in data and (complaint := complaint_about(one, data[name])):
                    self.add_error(name, complaint.say(gettext))
        if not self.errors and self.is_muddled():
            self.add_error(
                "light-serious_points", gettext("Must not be less than the gap that is still on schedule.")
            )
        return data

    def is_muddled(self) -> bool:
        """Seriously lagging begins where lagging ends, never before."""
        light = read_section(LightRules, self.sections()["light"])
        return light.serious_points < light.tolerance_points

    def sections(self) -> dict[str, Any]:
        return {
            section: write_section(
                read_section(
                    rules, {one.name: self.cleaned_data[f"{section}-{one.name}"] for one in rules_of(rules)}
                )
            )
            for section, rules in SECTIONS.items()
        }


def field_of(one: Field[Any]) -> forms.Field:
    label = gettext(one.metadata["label"])
    if isinstance(one.default, bool):
        return forms.BooleanField(label=label, required=False)
    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "number"})
    return forms.CharField(label=label, max_length=12, widget=widget)


OPS = (("=", "="), (">=", "≥"), ("<=", "≤"), (">", ">"), ("<", "<"), ("~", "≈"))


class UploadForm(forms.Form):
    file = forms.FileField(label=_("Plan document"), help_text=_("Word (.docx, .doc), PDF with text, or plain text; 10 MB at most."))  # fmt: skip


class FactForm(forms.Form):
    """What a person puts right. Which fields there are depends on the kind."""

    item = forms.CharField(label=_("What"), max_length=200)
    op = forms.ChoiceField(label=_("Sign"), choices=OPS, required=False)
    value = forms.CharField(label=_("Value"), max_length=20, required=False)
    unit = forms.CharField(label=_("Unit of measure"), max_length=20, required=False)
    level = forms.ChoiceField(label=pgettext_lazy("target", "Level"), required=False)
    date = forms.CharField(label=_("Date"), max_length=60, required=False, help_text=_("A date as year-month-day, two dates with / between them, or a calendar recurrence rule."))  # fmt: skip
    duty_kind = forms.ChoiceField(label=_("Becomes the obligation"), required=False)
    role = forms.CharField(label=_("Role"), max_length=20, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    FIELDS = {
        FactKind.TARGET: ("item", "op", "value", "unit", "level", "date"),
        FactKind.PHASE: ("item", "date"),
        FactKind.RECURRENCE: ("item", "date", "duty_kind"),
        FactKind.DEADLINE: ("item", "date", "duty_kind"),
        FactKind.UNIT: ("item", "role"),
    }

    def __init__(self, kind: FactKind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in list(self.fields):
            if name not in (*self.FIELDS.get(kind, ("item",)), "seen"):
                del self.fields[name]
        choices = {
            "level": [("ensure", gettext("ensure")), ("strive", gettext("strive for"))],
            "duty_kind": [
                ("", gettext("not an obligation of the campaign")),
                *((one.value, gettext(one.label)) for one in ObligationKind),
            ],
        }
        for name, known in choices.items():
            if name in self.fields:
                self.fields[name].choices = known  # type: ignore[attr-defined]


def fact_form(fact: PlanFact, typed: Any = None) -> FactForm:
    duty = duty_of(fact)
    initial = {**fact.said, "duty_kind": duty.value if duty else "", "seen": fact.version}
    return FactForm(fact.kind, typed, initial=initial, auto_id=f"id-{fact.pk}-%s")
