"""One-time codes: what they are made of, and how somebody may write them."""

import unicodedata

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that looks like something else
LENGTH, GROUP = 12, 4
VALID_DAYS, MOST_DAYS = 14, 90


def code_in_groups(code: str) -> str:
    """A one-time code as it is printed, in groups of four: ABCD-EFGH-JKLM."""
    return "-".join(code[place : place + GROUP] for place in range(0, len(code), GROUP))


def as_given(written: str) -> str:
    """A code as it was given, whatever stands between its signs; nothing when it cannot be one."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", written).upper() if sign.isalnum())
    return plain if len(plain) == LENGTH and set(plain) <= set(ALPHABET) else ""
