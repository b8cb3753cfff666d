from gongjian.reporting.actions.evidence import attach_file, attach_reference, remove_evidence
from gongjian.reporting.actions.periods import close_period, open_period, reopen
from gongjian.reporting.actions.submitting import confirm, decline, receive, send_back, submit, take_back
from gongjian.reporting.actions.writing import RowDraft, mark_rest_unchanged, save_rows

__all__ = [
    "RowDraft",
    "attach_file",
    "attach_reference",
    "close_period",
    "confirm",
    "decline",
    "mark_rest_unchanged",
    "open_period",
    "receive",
    "remove_evidence",
    "reopen",
    "save_rows",
    "send_back",
    "submit",
    "take_back",
]
