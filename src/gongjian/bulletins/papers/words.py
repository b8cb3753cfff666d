"""The words of a bulletin as they are assembled from the data, before anybody edits them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from gongjian.bulletins.papers.figures import MOST_BEHIND, lines_by_schedule
from gongjian.bulletins.rules import BulletinKind, Section


def sections_of(kind: BulletinKind, data: Mapping[str, Any], edited: Mapping[str, str]) -> list[Section]:
    """The sections in the language in force: edited texts where there are some, assembled ones elsewhere."""
    assembled = progress(data) if kind == BulletinKind.PROGRESS else ranking(data)
    return [Section(one.key, one.heading, edited.get(one.key, one.text)) for one in assembled]


def progress(data: Mapping[str, Any]) -> list[Section]:
    return [
        Section("overall", _("Overall progress"), overall(data)),
        Section("lines", _("Progress by line of work"), lines_in_words(data)),
        Section("ranking", _("Ranking of the units"), _("The units are ranked in their series by the rule printed below. The change is against the last issue.")),
        Section("behind", _("Lagging items and reasons"), behind(data)),
        Section("reports", _("Reporting by units"), reports(data)),
        Section("demands", _("Next requirements"), demands(data)),
    ]  # fmt: skip


def ranking(data: Mapping[str, Any]) -> list[Section]:
    return [
        Section("rule", _("The rule"), _("The ranking is based on the reports received by the end of {cut_off}. It was calculated "
            "by the rule printed below, which the county has set.")),
        Section("ranking", _("Ranking of the units"), _("The units are ranked in their series. The change is against the last issue.")),
        Section("reports", _("Reporting by units"), reports(data)),
        Section("demands", _("Next requirements"), demands(data)),
    ]  # fmt: skip


def overall(data: Mapping[str, Any]) -> str:
    first = _(
        "By the end of {cut_off}, {completion} of the work in {projects} projects and {items} "
        "items was done; {expected} was expected by then: {gap}."
    )
    second = _(
        "Of these, {light_done} are done, {light_ahead} ahead, {light_on_schedule} on schedule, {behind} lagging ({light_serious} of them seriously), {light_blocked} blocked with an accepted reason, and {light_not_due} not due yet."
    )
    return f"{first}\n{second}"


def lines_in_words(data: Mapping[str, Any]) -> str:
    """The proposed words about the lines of work: which keep to the schedule. How far they are stands in the table."""
    ahead, late = lines_by_schedule(data)
    parts = [_("The table shows the progress of each line of work.")]
    if ahead:
        parts.append(_("On schedule or ahead of it: {lines_ahead}."))
    if late:
        parts.append(_("Behind schedule: {lines_behind}."))
    return "\n".join(parts)


def behind(data: Mapping[str, Any]) -> str:
    if not data["behind"]:
        return _("No item lags behind.")
    if len(data["behind"]) <= MOST_BEHIND:
        return _("{behind} items lag, {light_serious} of them seriously. The table names all of them.")
    return _(
        "{behind} items lag, {light_serious} of them seriously. The table names the {listed} that lag most."
    )


def reports(data: Mapping[str, Any]) -> str:
    first = _("Reports due: {owed}; on time {filed_on_time}, late {filed_late}, missed {filed_missed}.")
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
