"""Which passwords are refused, each with our own sentence."""

import re
from typing import Any

from django.contrib.auth import password_validation as django
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

BETWEEN_DIGITS = re.compile(r"[\s.,:/_+-]")


class LikeThePerson(django.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return _("The password is too similar to the name, user name or address of the person.")


class LongEnough(django.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("The password is too short: at least %(least)s characters.") % {"least": self.min_length}


class NotCommon(django.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("This password is too common. Choose another.")


class NotDigitsOnly:
    """Days and telephone numbers are guessed first, with or without what stands between their digits."""

    def validate(self, password: str, user: Any = None) -> None:
        if BETWEEN_DIGITS.sub("", password).isdigit():
            raise ValidationError(
                _("A password of digits only is too easy to guess. Add some letters."), "digits_only"
            )

    def get_help_text(self) -> str:
        return _("Not only digits.")
