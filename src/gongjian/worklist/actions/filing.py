"""The Office files a signed list: what it promises becomes the baseline of the campaign."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.models import Campaign, RoleAssignment, Target
from gongjian.campaigns.queries import organisations_within
from gongjian.campaigns.rules import Role
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import require
from gongjian.ledger.actions import record
from gongjian.ledger.queries import stated
from gongjian.orm import write_back
from gongjian.reading.cells.words import normal
from gongjian.worklist.actions.particulars import remember
from gongjian.worklist.actions.promised import check_against_filed
from gongjian.worklist.models import Baseline, Item, ListRow, ListVersion, Project
from gongjian.worklist.permissions import may
from gongjian.worklist.queries.proofs import BASELINES, LISTS, standing
from gongjian.worklist.rules.columns import TAKEN_OVER
from gongjian.worklist.rules.judging import SEVERAL
from gongjian.worklist.rules.lists import LIST_MOVES, ListMove, ListState

BATCH = 500


@transaction.atomic
def file_list(version: ListVersion, *, by: User, at: datetime, seen: int) -> ListVersion:
    """A second person takes the signed list into the campaign. It is the baseline from now on."""
    Campaign.objects.select_for_update(no_key=True).get(pk=version.campaign_id)
    version = ListVersion.objects.locked(version.pk)
    require(may(ListMove.FILE, version, by=by))
    unchanged(seen, version.version)
    rows = list(version.rows.select_related("line_of_work", "item__baseline", "item__project"))
    check_against_filed(version, rows)

    known = Known.of(version, rows)
    projects = take_projects(version, rows, known)
    touched = take_items(version, rows, projects, known, by=by, at=at)
    anew, known_now = remember(version.campaign_id, at=at, projects=[one.pk for one in projects.values()])
    replace_earlier(version, by=by, at=at)
    version.filed_at, version.filed_by = at, by
    version.state = LIST_MOVES.target(ListMove.FILE)
    version.version += 1
    version.save(update_fields=["filed_at", "filed_by", "state", "version"])

    filed = Text("filed version %(number)s of the list of %(unit)s", number=version.number, unit=str(version.unit))  # fmt: skip
    proves = stated(LISTS, version.pk) | stated(BASELINES, (version.unit_id, at)) | known_now
    proves |= standing(*(one.pk for one in projects.values()))
    record(
        filed,
        about=version,
        by=by,
        at=at,
        fingerprint=version.fingerprint,
        items=sorted({*touched, *anew}),
        proves=proves,
    )
    return version


@dataclass(frozen=True)
class Known:
    """What the names in the rows mean in this campaign."""

    officials: Mapping[str, int]
    organisations: Mapping[str, Organisation]
    targets: Mapping[str, Target]
    projects: dict[str, Project] = field(default_factory=dict)

    @classmethod
    def of(cls, version: ListVersion, rows: Sequence[ListRow]) -> "Known":
        campaign = version.campaign
        assignments = RoleAssignment.objects.filter(campaign=campaign, role=Role.LEADER, ended_at=None)
        places = list(organisations_within(campaign).order_by("-pk"))
        codes = {row.project_code for row in rows}
        return cls(
            {normal(name): pk for pk, name in assignments.values_list("person_id", "person__name")},
            {normal(name): one for one in places for name in (one.short_name, one.name) if name},
            {target.code: target for target in campaign.targets.all()},
            {one.code: one for one in campaign.projects.filter(code__in=codes)},
        )

    def official(self, name: str) -> int | None:
        found = (self.officials.get(normal(part)) for part in SEVERAL.split(name) if part)
        return next((pk for pk in found if pk), None)

    def organisation(self, name: str) -> Organisation | None:
        return self.organisations.get(normal(name)) if name else None

    def supporters(self, names: str) -> list[Organisation]:
        found = (self.organisation(part) for part in SEVERAL.split(names))
        return list({one.pk: one for one in found if one}.values())

    def targets_of(self, codes: str) -> list[Target]:
        return [self.targets[code] for code in SEVERAL.split(codes) if code in self.targets]


def take_projects(version: ListVersion, rows: Sequence[ListRow], known: Known) -> dict[str, Project]:
    """A project comes by its code or is there already; what its own unit says of it counts."""
    first = {row.project_code: row for row in reversed(rows)}
    said = {code: said_of(row, known) for code, row in first.items()}
    new = [
        Project(campaign=version.campaign, code=code, unit=version.unit, is_sample=version.campaign.is_sample, **of_project)
        for code, of_project in said.items() if code not in known.projects
    ]  # fmt: skip
    Project.objects.bulk_create(new, batch_size=BATCH)
    own = [one for code, one in known.projects.items() if one.unit_id == version.unit_id]
    changed = [one for one in own if take_over(one, said[one.code])]
    write_back(changed, [*next(iter(said.values()), ()), "version"])
    support(Project.supporting_units.through, [*new, *own], lambda one: known.supporters(first[one.code].supporting_units))  # fmt: skip
    return known.projects | {one.code: one for one in new}


def said_of(row: ListRow, known: Known) -> dict[str, Any]:
    township = known.organisation(row.township)
    return {
        "name": row.project_name,
        "line_of_work_id": row.line_of_work_id,
        "scale": row.scale,
        "total_investment": row.total_investment,
        "year_investment": row.year_investment,
        "leading_official_id": known.official(row.leading_official),
        "township_id": township.pk if township else None,
    }


def take_over(row: Project | Item, said: Mapping[str, Any]) -> bool:
    """Put down what is said now; whether anything is new."""
    changes = {name: value for name, value in said.items() if getattr(row, name) != value}
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1 if changes else 0
    return bool(changes)


def support(
    through: Any, projects: Sequence[Project], named: Callable[[Project], Iterable[Organisation]]
) -> None:
    through.objects.filter(project__in=projects).delete()
    links = [through(project_id=one.pk, organisation_id=unit.pk) for one in projects for unit in named(one)]
    through.objects.bulk_create(links, batch_size=BATCH)


def take_items(
    version: ListVersion, rows: Sequence[ListRow], projects: Mapping[str, Project], known: Known, *, by: User, at: datetime
) -> list[int]:  # fmt: skip
    """New rows become items with their first baseline; of the others the words, the person and the weight count."""
    standing = [row for row in rows if row.item_id]
    new = [row for row in rows if not row.item_id]
    made = [item_of(row, version, projects[row.project_code]) for row in new]
    Item.objects.bulk_create(made, batch_size=BATCH)
    for row, item in zip(new, made, strict=True):
        row.item = item
    changed = [row for row in standing if take_over(item_in(row), taken_over(row))]
    other_hands = [row for row in standing if (now := item_in(row).baseline) and now.person != row.person]
    promise_all(version, [*new, *other_hands], by=by, at=at)
    items = [item_in(row) for row in rows]
    write_back(items, [*TAKEN_OVER, "version", "baseline"])
    write_back(rows, ["item"])
    through = Item.targets.through
    through.objects.filter(item__in=items).delete()
    links = [
        through(item_id=row.item_id, target_id=target.pk)
        for row in rows
        for target in known.targets_of(row.target_codes)
    ]
    through.objects.bulk_create(links, batch_size=BATCH)
    return sorted(row.item_id for row in {*new, *changed, *other_hands} if row.item_id)


def item_in(row: ListRow) -> Item:
    assert row.item is not None
    return row.item


def item_of(row: ListRow, version: ListVersion, project: Project) -> Item:
    return Item(
        campaign=version.campaign,
        project=project,
        code=row.item_code,
        measure=row.measure,
        unit_of_measure=row.unit_of_measure,
        **taken_over(row),
    )


def taken_over(row: ListRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in TAKEN_OVER}


def target_of(row: ListRow) -> Decimal:
    """In the item's own unit: a row that says the same in another one changes nothing."""
    item = item_in(row)
    if item.baseline and item.unit_of_measure != row.unit_of_measure:
        return item.baseline.target
    return row.target


def promise_all(version: ListVersion, rows: Sequence[ListRow], *, by: User, at: datetime) -> None:
    """The next baseline of each of these rows, as the list says it. The ones before stay."""
    made = [
        Baseline(  # type: ignore[misc]  # a signed row has its days
            campaign_id=version.campaign_id,
            item=item_in(row),
            number=item_in(row).baseline.number + 1 if item_in(row).baseline else 1,  # type: ignore[union-attr]
            known_at=at,
            unit=version.unit,
            person=row.person,
            starts_on=row.starts_on,
            due_on=row.due_on,
            target=target_of(row),
            curve=row.curve,
            steps=row.steps,
            reason=str(version) if item_in(row).baseline else "",
            set_by=by,
        )
        for row in rows
    ]
    for baseline in Baseline.objects.bulk_create(made, batch_size=BATCH):
        baseline.item.baseline = baseline


def replace_earlier(version: ListVersion, *, by: User, at: datetime) -> None:
    earlier = ListVersion.objects.filter(
        campaign=version.campaign_id, unit=version.unit_id, state=ListState.FILED
    )
    earlier.update(state=LIST_MOVES.target(ListMove.SUPERSEDE))
