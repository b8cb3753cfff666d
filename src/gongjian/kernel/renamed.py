"""Sentences that were worded otherwise once. What has been kept, and sealed, bears the old wording; it is said in today's."""

import json
from importlib.resources import files

RENAMED: dict[str, str] = json.loads(files("gongjian.kernel").joinpath("renamed.json").read_text("utf-8"))


def todays(msgid: str) -> str:
    return RENAMED.get(msgid, msgid)


def ever_worded(*msgids: str) -> list[str]:
    """Today's wordings and all former ones: what to look for among kept sentences."""
    return [*msgids, *(old for old, new in RENAMED.items() if new in msgids)]
