"""The words of a bulletin as they are assembled from the data, before anybody edits them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from gongjian.bulletins.rules import Kind, Section


def sections_of(kind: Kind, data: Mapping[str, Any], edited: Mapping[str, str]) -> list[Section]:
    """The sections in the language in force: edited texts where there are some, assembled ones elsewhere."""
    assembled = progress(data) if kind == Kind.PROGRESS else ranking(data)
    return [Section(one.key, one.heading, edited.get(one.key, one.text)) for one in assembled]


def progress(data: Mapping[str, Any]) -> list[Section]:
    return [
        Section("overall", _("Overall progress"), overall(data)),
        Section("lines", _("Progress by line of work"), lines(data)),
        Section("ranking", _("Ranking of the units"), _("The units are ranked in their series by the rule printed below. The change is against the last issue.")),
        Section("behind", _("Items that lag behind, and why"), behind(data)),
        Section("reports", _("How the units reported"), reports(data)),
        Section("demands", _("What comes next"), demands(data)),
    ]  # fmt: skip


def ranking(data: Mapping[str, Any]) -> list[Section]:
    return [
        Section("rule", _("The rule"), _("The ranking follows from the reports received by the end of {cut_off}. It was worked out by the rule printed below, which the county has set.")),
        Section("ranking", _("Ranking of the units"), _("The units are ranked in their series. The change is against the last issue.")),
        Section("reports", _("How the units reported"), reports(data)),
        Section("demands", _("What comes next"), demands(data)),
    ]  # fmt: skip


def overall(data: Mapping[str, Any]) -> str:
    first = _(
        "By the end of {cut_off}, the campaign stands at {completion} of its work in {projects} projects and {items} items; {expected} was to be done by then: {gap}."
    )
    second = _(
        "Of the {items} items, {light_done} are done, {light_ahead} ahead, {light_on_schedule} on schedule, {light_lagging} lagging, {light_serious} seriously lagging, {light_blocked} blocked with an accepted reason, and {light_not_due} not due yet."
    )
    return f"{first}\n{second}"


def lines(data: Mapping[str, Any]) -> str:
    sentence = _(
        "%(name)s: projects {projects}, items {items}; completion {completion}, expected {expected}, {gap}; done {light_done}, lagging or seriously lagging {behind}."
    )
    return "\n".join(
        (sentence % {"name": line["name"]}).replace("{", "{" + f"{line['code']}.") for line in data["lines"]
    )


def behind(data: Mapping[str, Any]) -> str:
    if not data["behind"]:
        return _("No item lags behind.")
    return _(
        "{behind} items are lagging or seriously lagging, of which {light_serious} seriously. The items below lag most; all of them stand in the workbook that is issued with this bulletin."
    )


def reports(data: Mapping[str, Any]) -> str:
    first = _("Reports owed: {owed}; on time {filed_on_time}, late {filed_late}, missed {filed_missed}.")
    parts = [first]
    if data["reports"]["troubled"]:
        parts.append(_("Late or missing: {troubled}."))
    if data["reports"]["empty"]:
        parts.append(_("On time but empty: {empty}."))
    return "\n".join(parts)


def demands(data: Mapping[str, Any]) -> str:
    return _(
        "Units with lagging items shall settle cause, responsibility and date item by item and take up the next steps that they have named; leading officials shall look at the items that lag seriously on the spot.\nUnits that reported late or not at all shall hand in without delay and on time from now on."
    )
