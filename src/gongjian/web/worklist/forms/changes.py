"""What somebody asks for when a filed item is to change."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.campaigns.models import Campaign
from gongjian.reading.uploads import CheckedFile
from gongjian.web.forms.fields import seen_field
from gongjian.web.forms.uploads import checked_upload
from gongjian.web.worklist.forms.items import BaselineForm, plan_of
from gongjian.worklist.actions.changes import Wish


class EvidenceForm(forms.Form):
    """Every request says why, and shows it."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    reference = forms.CharField(
        label=_("Evidence in words"),
        max_length=300,
        required=False,
        help_text=_("The document that shows the reason, with its number and date."),
    )
    file = forms.FileField(label=_("Evidence as a file"), required=False)
    let_in_because = forms.CharField(
        label=_("Why it is let in after the last day"), max_length=300, required=False
    )
    seen = seen_field()

    def __init__(self, *args: Any, director: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not director:
            del self.fields["let_in_because"]

    def clean_file(self) -> CheckedFile | None:
        file = self.cleaned_data.get("file")
        return checked_upload(file) if file else None

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if not self.errors and not (typed.get("file") or typed.get("reference", "").strip()):
            raise ValidationError(
                gettext("Add evidence: a file, or in words the document that shows the reason.")
            )
        return typed


class ChangeForm(EvidenceForm, BaselineForm):
    """Another date, quantity or unit."""

    field_order = ["due_on", "starts_on", "target", "curve", "steps", "unit", "person", "reason", "reference", "file", "let_in_because"]  # fmt: skip

    def __init__(self, campaign: Campaign, *args: Any, director: bool = False, **kwargs: Any) -> None:
        BaselineForm.__init__(self, campaign, *args, **kwargs)
        if not director:
            del self.fields["let_in_because"]


def evidence_of(typed: dict[str, Any]) -> dict[str, Any]:
    return {
        "reason": typed["reason"],
        "reference": typed["reference"],
        "evidence": typed["file"],
        "let_in_because": typed.get("let_in_because", ""),
    }


def wish_of(typed: dict[str, Any]) -> Wish:
    return Wish(plan=plan_of(typed), unit=typed["unit"], person=typed["person"], **evidence_of(typed))
