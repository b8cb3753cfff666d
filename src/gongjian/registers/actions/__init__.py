from gongjian.registers.actions.entries import add_entries, add_entry, change_entry, drop_entry
from gongjian.registers.actions.files import attach_to_entry, remove_entry_file
from gongjian.registers.actions.importing import apply_import, remap, take_in, take_or_leave
from gongjian.registers.actions.linking import make_project, merge_entries, split_entry, tie_to_project
from gongjian.registers.actions.marking import (
    count_totals,
    mark_entries,
    move_permit,
    undo_mark,
)
from gongjian.registers.actions.permits import add_standard_permits, take_standard_permits
from gongjian.registers.actions.setting import (
    PermitDraft,
    RegisterDraft,
    change_register,
    link_item,
    set_standard_permits,
    set_up_register,
    unlink_item,
)
from gongjian.registers.actions.taking_back import undo_import
from gongjian.registers.rules.attributes import EntryDraft

__all__ = [
    "EntryDraft",
    "PermitDraft",
    "RegisterDraft",
    "add_entries",
    "add_entry",
    "add_standard_permits",
    "apply_import",
    "attach_to_entry",
    "change_entry",
    "change_register",
    "count_totals",
    "drop_entry",
    "link_item",
    "make_project",
    "mark_entries",
    "merge_entries",
    "move_permit",
    "remap",
    "remove_entry_file",
    "set_standard_permits",
    "set_up_register",
    "split_entry",
    "take_in",
    "take_or_leave",
    "take_standard_permits",
    "tie_to_project",
    "undo_import",
    "undo_mark",
    "unlink_item",
]
