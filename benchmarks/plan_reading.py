"""How well plans are read: precision and recall for each kind, written into docs/plan-reading.md.

Run it with `python -m benchmarks.plan_reading`.
"""

import re
import time
from pathlib import Path

from gongjian.reading.plan import FactKind
from gongjian.reading.plan.reader import read_plan
from tests.reading.plan.expected import TEXTS, Score, scored

PAGE = Path(__file__).parent.parent / "docs" / "plan-reading.md"
PLACE = re.compile(r"(?<=<!-- figures -->\n).*(?=<!-- /figures -->)", re.DOTALL)
FOLDERS = (("seen", "Texts that the rules were written with"), ("held_out", "Texts that were written after the rules, and learned from since"), ("fresh", "The newest texts"))  # fmt: skip
A_PAGE = 700  # characters
LONG = 20  # pages


def main() -> None:
    parts = [table(title, folder, scored(folder)) for folder, title in FOLDERS]
    PAGE.write_text(PLACE.sub("\n\n".join([*parts, speed()]) + "\n", PAGE.read_text("utf-8")), "utf-8")


def table(title: str, folder: str, score: Score) -> str:
    texts = len(list((TEXTS / folder).glob("*.txt")))
    lines = [f"{title}: {texts}", "", "| kind | facts | precision | recall |", "|---|---:|---:|---:|"]
    lines += [row(kind.value, score, kind) for kind in FactKind]
    return "\n".join([*lines, row("**all**", score, *FactKind)])


def row(name: str, score: Score, *kinds: FactKind) -> str:
    facts = sum(score.found[kind] + score.missed[kind] for kind in kinds)
    return f"| {name} | {facts} | {score.precision(*kinds):.3f} | {score.recall(*kinds):.3f} |"


def speed() -> str:
    text = "".join(file.read_text("utf-8") for file in sorted(TEXTS.glob("*/*.txt")))
    text = (text * 3)[: A_PAGE * LONG]
    read_plan(text)
    started = time.perf_counter()
    read_plan(text)
    return f"{LONG} pages of {A_PAGE} characters are read in {time.perf_counter() - started:.2f} s."


if __name__ == "__main__":
    main()
