"""An installation with the reference campaign, for as long as it is measured."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import django

THROUGH = date(2026, 11, 11)
OF_ANOTHER = ("serving.lock", "turns")  # marks of the process that served it


@contextmanager
def lived_in(lived: Path | None) -> Iterator[Path]:
    """The folder of a copy of that demo, or of one that is built; Django stands ready in it."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        if lived:
            shutil.copytree(lived, data, ignore=shutil.ignore_patterns(*OF_ANOTHER))
        os.environ |= {"GONGJIAN_DATA_DIR": str(data), "GONGJIAN_DEMO": "yes", "GONGJIAN_LOG_LEVEL": "error"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "gongjian.config.settings"
        django.setup()
        if not lived:
            import_module("benchmarks.world").build(data, THROUGH)
        yield data


def reference_campaign() -> Any:
    return import_module("gongjian.campaigns.models").Campaign.objects.get(slug="reference")
