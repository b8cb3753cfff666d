"""The sample form of the gallery."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.ui.choices import Chooser, ManyChooser
from gongjian.ui.day_input import DayField
from gongjian.ui.milestones import MilestonesInput
from gongjian.worklist.rules import Light

MANY = 25


def sample_units() -> list[tuple[str, str]]:
    names = [gettext("Sample unit %(n)s") % {"n": n} for n in range(1, MANY)]
    return [(str(n), name) for n, name in enumerate(names, start=1)]


class SampleForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=20)
    share = forms.DecimalField(
        label=_("Completion, in percent"),
        help_text=_("Enter a number between 0 and 100."),
        max_value=100,
        required=False,
    )
    light = forms.ChoiceField(label=_("Light"))
    due_on = DayField(label=_("Due"), required=False)
    unit = forms.ChoiceField(
        label=_("Responsible unit"), choices=sample_units, widget=Chooser, required=False
    )
    units = forms.MultipleChoiceField(
        label=_("Supporting units"), choices=sample_units, widget=ManyChooser, required=False
    )
    steps = forms.CharField(
        label=_("Steps or milestones"), widget=MilestonesInput(attrs={"rows": 3}), required=False
    )
    reason = forms.CharField(label=_("Cause"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    agreed = forms.BooleanField(label=_("The head of the unit has seen this"), required=False)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        choices = [(light.value, gettext(light.label)) for light in Light]
        self.fields["light"] = forms.ChoiceField(label=gettext("Light"), choices=choices)
