"""The file of a list with its problems marked where they stand, so that people mend it in their own program."""

from pathlib import Path

from gongjian import vault
from gongjian.intake.papers.marked import Say, with_problems
from gongjian.worklist.models import ListImport
from gongjian.worklist.rules.columns import ListColumn


def annotated(import_: ListImport, *, folder: Path, say: Say) -> bytes:
    problems = list((import_.outcome or {}).get("problems", []))
    named = [one | {"heading": say(ListColumn.of(one["column"]).label)} for one in problems]
    content = vault.fetch(folder, import_.sha256)
    return with_problems(import_.file_name, content, named, rows=import_.all_rows, say=say)
