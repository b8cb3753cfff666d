"""What people type about meetings."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import Organisation
from gongjian.meetings.actions import Arrangement, DecisionDraft, Proof
from gongjian.meetings.models import Decision
from gongjian.meetings.rules import Attending, DecisionKind, MeetingKind
from gongjian.reading.uploads import CheckedFile
from gongjian.web.forms.confirming import ReasonForm, SeenForm
from gongjian.web.forms.fields import day_field, seen_field, term_field
from gongjian.web.forms.uploads import EvidenceFields, checked_upload, reference_field
from gongjian.web.meetings.forms.fields import OrganisationsField, join_names

KINDS_BY_HAND = (MeetingKind.SPECIAL, MeetingKind.GROUNDBREAKING, MeetingKind.REVIEW)


def lines_of_text(label: Any, *, most: int, rows: int = 3, **kwargs: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=widget, **kwargs)


class ArrangementForm(forms.Form):
    title = forms.CharField(
        label=_("Title"),
        max_length=120,
        required=False,
        help_text=_("If empty: named after its kind and number. Appears on the papers."),
    )
    starts_at = forms.TimeField(
        label=_("Starts at"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    place = forms.CharField(label=_("Where"), max_length=120, required=False)
    chair = forms.CharField(
        label=_("Chair"), max_length=60, required=False, help_text=_("Appears in the minutes.")
    )
    recorder = forms.CharField(
        label=_("Recorder"), max_length=60, required=False, help_text=_("Appears in the minutes.")
    )
    seen = seen_field()

    def arrangement(self) -> Arrangement:
        names = ("title", "starts_at", "place", "chair", "recorder")
        return Arrangement(**{name: self.cleaned_data[name] for name in names})


class MakeForm(ArrangementForm):
    kind = term_field(KINDS_BY_HAND, _("Kind"))
    held_on = day_field(_("Day"))
    field_order = ["kind", "title", "held_on", "starts_at", "place", "chair", "recorder"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["seen"]
        self.fields["title"].required = True
        self.fields["title"].help_text = ""


class MoveDayForm(ReasonForm):
    held_on = day_field(_("Move to"))
    field_order = ["held_on", "reason", "seen"]


class AgendaItemForm(forms.Form):
    title = forms.CharField(label=_("Matter"), max_length=160)
    words = lines_of_text(_("Background"), most=1000, required=False)
    unit = OrganisationsField(
        label=_("Who reports"), required=False, help_text=_("Will be invited and added to the agenda.")
    )

    def __init__(self, known: Sequence[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].known = known  # type: ignore[attr-defined]


class ProposalForm(AgendaItemForm):
    """A unit's own agenda item."""

    words = lines_of_text(
        _("What the meeting should decide"),
        most=1000,
        help_text=_("Appears on the agenda."),
    )

    def __init__(self, known: Sequence[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(known, *args, **kwargs)
        if len(known) == 1:
            del self.fields["unit"]
        else:
            self.fields["unit"].required, self.fields["unit"].help_text = True, ""
            self.fields["unit"].label = _("Unit")


class DecisionForm(forms.Form):
    """Who does what by when: three fields, and two more where they are wanted."""

    words = lines_of_text(_("What has been decided"), most=500, rows=2)
    unit = OrganisationsField(label=_("Responsible unit"))
    due_on = day_field(_("Due"))
    supporting = OrganisationsField(
        label=_("Supporting units"),
        several=True,
        required=False,
        help_text=_("Several names, separated by 、."),
    )
    kind = term_field(DecisionKind, _("Kind"), initial=DecisionKind.DECISION)

    instructs = forms.BooleanField(
        label=_("Turn into an instruction on the obstacle"),
        required=False,
        initial=True,
        help_text=_("It is then followed up there, and not again here."),
    )

    def __init__(
        self, known: Sequence[Organisation], *args: Any, has_obstacle: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("unit", "supporting"):
            self.fields[name].known = known  # type: ignore[attr-defined]
        if not has_obstacle:
            del self.fields["instructs"]

    def draft(self) -> DecisionDraft:
        typed = self.cleaned_data
        return DecisionDraft(
            words=typed["words"],
            unit=typed["unit"],
            due_on=typed["due_on"],
            supporting_units=typed["supporting"],
            kind=typed["kind"],
            instructs=typed.get("instructs", False),
        )


class ChangeDecisionForm(DecisionForm):
    seen = seen_field()


def decision_now(decision: Decision) -> dict[str, Any]:
    return {
        "words": decision.words,
        "unit": str(decision.unit),
        "due_on": decision.due_on,
        "supporting": join_names(decision.supporting_units.all()),
        "kind": decision.kind,
        "instructs": decision.instructs,
        "seen": decision.version,
    }


class DoneForm(EvidenceFields, SeenForm):
    """What was done, and a file or a written reference that shows it."""

    words = lines_of_text(
        _("What has been done"), most=500, help_text=_("Read by the Office and the next meeting.")
    )
    reference = reference_field(_("The document that proves it, with its number and date."))
    missing = _("Add evidence: upload a file, or name the document that proves it.")
    field_order = ["words", "reference", "file", "seen"]

    def proof(self) -> Proof:
        typed = self.cleaned_data
        return Proof(words=typed["words"], reference=typed["reference"], file=typed["file"])


class ExtendForm(ReasonForm):
    due_on = day_field(_("New due date"))
    field_order = ["due_on", "reason", "seen"]


class InviteForm(forms.Form):
    organisations = OrganisationsField(
        label=_("Organisations"), several=True, help_text=_("Several names, separated by 、.")
    )
    attending = term_field(Attending, _("Form of attendance"))

    def __init__(self, known: Sequence[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisations"].known = known  # type: ignore[attr-defined]


class AttachForm(forms.Form):
    file = forms.FileField(label=_("File"))
    title = forms.CharField(label=_("Title"), max_length=150, required=False)

    def clean_file(self) -> CheckedFile:
        return checked_upload(self.cleaned_data["file"])
