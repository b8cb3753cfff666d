"""Files as they come with a form."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.reading.uploads import CheckedFile, Unacceptable
from gongjian.sandbox.files import checked


def checked_upload(file: Any) -> CheckedFile:
    most = settings.UPLOAD_MAX_BYTES
    try:
        return checked(file.name or "", file.read(most + 1), most_bytes=most)
    except Unacceptable as refusal:
        raise ValidationError(refusal.reason.say(gettext)) from refusal


def reference_field(help_text: Any) -> forms.CharField:
    return forms.CharField(label=_("Evidence in words"), max_length=300, required=False, help_text=help_text)


class EvidenceFields(forms.Form):
    """A file, or the document in words; a photograph is never asked for.

    A form that cannot do without says in `missing` what somebody reads who gives neither.
    """

    reference = reference_field(_("The document that proves it, with its number and date. Or upload a file."))
    file = forms.FileField(label=_("Evidence as a file"), required=False)
    missing: Any = ""

    def clean_file(self) -> CheckedFile | None:
        file = self.cleaned_data.get("file")
        return checked_upload(file) if file else None

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if self.missing and not self.errors and not (typed.get("file") or typed.get("reference", "").strip()):
            raise ValidationError(self.missing)
        return typed
