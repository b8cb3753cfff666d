"""Accounts are made by an administrator; nobody signs up. A one-time code opens them until a password is chosen."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.accounts.queries import person_by_code


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Who has the right code, but too late, is told so. It counts as a failure like any other."""
        person = super().authenticate(request, **credentials)
        if person is None and has_expired(credentials):
            raise ValidationError(
                _("This one-time code has expired. Ask your administrator for a new one."), code="expired"
            )
        return person


class CodeBackend(ModelBackend):
    """User name and one-time code, on the ordinary page. Limits and lock-outs are those of passwords."""

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


def has_expired(credentials: dict[str, Any]) -> bool:
    person = person_by_code(credentials.get("username") or "", credentials.get("password") or "")
    return person is not None and not is_valid(person)
