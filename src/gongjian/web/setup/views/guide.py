"""The guide of the first morning."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongjian.accounts.permissions import may_keep_county
from gongjian.accounts.queries import organisations_kept_by
from gongjian.kernel.verdict import require
from gongjian.web.http import Request
from gongjian.web.setup.shown import steps


@require_safe
def guide(request: Request) -> HttpResponse:
    """Where the county stands on its way to a running campaign. Every step can be left and taken up again."""
    require(may_keep_county(organisations_kept_by(request.user)))
    found = steps(request.user)
    current = next((step for step in found if not step.is_done), None)
    done = sum(step.is_done for step in found)
    return render(request, "setup/guide.html", {"steps": found, "current": current, "done": done})
