from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongjian.bulletins.queries.verifying import Verified, verified
from gongjian.bulletins.rules.verifying import NOT_TOLD, Whole


class Command(BaseCommand):
    help = "Say what a file is: which list, letter or bulletin, whether it is whole, and whether a newer one exists."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--data-dir", help="the folder of the installation's data")

    def handle(self, *, file: Path, **options: object) -> None:
        try:
            result = verified(file.read_bytes())
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        self.stdout.write("\n".join(describe_verified(result)))
        if result.state in NOT_TOLD:
            raise CommandError("Nothing can be said about this file.")
        if result.state == Whole.UNKNOWN or result.broken_seal:
            raise CommandError("This is not a file as it went out from here.")


def describe_verified(result: Verified) -> Iterator[str]:
    yield f"{result.state.label}"
    if known := result.known:
        yield f"{known.title}, {known.campaign}"
        yield from (f"  {name}: {value}" for name, value in known.details)
        if known.fingerprint:
            yield f"  Fingerprint: {known.fingerprint}"
        if known.warning:
            yield f"  {known.warning}"
    for seal in result.seals:
        says = "whole" if seal.intact else "broken"
        yield f"  Seal of {seal.by}: {says}{', sealer known' if seal.trusted else ''}"
    if result.seals_unread:
        yield "  Its seals could not be read."
