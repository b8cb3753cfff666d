"""Build the reference campaign, walk it as everybody, and say what was found. Ends with 1 if anything was."""

import argparse
import os
import re
import shutil
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from walking.apart import apart, lay_out, patterns, walked

PEOPLE = (
    *("office", "director", "unit01", "head01", "leader01", "supervisor", "assessor"),
    *("approvals", "policy", "coordination", "publicity", "observer", "admin"),
)
WALKS = (
    *(("empty", "nobody"), ("founded", "founder"), ("running", "nobody")),
    *(("running", who) for who in PEOPLE),
    *(("archived", who) for who in ("office", "unit01", "head01", "leader01")),
)
PROCESSES, SHOWN = 2, 3
FIGURES = re.compile(r"\d+")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m walking")
    parser.add_argument("--data-dir", type=Path, help="walk a copy of this demo instead of building one")
    parser.add_argument("--most", type=int, default=1, help="pages of one pattern for each person")
    parser.add_argument("--who", nargs="+", default=[], help="only these people")
    chosen = parser.parse_args()
    os.environ |= {"GONGJIAN_LOG_LEVEL": "error", "DJANGO_SETTINGS_MODULE": "gongjian.config.settings"}
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), chosen.data_dir)
        asked = [
            (folder, place, who, chosen.most) for place, who in WALKS if not chosen.who or who in chosen.who
        ]
        with apart(PROCESSES) as pool:
            walks = [print_pages(walk) for walk in pool.map(walked, asked)]
            unreached = pool.submit(patterns, folder).result() - set().union(
                *(walk.reached for walk in walks)
            )
    return print_faults(walks, sorted(unreached))


def prepare(folder: Path, ready: Path | None) -> None:
    for place in ("empty", "founded", "running", "archived"):
        (folder / place).mkdir()
        if place == "running" and ready:
            shutil.copytree(ready, folder / place, dirs_exist_ok=True)
            continue
        if place == "running":
            (folder / place / "demo").touch()
        if place == "archived":
            shutil.copytree(folder / "running", folder / place, dirs_exist_ok=True)
        with apart(1) as pool:
            pool.submit(lay_out, str(folder), place).result()


def print_pages(walk: Any) -> Any:
    print(f"{walk.who}: {walk.pages} pages", flush=True)
    return walk


def print_faults(walks: list[Any], unreached: list[str]) -> int:
    """Each fault once, with the pages, people and languages where it stands."""
    places = defaultdict(list)
    for walk in walks:
        for address, language, fault in walk.faults:
            places[fault.what, FIGURES.sub("0", fault.excerpt)].append(
                (walk.who, language, address, fault.excerpt)
            )
    for (what, _), found in sorted(places.items()):
        print(f"{what}: {found[0][-1]}")
        for who, language, address, _ in found[:SHOWN]:
            print(f"    {who}, {language}: {address}")
        if len(found) > SHOWN:
            print(f"    … and {len(found) - SHOWN} more")
    print("Never reached:", *unreached, sep="\n    ")
    print(f"{sum(walk.pages for walk in walks)} pages read, {len(places)} faults.")
    return min(len(places), 1)


if __name__ == "__main__":
    sys.exit(main())
