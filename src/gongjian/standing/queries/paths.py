"""The declared facts as questions to the database."""

from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.functions import Coalesce, NullIf


def said_first(paths: str | tuple[str, ...]) -> Any:
    """One path as it is; of several texts the first that says something, and nothing where nothing is there."""
    if isinstance(paths, str):
        return F(paths)
    said = (NullIf(F(path), Value("")) for path in paths)
    return Coalesce(*said, Value(""), output_field=CharField())
