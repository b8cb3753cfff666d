"""Who signs proves once more who they are: by the password, or by the code of the second factor."""

from typing import Any

from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.reading.uploads import CheckedFile
from gongjian.web.forms.fields import seen_field
from gongjian.web.forms.uploads import checked_upload
from gongjian.web.http import Request


class SeenForm(forms.Form):
    """Nothing to type: only what the person had before their eyes."""

    seen = seen_field()


class ReasonForm(SeenForm):
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ["reason", "seen"]


class RemarkForm(ReasonForm):
    """A reason may be given."""

    reason = forms.CharField(
        label=_("Remark"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ProofForm(SeenForm):
    """The signature: the password again, or the code of the second factor where one is set up."""

    proof = forms.CharField(
        max_length=200, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    field_order = ["proof", "seen"]

    def __init__(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.by_code = request, has_second_factor(request.user)
        field = self.fields["proof"]
        field.label = gettext("Code of your second factor") if self.by_code else gettext("Your password")
        if self.by_code:
            field.widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})

    def clean_proof(self) -> str:
        if not ratelimit.consume(self.request, action="reauthenticate", user=self.request.user):
            raise ValidationError(gettext("Too many attempts. Wait a minute and try again."))
        proof = self.cleaned_data["proof"]
        known = (
            code_is_right(self.request.user, proof)
            if self.by_code
            else self.request.user.check_password(proof)
        )
        if not known:
            raise ValidationError(gettext("Verification failed. Nothing has been signed."))
        return ""


class ScanForm(SeenForm):
    """The signed and sealed page, as it was scanned."""

    file = forms.FileField(label=_("Scan of the signed and sealed page (PDF or picture)"))
    field_order = ["file", "seen"]

    def clean_file(self) -> CheckedFile:
        return checked_upload(self.cleaned_data["file"])


def has_second_factor(person: User) -> bool:
    return bool(Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists())


def code_is_right(person: User, code: str) -> bool:
    found = Authenticator.objects.filter(user=person).exclude(type=Authenticator.Type.WEBAUTHN)
    return any(one.wrap().validate_code(code.strip()) for one in found)
