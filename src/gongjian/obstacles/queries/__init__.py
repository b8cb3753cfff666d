from gongjian.obstacles.queries.alone import without_their_person
from gongjian.obstacles.queries.analysed import Analysis, Heap, analysed
from gongjian.obstacles.queries.asked import at_level, groups_of, kinds_in_use, open_of_projects, rules_at
from gongjian.obstacles.queries.desk import on_desk
from gongjian.obstacles.queries.listed import (
    SHOWN,
    SORTS,
    GroupDesk,
    Heaped,
    ListedObstacle,
    Wanted,
    count_by_list,
    desk_of,
    found_by,
    listed_values,
    sort_obstacles,
)

__all__ = [
    "SHOWN",
    "SORTS",
    "Analysis",
    "GroupDesk",
    "Heap",
    "Heaped",
    "ListedObstacle",
    "Wanted",
    "analysed",
    "at_level",
    "count_by_list",
    "desk_of",
    "found_by",
    "groups_of",
    "kinds_in_use",
    "listed_values",
    "on_desk",
    "open_of_projects",
    "rules_at",
    "sort_obstacles",
    "without_their_person",
]
