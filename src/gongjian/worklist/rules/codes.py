"""The codes of projects and items: given once, never to two."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from gongjian.reading.cells.words import normal
from gongjian.worklist.rules.rows import ListRowValues

NUMBERED = re.compile(r"^(.+)-(\d{1,6})$")
WITHOUT_LINE = "XM"


@dataclass
class CodeBook:
    """The highest number given so far behind every beginning, and the codes of the projects by their names."""

    last: dict[str, int] = field(default_factory=dict)
    projects: dict[str, str] = field(default_factory=dict)  # name: code, within one list
    touched: set[str] = field(default_factory=set)

    def learn(self, codes: Iterable[str]) -> None:
        for code in codes:
            if match := NUMBERED.match(code):
                self.last[match[1]] = max(self.last.get(match[1], 0), int(match[2]))

    def next(self, beginning: str, *, digits: int) -> str:
        self.last[beginning] = self.last.get(beginning, 0) + 1
        self.touched.add(beginning)
        return f"{beginning}-{self.last[beginning]:0{digits}}"

    def coded(self, row: ListRowValues) -> ListRowValues:
        """The row with its codes; what it has already stays."""
        name = normal(row.project_name)
        project = (
            row.project_code
            or self.projects.get(name)
            or self.next(row.line_of_work or WITHOUT_LINE, digits=3)
        )
        self.projects.setdefault(name, project)
        item = row.item_code or self.next(project, digits=1)
        return (
            row
            if (project, item) == (row.project_code, row.item_code)
            else replace(row, project_code=project, item_code=item)
        )


def numbers_given(codes: Iterable[str], before: Mapping[str, int]) -> CodeBook:
    book = CodeBook(dict(before))
    book.learn(codes)
    return book
