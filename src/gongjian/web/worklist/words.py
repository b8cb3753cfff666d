"""The filter of the worklist in words: on its chips, on an exported sheet, in its lists of choices."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext

from gongjian.accounts.queries import organisations_in_order, people_in_order
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import scope_of
from gongjian.standing.models import ItemStanding
from gongjian.ui.days import day
from gongjian.web.http import Request, today
from gongjian.web.worklist.asking import DUE_WORDS, FILTERS, GROUP_WORDS, Asked, day_of

Options = list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from, among what this person sees."""

    units: Options = field(default_factory=list)
    lines: Options = field(default_factory=list)
    officials: Options = field(default_factory=list)
    targets: Options = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Chip:
    label: str
    value: str
    url: str


FACETS = (
    *("unit_id", "unit__name", "unit__short_name", "line_id", "line__name", "line__position"),
    *("official_id", "official__name"),
)


KEPT: dict[tuple[Any, ...], Choices] = {}
MOST_KEPT = 500


def choices_at(request: Request, seal: str) -> Choices:
    """What there is to choose from, worked out anew only when something has happened in the campaign."""
    campaign = request.campaign
    key = (campaign.pk, seal, today(request), scope_of(request.user, campaign))
    if key not in KEPT:
        if len(KEPT) >= MOST_KEPT:
            KEPT.clear()
        KEPT[key] = choices(campaign, ItemStanding.objects.visible_to(request.user, campaign))
    return KEPT[key]


def choices(campaign: Campaign, seen: QuerySet[ItemStanding]) -> Choices:
    units, lines, officials = {}, {}, {}
    for unit, name, short, line, line_name, position, official, person in (
        seen.order_by().values_list(*FACETS).distinct()
    ):
        units[unit] = short or name
        lines[position, line] = line_name
        officials[official] = person
    return Choices(
        units=[(pk, units[pk]) for pk in organisations_in_order(units)],
        lines=[(line, name) for (_, line), name in sorted(lines.items())],
        officials=[(pk, officials[pk]) for pk in people_in_order(officials)],
        targets=list(campaign.targets.values_list("pk", "name")),
    )


def chips(asked: Asked, offered: Choices) -> list[Chip]:
    """Each filter in force, with the address without it."""
    said = {
        "q": (gettext("Search"), asked.says("q")),
        "unit": (gettext("Responsible unit"), named(offered.units, asked.wanted.unit)),
        "line": (gettext("Line of work"), named(offered.lines, asked.wanted.line)),
        "official": (gettext("Leading official"), named(offered.officials, asked.wanted.official)),
        "target": (gettext("Target"), named(offered.targets, asked.wanted.target)),
        "due": (gettext("Due date"), str(DUE_WORDS.get(asked.says("due"), ""))),
        "from": (gettext("Due from"), day(day_of(asked.says("from")))),
        "to": (gettext("Due through"), day(day_of(asked.says("to")))),
        "disagreeing": (gettext("Forecast"), gettext("disagrees with the figures")),
    }
    found = [
        Chip(label, value, asked.address(**{name: None}))
        for name, (label, value) in said.items()
        if name in asked.params
    ]
    return [*found, *light_chips(asked)]


def light_chips(asked: Asked) -> Iterable[Chip]:
    for light in asked.lights:
        others = ",".join(other for other in asked.lights if other != light)
        yield Chip(gettext("Light"), gettext(light.label), asked.address(light=others))


def clear_address(asked: Asked) -> str:
    return asked.address(**dict.fromkeys(FILTERS))


def in_words(shown: list[Chip], asked: Asked) -> str:
    """The whole question on one line of a sheet."""
    parts = [f"{chip.label}: {chip.value}" for chip in shown]
    if asked.group:
        parts.append(str(GROUP_WORDS[asked.group]))
    return gettext("; ").join(parts) or gettext("all items")


def named(options: Options, wanted: int | None) -> str:
    return dict(options).get(wanted or 0, gettext("unknown"))
