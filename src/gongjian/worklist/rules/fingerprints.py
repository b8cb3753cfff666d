"""The fingerprint of a list: what has been signed, as one number that nobody can imitate.

SHA-256 over UTF-8 JSON without spaces, keys sorted: {"campaign", "format", "rows", "unit", "version"}. Rows stand in
their order; amounts are written plainly without needless zeros, days as YYYY-MM-DD, what is missing as "".
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

FORMAT = "gongjian list 1"
SHORT = 16  # digits that stand in the address under the QR code
FIELDS = (
    *("project_code", "project_name", "line_of_work", "scale", "total_investment", "year_investment"),
    *("leading_official", "township", "supporting_units", "item_code", "name", "measure"),
    *("unit_of_measure", "target", "curve", "steps", "starts_on", "due_on", "weight", "person"),
    *("target_codes", "remark"),
)


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
    return {name: plain(getattr(row, name)) for name in FIELDS}


def as_bytes(whole: dict[str, Any]) -> bytes:
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def plain(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return str(value)


def in_fours(digits: str) -> str:
    """As it stands on paper: groups of four."""
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))
