"""Who may and who sees, each answered with yes: does a test notice?

`python -m benchmarks.mutation permissions [--seconds 1200] [--only obstacles] [--kind verdict]`. One after the other, every
verdict of the rooms says yes, every `visible_to` shows the whole campaign, every `require` asks nothing; the tests that come
to it (`benchmarks/reaching.py`) run until the first one fails, those first that take little time and come to little else.
What nobody notices is named, and the run ends with 1.

Everything is imported, collected and laid out once. Each change is made in a copy of that process, database and all, in the
function's code as it lies in memory: no source file is touched.
"""

import argparse
import sys
import time
from collections import Counter
from random import Random

from benchmarks.mutants import mutants
from benchmarks.reaching import by_two, the_map
from benchmarks.trying import run


def main() -> int:
    asked = arguments()
    tests = the_map()
    found = [one for one in mutants() if asked.only in ("", one.room) and asked.kind in ("", one.kind)]
    found = [one for one in found if asked.named in one.name]
    if asked.seed:
        Random(asked.seed).shuffle(found)
    ends, began = Counter[str](), time.monotonic()
    until = began + asked.seconds
    for told in by_two(
        found, lambda part, tell: run(part, tests, until=until, longest=asked.longest, tell=tell)
    ):
        ends[told["end"]] += 1
        if told["end"] != "noticed" or asked.all:
            print(f"{told['end']}: {told['of']} ({told['by']})", flush=True)
    said = ", ".join(f"{end}: {count}" for end, count in sorted(ends.items()))
    print(f"{said}, in {time.monotonic() - began:.0f} s")
    return int(set(ends) != {"noticed"})


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.mutation")
    parser.add_argument("what", choices=["permissions"])
    parser.add_argument("--seconds", type=int, default=1200)
    parser.add_argument("--longest", type=int, default=120, help="seconds for the tests of one")
    parser.add_argument("--only", default="", metavar="ROOM")
    parser.add_argument("--kind", default="", choices=["", "verdict", "rows", "require"])
    parser.add_argument("--named", default="", metavar="PART", help="only where the name has this in it")
    parser.add_argument("--all", action="store_true", help="tell also what was noticed, and by which test")
    parser.add_argument("--seed", type=int, default=0, help="in another order")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
