from gongjian.bulletins.actions.drafting import draft, draft_correction, edit_words
from gongjian.bulletins.actions.issuing import (
    acknowledge,
    approve,
    bytes_of,
    discard,
    issue,
    keep_file,
    propose,
    return_to_draft,
)

__all__ = [
    "acknowledge",
    "approve",
    "bytes_of",
    "discard",
    "draft",
    "draft_correction",
    "edit_words",
    "issue",
    "keep_file",
    "propose",
    "return_to_draft",
]
