"""What it costs that files are read in child processes, against reading them in this one."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

from PIL import Image

from gongjian.documents.excel import to_xlsx
from gongjian.documents.sheet import Column, Sheet, Workbook
from gongjian.reading.checking import checked
from gongjian.reading.grids.files import grids_of
from gongjian.sandbox import files
from gongjian.sandbox.lane import Lane
from gongjian.sandbox.work import Work

Row = tuple[str, str, str]
PICTURES, PEOPLE = 60, 8
MOST = 20 * 1024 * 1024


def measure() -> Iterator[Row]:
    bare = median(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), times=5)
    start = median(lambda: a_child_answers(), times=5)
    yield (
        "a child starts and reads a list of one row",
        f"{start * 1000:.0f} ms, {start / bare:.1f}x `python -c pass`",
        "",
    )
    content = a_list(524)
    here = median(lambda: grids_of("a.xlsx", content))
    there = median(lambda: files.grids_of("a.xlsx", content))
    yield "sheets of a list of 524 rows, in a warm child against here", ratio(there, here), "at most 1.5x"
    yield from evidence()


def a_child_answers() -> None:
    lane = Lane("benchmark", most=1)
    lane.do(Work("gongjian.reading.grids.files:grids_of", ("a.csv", b"a,b\n1,2\n")))
    lane.close()


def evidence() -> Iterator[Row]:
    """The last minutes before a deadline: sixty photographs, eight people at once."""
    content = a_photograph()
    here = seconds(lambda: [checked("a.jpg", content, most_bytes=MOST) for _ in range(PICTURES)])

    def together() -> None:
        with ThreadPoolExecutor(PEOPLE) as people:
            list(people.map(lambda _: files.checked("a.jpg", content, most_bytes=MOST), range(PICTURES)))

    there = seconds(together)
    what = f"{PICTURES} photographs of {len(content) // 1024} KB, {PEOPLE} people, in children against here one by one"
    yield what, ratio(there, here), "at most 1.2x"


def a_list(rows: int) -> bytes:
    columns = tuple(Column(f"列{number}") for number in range(20))
    values = tuple(tuple(f"第{row}行第{column}列" for column in range(20)) for row in range(rows))
    return to_xlsx(Workbook((Sheet("清单", columns, values),)))


def a_photograph() -> bytes:
    """As a telephone takes it: six million pixels that are not all alike."""
    buffer = BytesIO()
    Image.effect_noise((3000, 2000), 40).convert("RGB").save(buffer, "JPEG", quality=80)
    return buffer.getvalue()


def seconds(work: Callable[[], Any]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def median(work: Callable[[], Any], *, times: int = 9) -> float:
    work()
    return sorted(seconds(work) for _ in range(times))[times // 2]


def ratio(taken: float, reference: float) -> str:
    return f"{taken:.2f} s, {taken / reference:.2f}x"


def main() -> None:
    for what, figure, aim in measure():
        print(f"{what:90} {figure:>28}   {aim}")


if __name__ == "__main__":
    main()
