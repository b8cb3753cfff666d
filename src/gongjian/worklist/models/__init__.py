from gongjian.worklist.models.changes import ChangeRequest
from gongjian.worklist.models.letters import Letter, LetterFile
from gongjian.worklist.models.lists import CodeSeries, ListImport, ListPaper, ListRow, ListVersion
from gongjian.worklist.models.projects import (
    Baseline,
    Item,
    ItemQuerySet,
    Particulars,
    Project,
    ProjectQuerySet,
    SavedView,
    steps_from,
    steps_to_store,
)
from gongjian.worklist.models.steps import ItemStep, StepPlan, StepSet

__all__ = [
    "Baseline",
    "ChangeRequest",
    "CodeSeries",
    "Item",
    "ItemQuerySet",
    "ItemStep",
    "Letter",
    "LetterFile",
    "ListImport",
    "ListPaper",
    "ListRow",
    "ListVersion",
    "Particulars",
    "Project",
    "ProjectQuerySet",
    "SavedView",
    "StepPlan",
    "StepSet",
    "steps_from",
    "steps_to_store",
]
