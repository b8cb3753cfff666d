"""Files as they come with a form."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from gongjian.reading.uploads import CheckedFile, Unacceptable
from gongjian.sandbox.files import checked


def checked_upload(file: Any) -> CheckedFile:
    most = settings.UPLOAD_MAX_BYTES
    try:
        return checked(file.name or "", file.read(most + 1), most_bytes=most)
    except Unacceptable as refusal:
        raise ValidationError(refusal.reason.say(gettext)) from refusal
