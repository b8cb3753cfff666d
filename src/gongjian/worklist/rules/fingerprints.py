"""The fingerprint of a list: what has been signed, as one number that nobody can imitate.

SHA-256 over UTF-8 JSON without spaces, keys sorted: {"campaign", "format", "rows", "unit", "version"}. Rows stand in
their order; amounts are written plainly without needless zeros, days as YYYY-MM-DD, what is missing as "". A mark that
is not set is left out, so that lists that were signed before there was such a mark keep their number.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from gongjian.worklist.rules.columns import NAMES

FORMAT = "gongjian list 1"
SHORT = 16  # digits that stand in the address under the QR code
FIELDS = NAMES


def fingerprint(campaign: str, unit: str, version: int, rows: Iterable[object]) -> str:
    whole = {
        "format": FORMAT,
        "campaign": campaign,
        "unit": unit,
        "version": version,
        "rows": [canonical(row) for row in rows],
    }
    return hashlib.sha256(as_bytes(whole)).hexdigest()


def canonical(row: object) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in FIELDS}
    return {name: value_for_fingerprint(value) for name, value in values.items() if value is not False}


def as_bytes(whole: dict[str, Any]) -> bytes:
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def value_for_fingerprint(value: Any) -> Any:
    """A value of a row as the fingerprint takes it: one text for what means the same."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [value_for_fingerprint(part) for part in value]
    return str(value)


def in_fours(digits: str) -> str:
    """As it stands on paper: groups of four."""
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))
