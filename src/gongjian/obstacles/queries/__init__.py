from gongjian.obstacles.queries.alone import without_their_person
from gongjian.obstacles.queries.analysed import Analysis, Heap, analysed
from gongjian.obstacles.queries.asked import at_level, groups_of, kinds_in_use, open_of_projects, rules_at
from gongjian.obstacles.queries.desk import on_desk
from gongjian.obstacles.queries.listed import (
    SHOWN,
    SORTS,
    GroupDesk,
    Heaped,
    Line,
    Wanted,
    counted,
    desk_of,
    found_by,
    in_order,
    lines,
)

__all__ = [
    "SHOWN",
    "SORTS",
    "Analysis",
    "GroupDesk",
    "Heap",
    "Heaped",
    "Line",
    "Wanted",
    "analysed",
    "at_level",
    "counted",
    "desk_of",
    "found_by",
    "groups_of",
    "in_order",
    "kinds_in_use",
    "lines",
    "on_desk",
    "open_of_projects",
    "rules_at",
    "without_their_person",
]
