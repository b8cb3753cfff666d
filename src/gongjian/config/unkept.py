"""What cannot be counted is not refused in its place: a door that cannot write says so."""

import secrets

from django.core.cache import cache


class NotCounted(Exception):
    """The cache takes nothing down, so nobody's attempts can be counted."""


def require_counting() -> None:
    """The cache answers as if something were there already when it cannot be written to; a key that was never used tells."""
    if not cache.add(f"counting:{secrets.token_urlsafe(9)}", True, timeout=5):
        raise NotCounted("The cache cannot be written to.")
