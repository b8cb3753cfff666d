"""Telephone numbers and e-mail addresses as people write them in lists."""

import re
import unicodedata

MOBILE = re.compile(r"^1[3-9]\d{9}$")
FIXED = re.compile(r"^(0\d{2,3}-?)?[2-9]\d{6,7}(-\d{1,6})?$")
SHORT = re.compile(r"^\d{3,6}$")  # inside the county's own network
E_MAIL = re.compile(r"^[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}$", re.ASCII)
LONGEST_E_MAIL = 254


def phone_of(text: str) -> str | None:
    """The number without what stands between its digits; nothing when it is none."""
    plain = re.sub(r"[\s()·.]+", "", unicodedata.normalize("NFKC", text)).replace("—", "-").replace("–", "-")
    plain = re.sub(r"^(\+|00)86-?", "", plain)
    digits = plain.replace("-", "")
    if MOBILE.match(digits):
        return digits
    return plain if FIXED.match(plain) or SHORT.match(plain) else None


def is_mobile(phone: str) -> bool:
    """A mobile belongs to one person; the telephone of an office rings for several."""
    return bool(MOBILE.match(phone))


def email_of(text: str) -> str | None:
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()
    return plain if len(plain) <= LONGEST_E_MAIL and E_MAIL.match(plain) else None
