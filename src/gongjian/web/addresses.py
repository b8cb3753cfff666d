"""What may stand in an address: days of our time, and numbers that a database can count."""

from datetime import date

from gongjian.kernel.days import day_of


class DayConverter:
    """An ISO day; anything else is an address that does not exist."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        if (day := day_of(value)) is None:
            raise ValueError(value)
        return day

    def to_url(self, value: object) -> str:
        return str(value)


class RowConverter:
    """The number of a row, not larger than any database counts."""

    regex = r"[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: object) -> str:
        return str(value)
