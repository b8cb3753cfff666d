"""The county sets up its registers."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from gongjian.campaigns.models import Campaign, LineOfWork
from gongjian.campaigns.queries import organisations_within
from gongjian.kernel.verdict import Outdated, Refused, no, require
from gongjian.orm import found_in
from gongjian.registers import actions
from gongjian.registers.models import ItemLink, Register, StandardPermit
from gongjian.registers.permissions import may_set_up
from gongjian.registers.queries import layout_of_register
from gongjian.registers.rules import Layout, Manner, Tally, layout_of
from gongjian.registers.rules.kits import Kit, kits
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request, campaign_of, now, page, seen
from gongjian.web.registers.asked import visible_register
from gongjian.web.registers.forms.rule_tables import tables_of
from gongjian.web.registers.forms.rules import TypedRules, rules_typed
from gongjian.web.registers.forms.settings import (
    EditableRow,
    RegisterForm,
    permit_rows,
    permits_typed,
)
from gongjian.worklist.models import Item
from gongjian.worklist.rules import Measure

either = require_http_methods(["GET", "HEAD", "POST"])


@either
def new_register(request: Request, slug: str) -> HttpResponse:
    campaign_of(request, slug)
    return register_form(request, None)


@either
def change(request: Request, slug: str, code: str) -> HttpResponse:
    register = visible_register(request, slug, code)
    require(may_set_up(request.user, register.campaign))
    return register_form(request, register)


def register_form(request: Request, register: Register | None) -> HttpResponse:
    kit = None if register else kits().get(request.GET.get("kit", ""))
    form = RegisterForm(request.campaign, typed_in(request), register=register, kit=kit)
    rules, status = rules_typed(request.POST), 200
    if form.is_bound:
        status = tried(
            form, lambda typed: saved(request, register, form.draft(register, rules), rules, typed)
        )
        if status == DONE:
            messages.success(request, gettext("The register is set up."))
            code = register.code if register else form.cleaned_data["code"]
            return redirect("registers:settings", request.campaign.slug, code)
    layout = layout_shown(register, kit, rules if form.is_bound else None)
    context = {
        "form": form,
        "register": register,
        "tables": tables_of(layout, with_stages=layout.manner != Manner.PERMITS),
        "kits": [] if register else kits_to_take(request.campaign),
        "kit": kit,
        "sets": standard_sets(register) if register else [],
    }
    return page(request, "registers/register_form.html", context, status=status)


def layout_shown(register: Register | None, kit: Kit | None, typed: TypedRules | None) -> Layout:
    """What the tables begin with: what was typed, what stands there, or the kit."""
    manner = register.manner if register else Manner.EACH
    if typed:
        return Layout(manner, typed.fields, typed.stages, measures=typed.measures, states=typed.states)
    if register and manner == Manner.PERMITS:
        return layout_of(manner, register.fields, (), measures=register.measures, states=register.states)
    return layout_of_register(register) if register else kit.layout if kit else Layout(manner)


def kits_to_take(campaign: Campaign) -> list[Kit]:
    """The ready-made registers that the campaign does not have yet."""
    taken = set(campaign.registers.values_list("code", flat=True))
    return [one for one in kits().values() if one.code not in taken]


def saved(
    request: Request,
    register: Register | None,
    draft: actions.RegisterDraft,
    rules: TypedRules,
    typed: dict[str, Any],
) -> object:
    if rules.unknown:
        raise Refused(rules.unknown[0])
    told: dict[str, Any] = {"by": request.user, "at": now(request)}
    if register is None:
        return actions.set_up_register(request.campaign, typed["code"], draft, **told)
    return actions.change_register(register, draft, **told, seen=typed["seen"])


def standard_sets(register: Register) -> list[tuple[LineOfWork | None, int]]:
    """Every line of work, and all others, with how many permits its set has."""
    if register.manner != Manner.PERMITS:
        return []
    lines = [*register.campaign.lines_of_work.all(), None]
    return [(line, register.standard_permits.filter(line_of_work=line).count()) for line in lines]


@either
def standard(request: Request, slug: str, code: str) -> HttpResponse:
    """The standard permits of one line of work."""
    register = visible_register(request, slug, code)
    require(may_set_up(request.user, register.campaign))
    asked = request.GET.get("line", "")
    line = get_object_or_404(LineOfWork, campaign=register.campaign, code=asked) if asked else None
    departments = {one.pk: one for one in organisations_within(register.campaign)}
    reason, status = "", 200
    permits = register.standard_permits.filter(line_of_work=line)
    rows = permit_rows(list(permits))
    if request.method == "POST":
        drafts = permits_typed(request.POST, departments)
        try:
            actions.set_standard_permits(
                register, line, drafts, by=request.user, at=now(request), seen=seen(request)
            )
            messages.success(
                request, gettext("The standard permits are saved. Projects keep what they have.")
            )
            return redirect(request.get_full_path())
        except Refused as refusal:
            reason, status = refusal.reason.say(gettext), 409 if isinstance(refusal, Outdated) else 422
            rows = rows_again(drafts)
    context = {
        "register": register,
        "line": line,
        "sets": standard_sets(register),
        "rows": rows,
        "departments": departments.values(),
        "reason": reason,
    }
    return page(request, "registers/standard.html", context, status=status)


def rows_again(drafts: list[actions.PermitDraft]) -> list[EditableRow]:
    """What was typed stays."""
    return permit_rows([StandardPermit(**vars(one)) for one in drafts])


@either
def item_links(request: Request, slug: str) -> HttpResponse:
    """Which items a register counts."""
    campaign = campaign_of(request, slug)
    if request.method == "POST":
        return linked(request, slug)
    registers = Register.objects.visible_to(request.user, campaign)
    found = ItemLink.objects.visible_to(request.user, campaign).select_related("item__project", "register")
    seen = Item.objects.visible_to(request.user, campaign)
    countable = seen.filter(
        withdrawn_at=None, register_link=None, measure__in=[Measure.QUANTITY, Measure.PERCENT]
    )
    words = request.GET.get("q", "").strip()[:80]
    context = {
        "item_links": [(one, layout_of_register(one.register).label(one.stage)) for one in found],
        "choices": choices(registers),
        "items": countable.filter(found_in(words, "name", "code", "project__name")).select_related("project")[
            :100
        ]
        if words
        else [],
        "query": words,
    }
    return page(request, "registers/item_links.html", context)


def choices(registers: Any) -> list[tuple[str, str]]:
    """Everything that a register could say: its whole and its stages, as a number, a sum or a share."""
    found = []
    for register in registers:
        layout = layout_of_register(register)
        for code, label in [
            ("", gettext("Total number")),
            *((one.code, gettext(one.label)) for one in layout.stages),
        ]:
            for tally in Tally:
                if tally == Tally.QUANTITY and not layout.unit:
                    continue
                words = f"{register.name} · {label} · {gettext(tally.label)}"
                found.append((f"{register.code}/{code}/{tally.value}", words))
    return found


def linked(request: Request, slug: str) -> HttpResponse:
    seen = Item.objects.visible_to(request.user, request.campaign).select_related("campaign")
    item = get_object_or_404(seen.distinct(), code=request.POST.get("item", ""))
    parts = request.POST.get("counted_by", "").split("/")
    if len(parts) == 1:
        actions.unlink_item(item, by=request.user, at=now(request))
    elif len(parts) == 3 and Tally.knows(parts[2]):
        register = visible_register(request, slug, parts[0])
        actions.link_item(
            item, register, stage=parts[1], tally=Tally.of(parts[2]), by=request.user, at=now(request)
        )
    else:
        require(no("Choose what counts the item."))
    messages.success(request, gettext("Saved."))
    return redirect("registers:item_links", slug)
