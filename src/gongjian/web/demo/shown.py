"""What the demo shows on every page: the campaign's own day, how to move it, and whom one may be."""

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gongjian.campaigns.models import RoleAssignment
from gongjian.campaigns.queries import obligations
from gongjian.campaigns.rules import ObligationKind, Role
from gongjian.simulation.queries import passage_under_way
from gongjian.web.drawing import drawn
from gongjian.web.http import Request, today


def banner(request: Request) -> SafeString:
    """Drawn once for a day, but while days are passing."""
    if passage := passage_under_way(request.campaign):
        return render_to_string("ui/_demo_banner.html", {"demo": strip(request) | {"passage": passage}})
    return drawn(
        request, request.campaign, "ui/_demo_banner.html", today(request), lambda: {"demo": strip(request)}
    )


def strip(request: Request) -> dict[str, Any]:
    campaign, day = request.campaign, today(request)
    kinds = ObligationKind.REPORT, ObligationKind.BULLETIN
    ahead = obligations(campaign, *kinds).filter(due_on__gt=day).first()
    return {
        "today": day,
        "next_deadline": ahead.due_on if ahead else None,
        "next_deadline_label": _(ahead.kind.label) if ahead else "",
        "next_day_url": reverse("demo:move_clock", args=[campaign.slug]),
        "days_url": reverse("demo:days", args=[campaign.slug]),
    }


def at_the_door() -> dict[str, Any]:
    """The sign-in page: the simulated people, and how far their campaign has been lived."""
    return {"personas": personas(), "passage": passage_under_way()}


def personas() -> list[dict[str, Any]]:
    """The simulated people of the demo, in the order in which a visitor would want to be them."""
    assignments = RoleAssignment.objects.filter(campaign__clock__isnull=False, ended_at=None).exclude(
        person__is_active=False
    )
    held = list(assignments.select_related("person", "organisation").order_by("pk"))
    groups = (
        (_("Campaign Office"), (Role.CLERK, Role.DIRECTOR, Role.ADMINISTRATOR), 9),
        (
            _("Supervision and groups"),
            (Role.SUPERVISOR, Role.ASSESSOR, Role.MEMBER, Role.EDITOR, Role.OBSERVER),
            9,
        ),
        (_("Leading officials"), (Role.LEADER,), 4),
        (_("Reporters of the units"), (Role.REPORTER,), 6),
        (_("Heads of the units"), (Role.HEAD,), 6),
    )
    return [
        {
            "label": label,
            "people": [persona(assignment) for assignment in held if assignment.role in roles][:most],
        }
        for label, roles, most in groups
    ]


def persona(assignment: RoleAssignment) -> dict[str, str]:
    told = f"{assignment.organisation} · {_(assignment.role.label)}"
    return {"username": assignment.person.username, "name": str(assignment.person), "assignment": told}
