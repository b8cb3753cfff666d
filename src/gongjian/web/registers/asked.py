"""The register, entry or project that an address asks for, among what the person sees; everything else does not exist."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from gongjian.registers.models import Register, RegisterEntry
from gongjian.registers.queries.files import projects_seen_in
from gongjian.web.http import Request, campaign_of
from gongjian.worklist.models import Project


def visible_register(request: Request, slug: str, code: str) -> Register:
    campaign = campaign_of(request, slug)
    seen = Register.objects.visible_to(request.user, campaign).select_related(
        "line_of_work", "group", "campaign"
    )
    return get_object_or_404(seen.distinct(), code=code)


def visible_entries(request: Request, register: Register | None = None) -> QuerySet[RegisterEntry]:
    seen = RegisterEntry.objects.visible_to(request.user, request.campaign)
    return seen.filter(register=register) if register else seen


def visible_entry(request: Request, slug: str, pk: int) -> RegisterEntry:
    campaign_of(request, slug)
    related = ("campaign", "register__group", "project__unit", "project__campaign", "department", "item", "added_by", "dropped_by")  # fmt: skip
    return get_object_or_404(visible_entries(request).select_related(*related).distinct(), pk=pk)


def projects_in(request: Request, register: Register) -> QuerySet[Project]:
    """The projects of the register's line that somebody sees, and those of which they see an entry."""
    return projects_seen_in(register, request.user).select_related("unit", "line_of_work")


def visible_project_in(request: Request, register: Register, code: str) -> Project:
    return get_object_or_404(projects_in(request, register).select_related("campaign"), code=code)
