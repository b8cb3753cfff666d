"""Commands that read a file without an installation: what they share."""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, OutputWrapper
from django.utils.translation import gettext

from gongjian.kernel.text import Text
from gongjian.reading.grids import Grid
from gongjian.reading.grids.grid import MOST_BYTES
from gongjian.reading.uploads import Unacceptable
from gongjian.sandbox.files import grids_of, left_out

REFUSED = 2


def read_file(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{file} cannot be opened: {error.strerror}.") from error


def facts_in(file: Path | None) -> dict[str, Any]:
    if file is None:
        return {}
    try:
        found = json.loads(read_file(file))
    except ValueError as error:
        raise CommandError(f"{file} is no JSON: {error}") from error
    if not isinstance(found, dict):
        raise CommandError(f"{file} must hold one JSON object.")
    return found


def grids_in(file: Path) -> list[Grid] | Text:
    try:
        return grids_of(file.name, read_file(file))
    except Unacceptable as refusal:
        return refusal.reason


def with_left_out(found: dict[str, Any], file: Path) -> dict[str, Any]:
    """What of the file stands in none of its tables is said among the notes."""
    said = [("", 0, "", "", sentence, "") for sentence in left_out(file.name, read_file(file))]
    return found | {"notes": [*found["notes"], *said]}


def refusal(reason: Text) -> dict[str, Any]:
    return {"rows": [], "problems": [], "notes": [], "refused": reason, "reckoning": []}


def print_reading(found: Mapping[str, Any], out: OutputWrapper, *, as_json: bool) -> None:
    """Prints what was read of a file, and leaves with a status that is not nought when the file was refused."""
    spoken = in_command_language(found)
    out.write(
        json.dumps(spoken, ensure_ascii=False, indent=1) if as_json else "\n".join(describe_reading(spoken))
    )
    if spoken["refused"]:
        out.flush()
        sys.exit(REFUSED)


def in_command_language(value: Any) -> Any:
    """The same values with every sentence in them in the language of the command."""
    if isinstance(value, Text):
        return value.say(gettext)
    if isinstance(value, Mapping):
        if set(value) == {"text", "with"}:
            return Text.from_json(value).say(gettext)
        return {name: in_command_language(one) for name, one in value.items()}
    return [in_command_language(one) for one in value] if isinstance(value, list | tuple) else value


def describe_reading(found: Mapping[str, Any]) -> Iterator[str]:
    for sheet in found["reckoning"]:
        counts = ", ".join(f"{name} {count}" for name, count in sheet["counts"].items())
        yield f"{sheet['name']}: {sheet['taken']}. {sheet['why']} {counts}"
    for row in found["rows"]:
        yield f"{row['sheet']} {row['row']:>5}  {row['project_name']}  {row['name']}  {row.get('due_on') or ''}"
    for sign, kind in (("!", "problems"), ("·", "notes")):
        for sheet, number, letter, _, sentence, value in found[kind]:
            yield f"{sign} {sheet} {letter}{number or ''}  {value}  {sentence}"
    if found["refused"]:
        yield found["refused"]
