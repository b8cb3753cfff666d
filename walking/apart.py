"""Each installation in a process of its own: settings are read once."""

import os
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType
from typing import Any


def apart(processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(processes, get_context("spawn"), max_tasks_per_child=1)


def grounds_in(folder: str, place: str) -> ModuleType:
    os.environ["GONGJIAN_DATA_DIR"] = str(Path(folder) / place)
    import_module("django").setup()
    return import_module("walking.grounds")


def lay_out(folder: str, place: str) -> None:
    getattr(grounds_in(folder, place), place)(print)


def walked(asked: tuple[str, str, str, int]) -> Any:
    folder, place, who, most = asked
    return grounds_in(folder, place).walked(who, most=most, label=place)


def patterns(folder: str) -> set[str]:
    grounds_in(folder, "running")
    return set(
        import_module("walking.crawl").readable(import_module("django.urls").get_resolver().url_patterns)
    )
