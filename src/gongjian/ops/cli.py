"""The command `gongjian`: every verb of an operator, and Django's own."""

import gc
import os
import sys
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

SWEEP_AFTER = 10_000  # new objects: queries make many that live long, and hardly any of them in circles


def main() -> None:
    gc.set_threshold(SWEEP_AFTER, 20, 20)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongjian.config.settings")
    obey(sys.argv)
    if sys.argv[1:2] == ["read_plan"]:
        stand_alone()
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"gongjian: {error}")


def stand_alone() -> None:
    """Reading a paper needs no installation: no database, no data folder, no key."""
    settings.configure(
        INSTALLED_APPS=["gongjian.ops"],
        LANGUAGE_CODE="zh-hans",
        LOCALE_PATHS=[Path(__file__).parent.parent / "locale"],
        USE_I18N=True,
    )


def obey(words: list[str]) -> None:
    """Which data folder is meant, and whether it is a demo, must be known before the settings are read."""
    if words[1:2] == ["demo"]:
        os.environ["GONGJIAN_DEMO"] = "yes"
    for place, word in enumerate(words):
        if word == "--data-dir" and place + 1 < len(words):
            choose_data_dir(words[place + 1])
        elif word.startswith("--data-dir="):
            choose_data_dir(word.partition("=")[2])


def choose_data_dir(folder: str) -> None:
    os.environ.pop("GONGJIAN_DATA_DIR_FILE", None)
    os.environ["GONGJIAN_DATA_DIR"] = str(Path(folder).expanduser().absolute())


if __name__ == "__main__":
    main()
