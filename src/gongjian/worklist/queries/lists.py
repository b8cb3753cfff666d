"""Questions about lists: who has filed, what the whole amounts to, and whether an item is bound by a list."""

from django.db.models import Count, Exists, OuterRef

from gongjian.campaigns.models import Campaign
from gongjian.worklist.models import Item, ListRow, ListVersion
from gongjian.worklist.rules.lists import ListState

BINDING = (ListState.FILED, ListState.SUPERSEDED)


def is_filed(item: Item) -> bool:
    """Whether a list that was filed promises this item."""
    return ListRow.objects.filter(item=item, list_version__state__in=BINDING).exists()


def bound_by_lists() -> Exists:
    """The same, for a question about items."""
    return Exists(ListRow.objects.filter(item=OuterRef("pk"), list_version__state__in=BINDING))


def newest_versions(campaign: Campaign) -> dict[int, ListVersion]:
    """By unit, the version that counts for the question who has filed: the one in hand, else the filed one."""
    rows = ListVersion.objects.filter(campaign=campaign).exclude(state=ListState.SUPERSEDED)
    rows = rows.select_related("unit", "signed_by", "filed_by").annotate(row_count=Count("rows"))
    return {version.unit_id: version for version in rows.order_by("number")}


def filed_versions(campaign: Campaign) -> dict[int, ListVersion]:
    rows = ListVersion.objects.filter(campaign=campaign, state=ListState.FILED)
    return {version.unit_id: version for version in rows.select_related("campaign", "unit")}


def count_items_by(campaign: Campaign, by: str) -> dict[int, tuple[int, int]]:
    """Projects and items that stand in the worklist, by a field of the item."""
    rows = Item.objects.filter(campaign=campaign, withdrawn_at=None, baseline__isnull=False)
    told = rows.values_list(by).annotate(projects=Count("project", distinct=True), items=Count("pk"))
    return {key: (projects, items) for key, projects, items in told.order_by()}


def project_count(campaign: Campaign) -> int:
    return Item.objects.filter(campaign=campaign, withdrawn_at=None).values("project").distinct().count()


def left_the_list(campaign: Campaign) -> int:
    return Item.objects.filter(campaign=campaign, withdrawn_at__isnull=False).count()
