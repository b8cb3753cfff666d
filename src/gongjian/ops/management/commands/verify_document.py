from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongjian.bulletins.queries.verifying import verified
from gongjian.bulletins.rules.verifying import Whole


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
        self.stdout.write(f"{result.state.label}")
        if known := result.known:
            self.stdout.write(f"{known.title}, {known.campaign}")
            for name, value in known.details:
                self.stdout.write(f"  {name}: {value}")
            if known.fingerprint:
                self.stdout.write(f"  Fingerprint: {known.fingerprint}")
            if known.warning:
                self.stdout.write(f"  {known.warning}")
        for seal in result.seals:
            says = "whole" if seal.intact else "broken"
            self.stdout.write(f"  Seal of {seal.by}: {says}{', sealer known' if seal.trusted else ''}")
        if result.state == Whole.UNKNOWN or result.broken_seal:
            raise CommandError("This is not a file as it went out from here.")
