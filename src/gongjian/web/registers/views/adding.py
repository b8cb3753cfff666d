"""Entries that belong to no project are added; files and photos come into their fields and are taken out again."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian.kernel.verdict import require
from gongjian.registers import actions
from gongjian.registers.models import EntryFile, Register, RegisterEntry
from gongjian.registers.permissions import may_add_somewhere, may_write_entry
from gongjian.registers.rules import ParentKind
from gongjian.web.answers.handing import kept
from gongjian.web.forms.trying import DONE, tried
from gongjian.web.http import Request, campaign_of, now, page
from gongjian.web.registers.asked import visible_entry, visible_register
from gongjian.web.registers.forms.files import AddForm, AttachForm
from gongjian.web.registers.views.entry import entry_page

either = require_http_methods(["GET", "HEAD", "POST"])
REPEATED = ("township", "unit")


@either
def add(request: Request, slug: str, code: str) -> HttpResponse:
    """One more parcel, lead or spot, with its photos. Where it stands is remembered for the next one."""
    register = visible_register(request, slug, code)
    if register.parent_kind == ParentKind.PROJECT:
        raise Http404
    require(may_add_somewhere(request.user, register))
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form, status = AddForm(register, None, *sent, by=request.user, **begun(request)), 200
    if form.is_bound:
        status = tried(form, lambda _typed: added_with_files(request, register, form))
        if status == DONE:
            messages.success(request, gettext("Added."))
            if "again" in request.POST:
                said = {name: request.POST[name] for name in REPEATED if request.POST.get(name)}
                return redirect(f"{request.path}?{urlencode(said)}")
            return redirect("registers:register", slug, code)
    context = {"form": form, "register": register, "entry": None, "project": None, "with_files": True}
    return page(request, "registers/entry_form.html", context, status=status)


def begun(request: Request) -> dict[str, Any]:
    return {"begun": {name: request.GET[name] for name in REPEATED if request.GET.get(name, "").isdecimal()}}


def added_with_files(request: Request, register: Register, form: AddForm) -> RegisterEntry:
    entry = actions.add_entry(register, form.parent(), form.draft(), by=request.user, at=now(request))
    for field, file in form.files_typed():
        actions.attach_to_entry(entry, field, file, by=request.user, at=now(request))
    return entry


@require_POST
def take_files(request: Request, slug: str, pk: int, field: str) -> HttpResponse:
    """More files for one field of an entry."""
    found = visible_entry(request, slug, pk)
    require(may_write_entry(request.user, found))
    form = AttachForm(request.POST, request.FILES, auto_id=f"{field[:20]}_%s")

    def attached(typed: dict[str, Any]) -> None:
        for file in typed["more"]:
            actions.attach_to_entry(found, field, file, by=request.user, at=now(request))

    status = tried(form, attached)
    if status != DONE:
        return entry_page(request, found, form=form, move="files", status=status)
    messages.success(request, gettext("Attached: %(count)s.") % {"count": len(form.cleaned_data["more"])})
    return redirect(f"{reverse('registers:entry', args=[slug, pk])}#files")


def visible_file(request: Request, slug: str, pk: int, file: int) -> EntryFile:
    campaign_of(request, slug)
    seen = EntryFile.objects.visible_to(request.user, request.campaign)
    return get_object_or_404(seen.filter(entry=pk), pk=file)


@require_safe
def entry_file(request: Request, slug: str, pk: int, file: int) -> HttpResponse:
    """A kept file, for whoever sees the entry."""
    found = visible_file(request, slug, pk, file)
    return kept(found.sha256, name=found.file_name, media_type=found.media_type)


@require_POST
def remove_file(request: Request, slug: str, pk: int, file: int) -> HttpResponse:
    found = visible_file(request, slug, pk, file)
    actions.remove_entry_file(found, by=request.user, at=now(request))
    messages.success(request, gettext("Removed: %(name)s.") % {"name": found.file_name})
    return redirect(f"{reverse('registers:entry', args=[slug, pk])}#files")
