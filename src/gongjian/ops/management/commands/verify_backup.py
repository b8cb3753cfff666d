import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongjian.backups import Damaged, verified
from gongjian.backups.telling import lacking, read_passphrase, summary


class Command(BaseCommand):
    help = "Say whether a backup is whole: every member is there as it was written. Needs no installation."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--passphrase-file", type=Path, help="its first line opens the file; left out, GONGJIAN_BACKUP_PASSPHRASE")  # fmt: skip

    def handle(self, *, file: Path, passphrase_file: Path | None, **options: object) -> None:
        try:
            passphrase = read_passphrase(passphrase_file) or os.environ.get("GONGJIAN_BACKUP_PASSPHRASE", "")
            manifest = verified(file, passphrase)
        except Damaged as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename or file} cannot be read: {error.strerror}.") from error
        for line in summary(file, manifest):
            self.stdout.write(line)
        if warning := lacking(manifest):
            raise CommandError(f"The backup is as it was written. {warning}")
        self.stdout.write("The backup is whole.")
