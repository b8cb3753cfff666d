"""Which passwords are refused, each with our own sentence."""

from django.contrib.auth import password_validation as django
from django.utils.translation import gettext as _


class LikeThePerson(django.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return _("The password is too much like the name, the user name or the address of the person.")


class LongEnough(django.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("The password is too short: at least %(least)s characters.") % {"least": self.min_length}


class NotCommon(django.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("Many people use this password. Choose another.")
