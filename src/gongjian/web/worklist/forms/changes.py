"""What somebody asks for when a filed item is to change."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongjian.campaigns.models import Campaign
from gongjian.web.forms.fields import seen_field
from gongjian.web.forms.uploads import EvidenceFields, reference_field
from gongjian.web.worklist.forms.items import BaselineForm, plan_of
from gongjian.worklist.actions.changes import Wish


class EvidenceForm(EvidenceFields):
    """Every request says why, and shows it."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    reference = reference_field(_("The document that shows the reason, with its number and date."))
    missing = _("Add evidence: upload a file, or name the document that shows the reason.")
    let_in_because = forms.CharField(
        label=_("Reason for accepting it after the deadline"), max_length=300, required=False
    )
    seen = seen_field()
    field_order = ["reason", "reference", "file", "let_in_because", "seen"]

    def __init__(self, *args: Any, director: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not director:
            del self.fields["let_in_because"]


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
