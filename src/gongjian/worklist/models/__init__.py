from gongjian.worklist.models.lists import ListImport, ListRow, ListVersion
from gongjian.worklist.models.projects import (
    Baseline,
    Item,
    ItemQuerySet,
    Project,
    ProjectQuerySet,
    SavedView,
    steps_from,
    steps_to_store,
)

__all__ = [
    "Baseline",
    "Item",
    "ItemQuerySet",
    "ListImport",
    "ListRow",
    "ListVersion",
    "Project",
    "ProjectQuerySet",
    "SavedView",
    "steps_from",
    "steps_to_store",
]
