"""What the rows of a list are judged by, and the rows themselves in their one form."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from gongjian.accounts.models import Organisation
from gongjian.campaigns.models import Campaign, Unit
from gongjian.campaigns.rules import Counting, Role
from gongjian.reading.cells.days import Times
from gongjian.reading.cells.words import normal
from gongjian.worklist.models import (
    Item,
    ListImport,
    ListRow,
    ListVersion,
    Project,
    steps_from,
    steps_to_store,
)
from gongjian.worklist.rules import Measure
from gongjian.worklist.rules.columns import NAMES
from gongjian.worklist.rules.lists import ListState
from gongjian.worklist.rules.merging import Kept
from gongjian.worklist.rules.promised import Promised, Promises
from gongjian.worklist.rules.rows import ListFacts, ListRowValues

OTHERWISE = ("line_of_work", "steps")  # kept by number, and in JSON
SAME = tuple(name for name in NAMES if name not in OTHERWISE)
WRITTEN = (*SAME, *OTHERWISE)


def list_facts(campaign: Campaign, unit: Organisation | None) -> ListFacts:
    """Everything that a row of this campaign may name."""
    lines, targets = list(campaign.lines_of_work.all()), list(campaign.targets.all())
    return ListFacts(
        times=Times(campaign.year, campaign.starts_on, campaign.ends_on),
        lines={normal(line.name): line.code for line in lines}
        | {normal(line.code): line.code for line in lines},
        line_names={line.code: line.name for line in lines},
        units=units_by_name(campaign),
        own_unit=unit.pk if unit else None,
        officials=frozenset(map(normal, officials(campaign))),
        targets={normal(word): target.code for target in targets for word in (target.name, target.code)},
        sums={target.code: target.unit for target in targets if target.counting == Counting.SUM},
    )


def units_by_name(campaign: Campaign) -> dict[str, int]:
    units = Unit.objects.filter(campaign=campaign)
    names = ("name", "short_name", "other_names")
    rows = list(units.values_list(*(f"organisation__{name}" for name in names), "organisation_id"))
    known = {normal(name): pk for name, _, _, pk in rows}
    for _, short, others, pk in rows:
        for name in filter(None, (short, *others)):
            known.setdefault(normal(name), pk)
    return known


def officials(campaign: Campaign) -> list[str]:
    assignments = campaign.role_assignments.filter(role=Role.LEADER, ended_at=None)
    names = assignments.values_list("person__name", "person__username")
    return list(dict.fromkeys(name or username for name, username in names))


def latest_list(campaign: Campaign, unit: Organisation | int) -> ListVersion | None:
    return ListVersion.objects.filter(campaign=campaign, unit=unit).order_by("-number").first()


def lists_in_hand(campaign: Campaign, units: Iterable[int]) -> dict[int, ListVersion]:
    """The latest version of each unit's list."""
    versions = ListVersion.objects.filter(campaign=campaign, unit__in=list(units)).order_by("number")
    return {version.unit_id: version for version in versions.select_related("unit", "campaign")}


def kept_rows(versions: Iterable[ListVersion], facts: ListFacts) -> list[Kept]:
    by_pk = {version.pk: version.unit_id for version in versions}
    codes = line_codes(versions)
    rows = ListRow.objects.filter(list_version__in=list(by_pk)).order_by("list_version_id", "position")
    return [
        Kept(row.key, by_pk[row.list_version_id], row_from(row, codes), row.item_id)
        for row in rows.iterator()
    ]


def promises(campaign: Campaign, units: Iterable[int]) -> Promises:
    """What the worklist says of the items of these units."""
    units = list(units)
    items = Item.objects.filter(campaign=campaign, baseline__unit__in=units).select_related("baseline")
    standing = ListVersion.objects.filter(campaign=campaign, unit__in=units, state=ListState.FILED)
    filed = set(ListRow.objects.filter(list_version__in=standing).values_list("item_id", flat=True))
    by_item = {item.pk: promised(item, is_filed=item.pk in filed) for item in items.iterator()}
    return Promises(by_item, {one.code.lower(): one for one in by_item.values()})


def promised(item: Item, *, is_filed: bool) -> Promised:
    now = item.baseline
    assert now is not None
    return Promised(
        *(now.starts_on, now.due_on, item.measure, item.unit_of_measure, now.target, now.curve),
        steps_from(now.steps),
        now.unit_id,
        item.code,
        has_left=item.withdrawn_at is not None,
        is_filed=is_filed,
    )


def line_codes(versions: Iterable[ListVersion]) -> dict[int | None, str]:
    campaigns = {version.campaign_id for version in versions}
    lines = Campaign.objects.filter(pk__in=campaigns).values_list("lines_of_work__pk", "lines_of_work__code")
    return {pk: code for pk, code in lines if pk}


def row_from(stored: ListRow, lines: Mapping[int | None, str]) -> ListRowValues:
    """A stored row in its one form: what is counted in per cent or milestones has no unit and no target of its own."""
    values: dict[str, Any] = {name: getattr(stored, name) for name in SAME}
    if stored.measure in (Measure.PERCENT, Measure.MILESTONE):
        values |= {"unit_of_measure": "", "target": Decimal(100)}
    line = lines.get(stored.line_of_work_id, "")
    return ListRowValues(**values, line_of_work=line, steps=steps_from(stored.steps))


def fields_of(row: ListRowValues, lines: Mapping[str, int]) -> dict[str, Any]:
    """The row as the table keeps it."""
    values: dict[str, Any] = {name: getattr(row, name) for name in SAME}
    line = lines.get(row.line_of_work) if row.line_of_work else None
    return values | {"line_of_work_id": line, "steps": steps_to_store(row.steps)}


def codes_of_others(
    campaign: Campaign, versions: Iterable[ListVersion], *, among: list[str] | None = None
) -> dict[str, str]:
    """The item codes that rows of these lists must not have: those of other units' rows and items."""
    units = {version.unit_id for version in versions}
    rows = (
        ListRow.objects.filter(campaign=campaign).exclude(item_code="").exclude(list_version__unit__in=units)
    )
    items = Item.objects.filter(campaign=campaign).exclude(baseline__unit__in=units)
    if among is not None:
        rows, items = rows.filter(item_code__in=among), items.filter(code__in=among)
    taken = {code.lower(): "" for code in rows.values_list("item_code", flat=True).iterator()}
    return taken | {code.lower(): "" for code in items.values_list("code", flat=True).iterator()}


def projects_of_others(campaign: Campaign, versions: Iterable[ListVersion]) -> dict[str, str]:
    """The projects that other units' lists name, by their codes: one code means one project everywhere."""
    units = {version.unit_id for version in versions}
    projects = Project.objects.filter(campaign=campaign).exclude(items__baseline__unit__in=units)
    rows = ListRow.objects.filter(campaign=campaign).exclude(project_code="")
    others = rows.exclude(list_version__unit__in=units).values_list("project_code", "project_name").distinct()
    found = {code.lower(): normal(name) for code, name in projects.values_list("code", "name")}
    found |= {code.lower(): normal(name) for code, name in others.iterator()}
    return found


def import_is_untouched(import_: ListImport) -> bool:
    """Whether the lists still are what the file made of them, and still being drawn up."""
    seen = dict((import_.undo or {}).get("lists", []))
    drafting = ListVersion.objects.filter(pk__in=seen, state=ListState.DRAFTING).values_list("pk", "version")
    return bool(seen) and dict(drafting) == seen
