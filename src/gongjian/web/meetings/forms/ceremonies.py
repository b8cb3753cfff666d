"""What people type about a ceremony."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.meetings.actions import Point
from gongjian.meetings.models import CeremonyProject, Meeting
from gongjian.meetings.rules import Act, CheckKind, MeetingRules
from gongjian.meetings.rules.programme import SPEECHES
from gongjian.reading.uploads import CheckedFile
from gongjian.web.forms.fields import day_field, row_field, seen_field, term_field
from gongjian.web.forms.uploads import checked_upload
from gongjian.worklist.models import Project

MET = (("yes", _("met")), ("no", _("not met")))


class PointForm(forms.Form):
    act = term_field(Act, _("What"))
    title = forms.CharField(label=_("Programme text"), max_length=160)
    speaker = forms.CharField(label=_("Speaker"), max_length=80, required=False)
    minutes = forms.IntegerField(label=_("Length in minutes"), min_value=1, max_value=240, initial=3)
    venue = row_field(_("Venue"), required=False)

    def __init__(self, meeting: Meeting, rules: MeetingRules, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["venue"].queryset = meeting.venues.all()  # type: ignore[attr-defined]
        if not meeting.venues.exists():
            del self.fields["venue"]
        short = gettext(", ").join(gettext(act.label) for act in SPEECHES)
        self.fields["minutes"].help_text = gettext(
            "At most %(most)s minutes for: %(what)s (set by the county)."
        ) % {
            "most": rules.speech_minutes,
            "what": short,
        }

    def point(self) -> Point:
        typed = {
            name: self.cleaned_data.get(name) for name in ("act", "title", "speaker", "minutes", "venue")
        }
        return Point(**typed)  # type: ignore[arg-type]


class VenueForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=60)
    place = forms.CharField(label=_("Where"), max_length=120, required=False)


class EnterForm(forms.Form):
    project = row_field(_("Project"))

    def __init__(self, projects: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = projects  # type: ignore[attr-defined]
        self.fields["project"].label_from_instance = label_of  # type: ignore[attr-defined]


def label_of(project: Project) -> str:
    return f"{project.code} {project.name} ({project.unit})"


class ChecksForm(forms.Form):
    """The four checks, each with where it is known from. They stand on the programme of the ceremony."""

    def __init__(self, one: CeremonyProject, data: Any = None, *, registered: bool = False) -> None:
        known = {check.kind: check for check in one.checks.all()}
        initial: dict[str, str] = {}
        for kind, check in known.items():
            initial |= {f"{kind}-met": "yes" if check.is_met else "no", f"{kind}-words": check.words}
        super().__init__(data, initial=initial)
        for kind in CheckKind:
            if kind == CheckKind.PERMITS and registered:
                continue
            label = gettext(kind.label)
            self.fields[f"{kind}-met"] = forms.ChoiceField(
                label=label, choices=[("", gettext("not known")), *MET], required=False
            )
            self.fields[f"{kind}-words"] = forms.CharField(
                label=gettext("%(check)s: known from") % {"check": label}, max_length=300, required=False
            )

    def rows(self) -> Iterable[tuple[CheckKind, Any, Any]]:
        asked = (kind for kind in CheckKind if f"{kind}-met" in self.fields)
        return [(kind, self[f"{kind}-met"], self[f"{kind}-words"]) for kind in asked]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        for kind in CheckKind:
            if typed.get(f"{kind}-met") and not typed.get(f"{kind}-words", "").strip():
                self.add_error(f"{kind}-words", gettext("State the source."))
        return typed

    def checks_stated(self) -> dict[CheckKind, tuple[bool, str]]:
        typed = self.cleaned_data
        return {
            kind: (typed[f"{kind}-met"] == "yes", typed[f"{kind}-words"])
            for kind in CheckKind
            if typed.get(f"{kind}-met")
        }


class ProgrammeForm(forms.Form):
    """A project comes on the programme; one that is not ready needs a reason."""

    venue = row_field(_("Venue"), required=False)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        help_text=_("Only for a project that is not ready. Shown on the programme and in the ledger."),
    )
    seen = seen_field()

    def __init__(self, meeting: Meeting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["venue"].queryset = meeting.venues.all()  # type: ignore[attr-defined]


class StartForm(forms.Form):
    """Whether the project really began. The targets count from the reports, not from the ceremony."""

    started_on = day_field(
        _("Actually started on"), required=False, help_text=_("If empty: not started yet.")
    )
    words = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_(
            "Such as the start order or the supervisor's diary. The Office compares it with the target."
        ),
    )
    seen = seen_field()


class PhotoForm(forms.Form):
    file = forms.FileField(label=_("Picture"))
    caption = forms.CharField(label=_("Caption"), max_length=120, required=False)

    def clean_file(self) -> CheckedFile:
        return checked_upload(self.cleaned_data["file"])
