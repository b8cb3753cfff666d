"""The whole of the filed lists beside the numbers of the plan."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from gongjian.campaigns.models import Campaign, Unit
from gongjian.campaigns.rules import Counting
from gongjian.kernel.text import Text
from gongjian.worklist.models import Item, ListRow, ListVersion
from gongjian.worklist.queries.lists import count_items_by, left_the_list, newest_versions, project_count
from gongjian.worklist.rules.lists import ListState
from gongjian.worklist.rules.reconciling import Held, differences_in_words


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit: how far its list is, and what of it stands in the worklist."""

    unit: int
    name: str
    version: ListVersion | None
    has_filed: bool
    projects: int
    items: int

    @property
    def state(self) -> str:
        return self.version.state if self.version else ""

    @property
    def rows(self) -> int:
        return getattr(self.version, "row_count", 0) if self.version else 0


@dataclass(frozen=True, slots=True)
class Reconciliation:
    lines: list[Held]
    targets: list[Held]
    projects: Held
    items: Held
    waiting: int  # rows of lists that are not filed yet
    left: int  # items that left the list

    @property
    def differences(self) -> list[Text]:
        return list(differences_in_words(self.lines, self.targets, self.projects, self.items))


def rows_of_units(campaign: Campaign, *, units: QuerySet[Unit]) -> list[UnitRow]:
    newest, standing = newest_versions(campaign), count_items_by(campaign, "baseline__unit")
    filed = set(
        ListVersion.objects.filter(campaign=campaign, state=ListState.FILED).values_list("unit_id", flat=True)
    )
    return [
        UnitRow(
            unit.organisation_id,
            str(unit.organisation),
            newest.get(unit.organisation_id),
            unit.organisation_id in filed,
            *standing.get(unit.organisation_id, (0, 0)),
        )
        for unit in units.select_related("organisation")
    ]


def reconciled(campaign: Campaign) -> Reconciliation:
    by_line = count_items_by(campaign, "project__line_of_work")
    lines = [
        Held(line.name, line.planned_projects, *by_line.get(line.pk, (0, 0)))
        for line in campaign.lines_of_work.all()
    ]
    here = Q(items__withdrawn_at=None)
    targets = campaign.targets.filter(counting=Counting.PROJECTS)
    found = targets.annotate(projects=Count("items__project", filter=here, distinct=True))
    items = Item.objects.filter(campaign=campaign, withdrawn_at=None, baseline__isnull=False).count()
    waiting = ListRow.objects.filter(
        campaign=campaign,
        list_version__state__in=[ListState.DRAFTING, ListState.SIGNED],
        item=None,
    ).count()
    return Reconciliation(
        lines,
        [Held(target.name, target.value, target.projects) for target in found],
        Held("", campaign.planned_projects, project_count(campaign)),
        Held("", campaign.planned_items, items, items),
        waiting,
        left_the_list(campaign),
    )
