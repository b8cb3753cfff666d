"""What people are asked to fill in, and who reads it. A field that nobody reads is not asked for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """One field of a form: its code, its label, and the page or paper that reads it."""

    form: str
    code: str
    label: str
    consumer: str


def fields_of(form: str, *fields: tuple[str, str, str]) -> tuple[Asked, ...]:
    return tuple(Asked(form, code, label, consumer) for code, label, consumer in fields)
