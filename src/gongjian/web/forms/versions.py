"""The versions of many rows in one word, as a page carries it."""

import re
from collections.abc import Mapping

SEEN = re.compile(r"([0-9]{1,18}):([0-9]{1,18})")


def seen_token(versions: Mapping[int, int]) -> str:
    """The versions of all rows in one word, as the page carries it."""
    return ",".join(f"{item}:{version}" for item, version in sorted(versions.items()))


def versions_seen(token: str) -> dict[int, int]:
    return {int(item): int(version) for item, version in SEEN.findall(token)}
