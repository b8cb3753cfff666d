"""Accounts are made by an administrator; nobody signs up. A one-time code opens them until a password is chosen."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.actions import change_own_password
from gongjian.accounts.models import User
from gongjian.accounts.queries import person_by_code
from gongjian.config.attempts import Attempt, remember
from gongjian.config.unkept import require_counting


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "Sign-in failed. The user name or password is wrong, the one-time code has expired, "
            "or the account is closed."
        ),
        "too_many_login_attempts": _(
            "Too many attempts for now. Wait a few minutes. At a computer where you have signed in before, you need not wait."
        ),
    }

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        self.attempt = Attempt(request, credentials.get("username", ""))
        if not self.attempt.is_let_in():
            require_counting()
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        self.attempt.give_back()

    def post_login(self, request: HttpRequest, user: Any, **told: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **told)
        remember(request, response, user)
        return response

    def set_password(self, user: Any, password: str) -> None:
        """Somebody changes the own password on allauth's page."""
        change_own_password(password, by=user, at=timezone.now())
        user.refresh_from_db()

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Whoever is not let in reads the same sentence, whatever the reason: the door tells nobody which accounts exist."""
        person = super().authenticate(request, **credentials)
        return person if person and person.is_active else None


class CodeBackend(ModelBackend):
    """User name and one-time code, on the ordinary page. Its limits are those of passwords."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **others: Any,
    ) -> User | None:
        person = person_by_code(username or "", password or "")
        return person if person and is_valid(person) else None


def is_valid(person: User) -> bool:
    return person.code_expires_at is not None and timezone.now() < person.code_expires_at
