"""The county's rules: the director sets them, everybody reads them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_http_methods

from gongjian.campaigns import actions
from gongjian.campaigns.models import Rulebook
from gongjian.campaigns.permissions import may_set_rules
from gongjian.kernel.numbers import plain
from gongjian.kernel.sections import read_section, rules_of
from gongjian.reporting.models import Period
from gongjian.rounds.rules.rulebook import SECTIONS
from gongjian.web.campaigns.forms import RulebookForm
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request, campaign_of, now, page

TITLES = {
    "light": _("Lights"),
    "reports": _("Reports"),
    "score": _("Points"),
    "steps": _("Steps"),
    "changes": _("Changes"),
    "obstacles": _("Obstacles"),
    "meetings": _("Meetings"),
    "permits": _("Permits"),
    "reminders": _("Reminders"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One value of the rulebook, with what it is called and what it would be by itself."""

    label: str
    unit: str
    value: str
    default: str
    low: int
    high: int
    field: BoundField

    @property
    def differs(self) -> bool:
        return self.value != self.default


@dataclass(frozen=True, slots=True)
class Change:
    label: str
    before: str
    after: str


@require_http_methods(["GET", "HEAD", "POST"])
def rulebook(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    versions = list(campaign.rulebooks.select_related("known_by").order_by("-version"))
    form, status = RulebookForm(typed_in(request), initial=initial_of(versions[0])), 200
    if form.is_bound:
        status = tried(form, lambda typed: set_rules(request, versions[0], form))
        if status == DONE:
            messages.success(request, gettext("The rules have been set. They apply from the next period."))
            return redirect("campaigns:rulebook", slug)
    context = {
        "form": form,
        "sections": sections_of(versions[0], form),
        "versions": list(with_changes(versions)),
        "current": versions[0],
        "open_periods": Period.objects.filter(campaign=campaign, closed_at=None).select_related("rulebook"),
        "may_set_rules": may_set_rules(request.user, campaign),
    }
    return page(request, "campaigns/rulebook.html", context, status=status)


def set_rules(request: Request, current: Rulebook, form: RulebookForm) -> Rulebook:
    typed = form.cleaned_data
    return actions.set_rulebook(
        request.campaign,
        form.sections(),
        note=typed["note"],
        seen=typed["seen"],
        by=request.user,
        at=now(request),
    )


def initial_of(book: Rulebook) -> dict[str, Any]:
    values = {f"{section}-{name}": value for section, name, _, value in values_of(book.sections)}
    return {**values, "seen": book.version, "note": ""}


def values_of(sections: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Every value of a rulebook: section, name, label, as written."""
    for section, rules in SECTIONS.items():
        standing: object = read_section(rules, sections[section])
        for one in rules_of(rules):
            yield section, one.name, one.metadata["label"], as_written(getattr(standing, one.name))


def as_written(value: Any) -> str:
    return str(value) if isinstance(value, bool) else plain(value)


def sections_of(book: Rulebook, form: RulebookForm) -> list[tuple[str, list[Rule]]]:
    found: dict[str, list[Rule]] = {section: [] for section in SECTIONS}
    fields = {(section, one.name): one for section, rules in SECTIONS.items() for one in rules_of(rules)}
    for section, name, label, value in values_of(book.sections):
        meta = fields[section, name].metadata
        default = as_written(fields[section, name].default)
        bound = form[f"{section}-{name}"]
        found[section].append(Rule(label, meta["unit"], value, default, meta["low"], meta["high"], bound))
    return [(TITLES[section], rules) for section, rules in found.items()]


def with_changes(versions: list[Rulebook]) -> Iterator[tuple[Rulebook, list[Change]]]:
    """Every version, newest first, with what it changed in the one before."""
    for book, before in zip(versions, [*versions[1:], None], strict=True):
        yield book, changes_between(before, book) if before else []


def changes_between(before: Rulebook, after: Rulebook) -> list[Change]:
    pairs = zip(values_of(before.sections), values_of(after.sections), strict=True)
    return [Change(old[2], old[3], new[3]) for old, new in pairs if old[3] != new[3]]
