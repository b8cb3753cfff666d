"""Where strangers' files are opened and papers are drawn: in child processes, with bounds. Pure; knows no campaign.

`files` and `papers` are the two ways in. Neither Word, Excel, PDFium, Pillow nor typst is ever imported by the process
that answers people: a file that makes them grow, hang or die costs one child and gets one sentence.
"""

from pathlib import Path

from gongjian.sandbox import files, papers

__all__ = ["files", "papers", "take_turns_in"]


def take_turns_in(folder: Path) -> None:
    """Processes of one installation share their turns: the files in this folder say who has one."""
    for lane in (files.LANE, papers.LANE):
        lane.slots.folder = folder
