"""The command `gongjian`: every verb of an operator, and Django's own."""

import contextlib
import gc
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line, find_commands, load_command_class
from django.db import DatabaseError

from gongjian.config.database import refuse_newer_database

SWEEP_AFTER = 10_000  # new objects: queries make many that live long, and hardly any of them in circles


FOLDER = "--data-dir"
WITHOUT_INSTALLATION = ("read_plan", "read_list", "read_register", "verify_backup")
OF_DJANGO = ("migrate", "makemigrations", "shell", "dbshell", "check")
"""What Django brings along and an operator or developer may need. The rest does not fit: our verbs keep the ledger."""
ELSEWHERE = {
    "createsuperuser": "Nobody stands above the seats here. See: gongjian found, gongjian setup_address",
    "changepassword": "A one-time code opens an account again: gongjian reset_account USERNAME",
    "runserver": "See: gongjian serve, gongjian demo",
    "loaddata": "People and lists come in by their own ways: gongjian import_people FILE",
    "flush": "A campaign that never began is deleted on its page; an installation by removing its data folder.",
}


def main() -> None:
    if reason := ELSEWHERE.get(" ".join(sys.argv[1:2])):
        sys.exit(f"gongjian: {reason}")
    gc.set_threshold(SWEEP_AFTER, 20, 20)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongjian.config.settings")
    if reason := shortened(sys.argv):
        sys.exit(f"gongjian: {reason}")
    obey(sys.argv)
    if reason := not_empty(sys.argv):
        sys.exit(f"gongjian: {reason}")
    if sys.argv[1:2] and sys.argv[1] in WITHOUT_INSTALLATION:
        stand_alone()
    try:
        if sys.argv[1:] in ([], ["help"], ["--help"], ["-h"]):
            print(overview())
        else:
            refuse_what_is_newer(" ".join(sys.argv[1:2]))
            execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"gongjian: {error}")


def shortened(words: list[str]) -> str:
    """An option may be shortened, but not the one that says which installation is meant: we read it before the others are."""
    names = (word.partition("=")[0] for word in words[1:])
    cut = next(
        (name for name in names if len(name) > len("--") and FOLDER.startswith(name) and name != FOLDER), ""
    )
    return f"Write {FOLDER} in full: with {cut} another installation would be meant." if cut else ""


def not_empty(words: list[str]) -> str:
    """Asked before the settings are read: they make the folder, and a secret key in it."""
    folder = Path(os.environ.get("GONGJIAN_DATA_DIR", ""))
    if words[1:2] != ["restore"] or FOLDER not in " ".join(words) or not folder.is_dir() or not any(folder.iterdir()):  # fmt: skip
        return ""
    return f"{folder} is not empty. Restoring never mixes two installations; choose another folder: --data-dir NEW"


def refuse_what_is_newer(command: str) -> None:
    """An older program would read and write a newer database wrongly, so none of our commands begins."""
    ours = find_commands(str(Path(__file__).parent / "management"))
    if command not in ours or command in (*WITHOUT_INSTALLATION, "check_settings"):
        return
    django.setup()
    with contextlib.suppress(DatabaseError):  # one that does not answer is the command's to tell
        refuse_newer_database()


def overview() -> str:
    """Our own commands, each with its sentence; of Django's only what fits."""
    django.setup()
    ours = find_commands(str(Path(__file__).parent / "management"))
    told = [f"  {name:18} {load_command_class('gongjian.ops', name).help}" for name in ours]
    return "\n".join(["gongjian COMMAND [--help]", "", *told, "", f"  Of Django: {', '.join(OF_DJANGO)}"])


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
        if word == FOLDER and place + 1 < len(words):
            choose_data_dir(words[place + 1])
        elif word.startswith(f"{FOLDER}="):
            choose_data_dir(word.partition("=")[2])


def choose_data_dir(folder: str) -> None:
    os.environ.pop("GONGJIAN_DATA_DIR_FILE", None)
    os.environ["GONGJIAN_DATA_DIR"] = str(Path(folder).expanduser().absolute())


if __name__ == "__main__":
    main()
