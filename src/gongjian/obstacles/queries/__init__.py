from gongjian.obstacles.queries.asked import at_level, groups_of, kinds_in_use, open_of_projects, rules_at
from gongjian.obstacles.queries.desk import on_desk

__all__ = ["at_level", "groups_of", "kinds_in_use", "on_desk", "open_of_projects", "rules_at"]
