"""What a person says of the reckoning of a file: which sheet, row and column is taken for what."""

from collections.abc import Callable, Mapping
from typing import Any

from gongjian.web.http import Request

MOST = 200
CHOSEN = {"yes": True, "no": False}


def chosen_in(request: Request) -> tuple[str, int | None, bool | None]:
    """Which sheet, which row of it (none: all of it), and whether it is taken (nothing: as the program says)."""
    row = request.POST.get("row", "")
    number = int(row) if row.isdecimal() and len(row) < 8 else None
    return request.POST.get("sheet", "")[:200], number, CHOSEN.get(request.POST.get("taken", ""))


def columns_chosen(
    request: Request, outcome: Mapping[str, Any], knows: Callable[[str], bool]
) -> dict[str, str]:
    """What a person changed about the columns; what was left as it was understood is no choice."""
    names, columns = request.POST.getlist("heading")[:MOST], request.POST.getlist("column")[:MOST]
    known = {
        (one["key"], one["column"]) for sheet in outcome.get("reckoning", []) for one in sheet["columns"]
    }
    return {
        name[:60]: column
        for name, column in zip(names, columns, strict=False)
        if (not column or knows(column)) and (name, column) not in known
    }
