from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gongjian.accounts.queries import is_founded
from gongjian.backups.telling import lacking, read_passphrase, summary
from gongjian.config.database import is_empty
from gongjian.rounds.actions import back_up


class Command(BaseCommand):
    help = "Write everything into one file while people work: rows, kept files, secret key, witness. Read again before it is done."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data-dir", help="the folder of the installation's data")
        parser.add_argument("--out", type=Path, required=True, help="the file to write")
        parser.add_argument("--passphrase-file", type=Path, help="its first line encrypts the file; left out, GONGJIAN_BACKUP_PASSPHRASE")  # fmt: skip

    def handle(self, *, out: Path, passphrase_file: Path | None, **options: object) -> None:
        if out.exists():
            raise CommandError(f"{out} is there already; a backup is never written over.")
        if is_empty() or not is_founded():
            raise CommandError(f"There is nothing to back up in {settings.DATA_DIR}: nobody can sign in there yet.")  # fmt: skip
        try:
            passphrase = read_passphrase(passphrase_file) or settings.BACKUP_PASSPHRASE
            manifest = back_up(out, moment=timezone.now(), passphrase=passphrase, tell=self.tell)
        except OSError as error:
            raise CommandError(f"The backup cannot be written: {error.strerror or error}. Nothing was left behind.") from error  # fmt: skip
        for line in summary(out, manifest):
            self.tell(line)
        if warning := lacking(manifest):
            raise CommandError(f"The backup was made. {warning}")

    def tell(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
