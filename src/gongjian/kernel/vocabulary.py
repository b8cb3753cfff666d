"""Words with a stored code and a spoken label."""

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A word of the campaign: the code we store and the English label, which the doors translate."""

    label: str

    def __new__(cls, code: str, label: str) -> Self:
        term = str.__new__(cls, code)
        term._value_ = code
        term.label = label
        return term

    @classmethod
    def of(cls, code: str) -> Self:
        return cls._value2member_map_[code]  # type: ignore[return-value]

    @classmethod
    def knows(cls, code: str) -> bool:
        return code in cls._value2member_map_

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(term.value, term.label) for term in cls]
