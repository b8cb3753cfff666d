from gongjian.worklist.actions.items import ItemDraft, add_items, change_item, rebaseline, withdraw_item
from gongjian.worklist.actions.projects import ProjectDraft, add_project, change_project
from gongjian.worklist.actions.views import forget_view, save_view

__all__ = [
    "ItemDraft",
    "ProjectDraft",
    "add_items",
    "add_project",
    "change_item",
    "change_project",
    "forget_view",
    "rebaseline",
    "save_view",
    "withdraw_item",
]
