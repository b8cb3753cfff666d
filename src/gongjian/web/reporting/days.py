"""Days and rows in addresses."""

from datetime import date


class DayConverter:
    """An ISO day; anything else is an address that does not exist."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: object) -> str:
        return str(value)


class RowConverter:
    """The number of a row, not larger than any database counts."""

    regex = r"[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: object) -> str:
        return str(value)
