from gongjian.worklist.actions.items import ItemDraft, add_items, change_item, rebaseline, withdraw_item
from gongjian.worklist.actions.projects import (
    ProjectDraft,
    add_project,
    change_leading_official,
    change_project,
)
from gongjian.worklist.actions.steps import (
    StepDraft,
    StepMark,
    draw_steps,
    mark_steps,
    set_standard_steps,
    take_standard_steps,
)
from gongjian.worklist.actions.views import forget_view, save_view

__all__ = [
    "ItemDraft",
    "ProjectDraft",
    "StepDraft",
    "StepMark",
    "add_items",
    "add_project",
    "change_item",
    "change_leading_official",
    "change_project",
    "draw_steps",
    "forget_view",
    "mark_steps",
    "rebaseline",
    "save_view",
    "set_standard_steps",
    "take_standard_steps",
    "withdraw_item",
]
