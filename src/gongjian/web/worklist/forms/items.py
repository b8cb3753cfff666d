"""What the Office types about projects and items."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Model
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import Organisation, User, official_people
from gongjian.accounts.rules import OrganisationKind
from gongjian.campaigns.models import CODE, Campaign
from gongjian.campaigns.queries import organisations_within
from gongjian.campaigns.rules import Role
from gongjian.kernel.numbers import plain
from gongjian.kernel.text import Text
from gongjian.standing.rules import HoldReason
from gongjian.ui.choices import ManyChooser
from gongjian.ui.days import typed_day
from gongjian.ui.milestones import MilestonesInput
from gongjian.web.forms.fields import (
    AmountField,
    RowsField,
    day_field,
    reason_field,
    row_field,
    seen_field,
    term_field,
)
from gongjian.worklist.models import Item
from gongjian.worklist.rules import Curve, Measure, Plan, PromisedShare, plan_is_sound

MOST_STEPS = 60
LONGEST_SHARE = 12
NOTHING_LESS = MinValueValidator(0)


def code_field() -> forms.CharField:
    help_text = _("Letters, digits and hyphens. A code is never given to another.")
    return forms.CharField(label=_("Code"), max_length=30, validators=[CODE], help_text=help_text)


def money_field(label: Any) -> AmountField:
    return AmountField(
        label=label, required=False, max_digits=14, decimal_places=2, validators=[NOTHING_LESS]
    )


def place_field(label: Any, limit: int) -> AmountField:
    between = [MinValueValidator(-limit), MaxValueValidator(limit)]
    return AmountField(label=label, required=False, max_digits=9, decimal_places=6, validators=between)


def answering_units(campaign: Campaign) -> Any:
    return Organisation.objects.filter(pk__in=campaign.units.values("organisation"))


class ProjectForm(forms.Form):
    code = code_field()
    name = forms.CharField(label=_("Name"), max_length=120)
    line_of_work = row_field(_("Line of work"))
    unit = row_field(_("Responsible unit"))
    leading_official = row_field(_("Leading official"), required=False)
    township = row_field(_("Township"), required=False)
    scale = forms.CharField(
        label=_("Scale"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    total_investment = money_field(_("Total investment (10,000 yuan)"))
    year_investment = money_field(_("Planned investment of the year (10,000 yuan)"))
    supporting_units: "forms.ModelMultipleChoiceField[Model]" = RowsField(
        queryset=None,
        label=_("Supporting units"),
        required=False,
        widget=ManyChooser(attrs={"size": 5}),
    )
    latitude = place_field(_("Latitude"), 90)
    longitude = place_field(_("Longitude"), 180)
    seen = seen_field()

    def __init__(self, campaign: Campaign, *args: Any, is_new: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leaders = campaign.role_assignments.filter(role=Role.LEADER, ended_at=None).values("person")
        rows = {
            "line_of_work": campaign.lines_of_work.all(),
            "unit": answering_units(campaign),
            "supporting_units": answering_units(campaign),
            "leading_official": User.objects.filter(pk__in=leaders).order_by(*official_people()),
            "township": organisations_within(campaign).filter(kind=OrganisationKind.TOWNSHIP),
        }
        for name, queryset in rows.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]
        del self.fields["seen" if is_new else "code"]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if (typed.get("latitude") is None) != (typed.get("longitude") is None):
            self.add_error("latitude", gettext("Enter both latitude and longitude, or neither."))
        if "supporting_units" in typed:
            typed["supporting_units"] = tuple(typed["supporting_units"])
        return typed


class BaselineForm(forms.Form):
    """What is promised: by whom, how much, by when, along which curve."""

    unit = row_field(_("Responsible unit"))
    person = forms.CharField(label=_("Responsible person"), max_length=60, required=False)
    starts_on = day_field(_("Start"))
    due_on = day_field(_("Due"))
    curve = term_field(Curve, _("Baseline"))
    target = AmountField(
        label=_("Target quantity"),
        max_digits=16,
        decimal_places=2,
        initial=100,
        help_text=_("The whole, in the item's own unit. It plays no part for percentages and milestones."),
    )
    steps = forms.CharField(
        label=_("Steps or milestones"),
        required=False,
        max_length=6000,
        widget=MilestonesInput(attrs={"rows": 5, "placeholder": "2026-09-30; 40; …"}),
        help_text=_("One per line: date; cumulative percentage; name. The last one is 100."),
    )
    reason = reason_field(_("Reason"), help_text=_("Shown next to the new baseline and in the ledger."))
    seen = seen_field()

    def __init__(self, campaign: Campaign, *args: Any, measure: Measure | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.counted_in = measure
        self.fields["unit"].queryset = answering_units(campaign)  # type: ignore[attr-defined]

    def clean_steps(self) -> tuple[PromisedShare, ...]:
        return steps_typed(self.cleaned_data["steps"])

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        measure = self.counted_in or typed.get("measure")
        if not self.errors and measure:
            sound = plan_is_sound(measure, plan_of(typed))
            if not sound:
                self.add_error(None, sound.reason.say(gettext))
        return typed


class ItemForm(BaselineForm):
    """A new item with its first baseline."""

    code = code_field()
    name = forms.CharField(label=_("Name"), max_length=160)
    measure = term_field(Measure, _("Measured by"))
    unit_of_measure = forms.CharField(label=_("Unit of measure"), max_length=20, required=False)
    weight = AmountField(
        label=_("Weight"), max_digits=5, decimal_places=2, initial=1, min_value=Decimal("0.01")
    )
    targets: "forms.ModelMultipleChoiceField[Model]" = RowsField(
        queryset=None,
        label=_("Counts towards targets"),
        required=False,
        widget=ManyChooser(attrs={"size": 4}),
    )
    field_order = ["code", "name", "measure", "unit_of_measure", "weight", "targets"]

    def __init__(self, campaign: Campaign, *args: Any, **kwargs: Any) -> None:
        super().__init__(campaign, *args, **kwargs)
        self.fields["targets"].queryset = campaign.targets.all()  # type: ignore[attr-defined]
        del self.fields["seen"], self.fields["reason"]


class ItemNameForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=160)
    weight = AmountField(label=_("Weight"), max_digits=5, decimal_places=2, min_value=Decimal("0.01"))
    targets: "forms.ModelMultipleChoiceField[Model]" = RowsField(
        queryset=None,
        label=_("Counts towards targets"),
        required=False,
        widget=ManyChooser(attrs={"size": 6}),
    )
    seen = seen_field()

    def __init__(self, campaign: Campaign, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["targets"].queryset = campaign.targets.all()  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    reason = reason_field(_("Reason"), help_text=_("Shown next to the item and in the ledger."))
    seen = seen_field()


class HoldForm(forms.Form):
    kind = term_field(HoldReason, _("Kind of reason"))
    reason = forms.CharField(
        label=_("Reason that is accepted"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    until = day_field(_("Until"))
    obstacle = row_field(
        _("Which obstacle"),
        required=False,
        help_text=_("The time limit of the obstacle keeps running; only the item is exempt."),
    )

    def __init__(self, item: Item, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["obstacle"]
        field.queryset = item.project.obstacles.still_open()  # type: ignore[attr-defined]
        field.label_from_instance = lambda one: f"{one.number} {one.words[:40]}"  # type: ignore[attr-defined]


def plan_of(typed: dict[str, Any]) -> Plan:
    return Plan(typed["starts_on"], typed["due_on"], typed["curve"], typed["target"], typed["steps"])


def steps_typed(text: str) -> tuple[PromisedShare, ...]:
    """Lines of "day; share; name", with either kind of semicolon."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_STEPS:
        raise ValidationError(gettext("At most %(most)s steps.") % {"most": MOST_STEPS})
    return tuple(step_typed(line, number) for number, line in enumerate(lines, start=1))


def step_typed(line: str, number: int) -> PromisedShare:
    on, share, *name = [part.strip() for part in re.split(r"[;\uff1b]", line, maxsplit=2)] + [""]
    try:
        day, part = typed_day(on), share_typed(share.rstrip("%\uff05").strip())
    except (ValueError, ArithmeticError) as error:
        raise ValidationError(unreadable(number)) from error
    if isinstance(day, Text):
        raise ValidationError(
            gettext("Line %(number)s: %(wrong)s") % {"number": number, "wrong": day.say(gettext)}
        )
    if not 0 < part <= 1:
        raise ValidationError(unreadable(number))
    return PromisedShare(day, part, name[0][:80])


def share_typed(text: str) -> Fraction:
    """Per cent, or a fraction where per cent cannot say it: 40, 12.5, 1/3."""
    if len(text) > LONGEST_SHARE:
        raise ValueError(text)
    return Fraction(text) if "/" in text else Fraction(Decimal(text)) / 100


def unreadable(number: int) -> str:
    return gettext("Line %(number)s cannot be read. Use this format: 2026-09-30; 40; name") % {
        "number": number
    }


def steps_written(steps: tuple[PromisedShare, ...]) -> str:
    return "\n".join(f"{step.on.isoformat()}; {share_written(step.share)}; {step.name}" for step in steps)


def share_written(share: Fraction) -> str:
    hundredths = share * 10_000
    return plain(Decimal(hundredths.numerator) / 100) if hundredths.denominator == 1 else str(share)


def baseline_now(item: Item) -> dict[str, Any]:
    """What the newest baseline of an item says, as the form shows it."""
    baseline = item.baseline
    assert baseline
    names = ("unit", "person", "starts_on", "due_on", "curve", "target")
    written = {"steps": steps_written(baseline.plan().steps), "seen": item.version}
    return {name: getattr(baseline, name) for name in names} | written
