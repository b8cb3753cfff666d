"""What somebody types about an obstacle. Every field has its reader: the group, the second person, or the analysis."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import organisations_within
from gongjian.campaigns.rules import Role
from gongjian.obstacles.actions import ObstacleDraft, Shown
from gongjian.obstacles.models import Obstacle
from gongjian.obstacles.queries import groups_of, kinds_in_use
from gongjian.obstacles.rules import Level, ObstacleState, Ruling, is_above
from gongjian.obstacles.rules.levels import stands_on
from gongjian.web.forms.fields import RowsField, day_field, row_field, seen_field, term_field
from gongjian.web.forms.uploads import EvidenceFields
from gongjian.worklist.models import Item, Project

LONGEST = 500


def words_field(label: Any, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}), **kwargs
    )


def evidence_typed(typed: dict[str, Any]) -> Shown:
    return Shown(typed.get("reference", ""), typed.get("file"))


class RaiseForm(EvidenceFields):
    """One short form: what, asked of whom, by when."""

    kind = row_field(
        _("Kind"), help_text=_("The kind determines which group of the command centre receives it.")
    )
    words = words_field(_("The obstacle"))
    wanted = words_field(_("Solution needed"))
    asked_of = row_field(
        _("Unit asked"),
        required=False,
        help_text=_("It also appears on this unit's desk. If empty: only the group handles it."),
    )
    wanted_by = day_field(_("Wanted by"))
    items: forms.ModelMultipleChoiceField[Item] = RowsField(
        queryset=None,
        label=_("Items affected"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        help_text=_("A reason may be accepted for these items only."),
    )
    seen = seen_field()
    field_order = ["kind", "words", "wanted", "asked_of", "wanted_by", "items", "reference", "file"]

    def __init__(self, project: Project, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].empty_label = gettext("choose")  # type: ignore[attr-defined]
        self.fields["asked_of"].empty_label = gettext("the group alone")  # type: ignore[attr-defined]
        self.project = project
        self.fields["seen"].required = False
        self.fields["kind"].queryset = kinds_in_use(project.campaign)  # type: ignore[attr-defined]
        self.fields["kind"].label_from_instance = kind_told  # type: ignore[attr-defined]
        self.fields["asked_of"].queryset = addressees(project.campaign)  # type: ignore[attr-defined]
        self.fields["items"].queryset = project.items.filter(withdrawn_at=None).select_related(  # type: ignore[attr-defined]
            "baseline__unit"
        )
        self.fields["items"].label_from_instance = lambda item: f"{item.code} {item.name}"  # type: ignore[attr-defined]

    def draft(self, **beside: Any) -> ObstacleDraft:
        typed = self.cleaned_data
        told = {name: typed[name] for name in ("kind", "words", "wanted", "asked_of", "wanted_by")}
        return ObstacleDraft(**told, items=list(typed["items"]), shown=evidence_typed(typed), **beside)


def kind_told(kind: Any) -> str:
    return f"{kind.name} → {kind.group}" if kind.group else str(kind.name)


def addressees(campaign: Campaign) -> Any:
    """Everybody of whom something may be asked: the units, and the groups."""
    return organisations_within(campaign).filter(closed_at=None).exclude(pk=campaign.organisation_id)


class MoveForm(forms.Form):
    """Nothing to type: only what the person had before their eyes."""

    seen = seen_field()

    def __init__(self, obstacle: Obstacle, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"seen": obstacle.version}, **kwargs})
        self.obstacle = obstacle
        self.fill(obstacle)

    def fill(self, obstacle: Obstacle) -> None:
        """Offer what can be chosen for this obstacle."""


class ReasonForm(MoveForm):
    reason = words_field(_("Reason"))
    field_order = ["reason", "seen"]


class RemarkForm(MoveForm):
    words = words_field(_("Remark"), required=False)
    field_order = ["words", "seen"]


class HandlerForm(MoveForm):
    handler = row_field(_("Handled by"))
    field_order = ["handler", "seen"]

    def fill(self, obstacle: Obstacle) -> None:
        assignments = {
            "role_assignments__campaign": obstacle.campaign_id,
            "role_assignments__organisation": obstacle.group_id,
        }
        here = User.objects.filter(
            **assignments, role_assignments__role=Role.MEMBER, role_assignments__ended_at=None, is_active=True
        )
        self.fields["handler"].queryset = here.distinct()  # type: ignore[attr-defined]


class AcceptForm(HandlerForm):
    handler = row_field(_("Handled by"), required=False, help_text=_("If empty: you."))


class RouteForm(ReasonForm):
    group = row_field(_("Pass on to"))
    field_order = ["group", "reason", "seen"]

    def fill(self, obstacle: Obstacle) -> None:
        groups = groups_of(obstacle.campaign)
        elsewhere = groups.exclude(pk=obstacle.group_id) if obstacle.group_id else groups
        back = obstacle.state == ObstacleState.HANDED_BACK
        self.fields["group"].queryset = groups if back else elsewhere  # type: ignore[attr-defined]


class EscalationForm(ReasonForm):
    to = term_field(Level, _("Escalate to"))
    field_order = ["to", "reason", "seen"]

    def fill(self, obstacle: Obstacle) -> None:
        place = obstacle.place()
        above = [
            level
            for level in Level
            if is_above(level, obstacle.level) and level != Level.GROUP and stands_on(level, place)
        ]
        self.fields["to"] = term_field(above, _("Escalate to"))
        self.order_fields(self.field_order)


class ProofForm(MoveForm, EvidenceFields):
    field_order = ["reference", "file", "seen"]


class SolveForm(MoveForm, EvidenceFields):
    solution = words_field(_("How it was resolved"))
    field_order = ["solution", "reference", "file", "seen"]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if not self.errors and not evidence_typed(typed):
            raise ValidationError(
                gettext("Add evidence: upload a file, or name the document that proves it.")
            )
        return typed


class SettleForm(MoveForm):
    ruling = term_field(Ruling, _("Ruling"), required=False)
    words = words_field(_("Comment text"), required=False)
    due_on = day_field(_("To be done by"), required=False)
    field_order = ["ruling", "words", "due_on", "seen"]


class CommentForm(forms.Form):
    words = words_field(_("Comment"))


class FinishForm(forms.Form):
    words = words_field(_("How it was resolved"))


class InstructForm(MoveForm):
    words = words_field(_("Instruction"))
    due_on = day_field(_("To be done by"))
    to = row_field(_("Carried out by"), required=False, help_text=_("If empty: those currently handling it."))
    field_order = ["words", "due_on", "to", "seen"]

    def fill(self, obstacle: Obstacle) -> None:
        self.fields["to"].queryset = addressees(obstacle.campaign)  # type: ignore[attr-defined]


class MoreTimeForm(ReasonForm):
    until = day_field(_("New time limit"))
    field_order = ["until", "reason", "seen"]


class DecisionForm(forms.Form):
    reason = words_field(_("Reason"), required=False, help_text=_("Required when refusing."))


class KindForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=40)
    group = row_field(_("Group"), required=False, help_text=_("If empty: it stays with the unit."))
    is_complex = forms.BooleanField(
        label=_("Complex: may be escalated above the group"), required=False, initial=True
    )
    seen = seen_field()

    def __init__(self, campaign: Campaign, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups_of(campaign)  # type: ignore[attr-defined]
        self.fields["seen"].required = False
