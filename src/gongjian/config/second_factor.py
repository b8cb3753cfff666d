"""The codes of a second factor: guesses are slowed down as those of passwords are, and shut nobody out."""

from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.utils.translation import gettext as _

from gongjian.config.attempts import Attempt
from gongjian.config.unkept import require_counting


class Called:
    """The field by our own name: what the framework calls a code is the number of an item in our catalogue."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]  # type: ignore[attr-defined]
        code.label = code.widget.attrs["placeholder"] = _("Code of your second factor")


class Slowly(Called):
    """Counted before the code is looked at; a right one gives back what it took."""

    def clean_code(self) -> str:
        attempt = Attempt(context.request, self.user.username, of="code")  # type: ignore[attr-defined]
        if not attempt.is_let_in():
            require_counting()
            raise get_account_adapter().validation_error("too_many_login_attempts")
        code: str = super().clean_code()  # type: ignore[misc]
        attempt.give_back()
        return code


class CodeForm(Slowly, AuthenticateForm):  # type: ignore[misc]
    pass


class CodeAgainForm(Slowly, ReauthenticateForm):  # type: ignore[misc]
    pass


class StartForm(Called, ActivateTOTPForm):  # type: ignore[misc]
    pass
