"""Days as they come with a form."""

from datetime import date

from gongjian.kernel.days import day_of
from gongjian.kernel.verdict import no, require
from gongjian.web.http import Request


def day_typed(request: Request, name: str) -> date | None:
    typed = request.POST.get(name, "").strip()
    if typed and day_of(typed) is None:
        require(no("Write the day as 2026-10-12."))
    return day_of(typed)
