"""The settings of an installation that the tests start and kill."""

from gongjian.config.settings import *  # noqa: F403

TASK_WRAPPERS = ("tests.work.some_tasks",)
