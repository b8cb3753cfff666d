"""Days as they come with a form."""

from datetime import date

from gongjian.kernel.verdict import no, require
from gongjian.web.http import Request


def day_typed(request: Request, name: str) -> date | None:
    typed = request.POST.get(name, "").strip()
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        require(no("Write the day as 2026-10-12."))
        return None
