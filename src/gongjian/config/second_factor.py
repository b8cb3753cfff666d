"""The codes of a second factor: guesses are slowed down as those of passwords are, and shut nobody out."""

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm

from gongjian.config.attempts import Attempt
from gongjian.config.unkept import require_counting


class Slowly:
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
