"""What goes between us and a child: lengths and pickles. What a child says is not trusted: only values come back."""

import pickle
import sys
from collections.abc import Callable
from enum import Enum
from io import BytesIO
from typing import Any

STAYS, LEAVES = b"+", b"-"  # before an answer: whether its child does more
HEAD = 8  # bytes of the length before every message
OF_PYTHON = {
    "builtins": {"set", "frozenset"},
    "datetime": {"date", "datetime", "time", "timedelta", "timezone"},
    "decimal": {"Decimal"},
    "fractions": {"Fraction"},
}
OURS = ("gongjian.kernel.", "gongjian.reading.", "gongjian.documents.")


class BadAnswer(ValueError):
    """A child said something that is no value of ours."""


class TooLong(BadAnswer):
    """More than a child may say."""


class Values(pickle.Unpickler):
    """Frozen values, enumerations and refusals of the ground floor: nothing that does anything when it is read."""

    def find_class(self, module: str, name: str) -> Any:
        if name in OF_PYTHON.get(module, ()):
            return super().find_class(module, name)
        found = getattr(sys.modules.get(module), name, None) if module.startswith(OURS) else None
        if isinstance(found, type) and is_value(found):
            return found
        raise BadAnswer(f"a child answered with {module}.{name}")


def is_value(found: type) -> bool:
    return hasattr(found, "__dataclass_fields__") or issubclass(found, Enum | ValueError)


def packed(value: Any) -> bytes:
    content = pickle.dumps(value, protocol=5)
    return len(content).to_bytes(HEAD, "big") + content


def unpacked(content: bytes) -> Any:
    """A value that a child sent. Raises BadAnswer."""
    try:
        return Values(BytesIO(content)).load()
    except BadAnswer:
        raise
    except Exception as error:
        raise BadAnswer(f"a child's answer cannot be read: {type(error).__name__}") from error


def received(read: Callable[[int], bytes], *, most: int) -> bytes | None:
    """One message; None where the other side ended. Raises TooLong beyond the bound."""
    head = exactly(read, HEAD)
    if head is None:
        return None
    length = int.from_bytes(head, "big")
    if length > most:
        raise TooLong(f"an answer of {length} bytes")
    return exactly(read, length)


def exactly(read: Callable[[int], bytes], length: int) -> bytes | None:
    parts, missing = [], length
    while missing:
        part = read(missing)
        if not part:
            return None
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
