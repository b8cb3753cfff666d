"""The sample form of the gallery."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.worklist.rules import Light


class SampleForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=20)
    share = forms.DecimalField(
        label=_("Completion, in percent"),
        help_text=_("Enter a number between 0 and 100."),
        max_value=100,
        required=False,
    )
    light = forms.ChoiceField(label=_("Light"))
    reason = forms.CharField(label=_("Cause"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    agreed = forms.BooleanField(label=_("The head of the unit has seen this"), required=False)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        choices = [(light.value, gettext(light.label)) for light in Light]
        self.fields["light"] = forms.ChoiceField(label=gettext("Light"), choices=choices)
