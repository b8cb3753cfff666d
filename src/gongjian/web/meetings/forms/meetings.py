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
        help_text=_("Empty: after its kind, numbered. Stands on the papers."),
    )
    starts_at = forms.TimeField(
        label=_("Begins at"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    place = forms.CharField(label=_("Where"), max_length=120, required=False)
    chair = forms.CharField(
        label=_("Chair"), max_length=60, required=False, help_text=_("Stands in the minutes.")
    )
    recorder = forms.CharField(
        label=_("Recorder"), max_length=60, required=False, help_text=_("Stands in the minutes.")
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
    held_on = day_field(_("New day"))
    field_order = ["held_on", "reason", "seen"]


class AgendaItemForm(forms.Form):
    title = forms.CharField(label=_("What it is about"), max_length=160)
    words = lines_of_text(_("What the meeting should know"), most=1000, required=False)
    unit = OrganisationsField(
        label=_("Who reports"), required=False, help_text=_("Is invited, and stands on the agenda.")
    )

    def __init__(self, known: Sequence[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].known = known  # type: ignore[attr-defined]


class ProposalForm(AgendaItemForm):
    """A unit's own agenda item."""

    words = lines_of_text(
        _("What the meeting should decide"),
        most=1000,
        help_text=_("Stands on the agenda, in front of the leaders."),
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
    due_on = day_field(_("By"))
    supporting = OrganisationsField(
        label=_("Supporting units"), several=True, required=False, help_text=_("Names with 、 between.")
    )
    kind = term_field(DecisionKind, _("Kind"), initial=DecisionKind.DECISION)

    instructs = forms.BooleanField(
        label=_("Give it to the obstacle as an instruction"),
        required=False,
        initial=True,
        help_text=_("Then it is followed up there, and not a second time here."),
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
        _("What has been done"), most=500, help_text=_("The Office reads it, and the next meeting.")
    )
    reference = reference_field(_("The document that shows it, with its number and date."))
    missing = _("Add evidence: a file, or in words the document that shows it.")
    field_order = ["words", "reference", "file", "seen"]

    def proof(self) -> Proof:
        typed = self.cleaned_data
        return Proof(words=typed["words"], reference=typed["reference"], file=typed["file"])


class ExtendForm(ReasonForm):
    due_on = day_field(_("New date"))
    field_order = ["due_on", "reason", "seen"]


class InviteForm(forms.Form):
    organisations = OrganisationsField(
        label=_("Organisations"), several=True, help_text=_("Names with 、 between.")
    )
    attending = term_field(Attending, _("Takes part"))

    def __init__(self, known: Sequence[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisations"].known = known  # type: ignore[attr-defined]


class AttachForm(forms.Form):
    file = forms.FileField(label=_("File"))
    title = forms.CharField(label=_("Title"), max_length=150, required=False)

    def clean_file(self) -> CheckedFile:
        return checked_upload(self.cleaned_data["file"])
