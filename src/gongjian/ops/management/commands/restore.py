import shutil
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection

from gongjian.backups import Damaged, Manifest, verified
from gongjian.backups.telling import read_passphrase, summary
from gongjian.config.database import is_empty
from gongjian.ops.server import refuse_second_server
from gongjian.rounds.actions import restore


class Command(BaseCommand):
    help = "Make an installation of a backup, in an empty folder (and an empty PostgreSQL, if one is set); ends by verify."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--data-dir", required=True, help="the folder to be filled; it is empty or not there"
        )
        parser.add_argument("--passphrase-file", type=Path, help="its first line opens the file; left out, GONGJIAN_BACKUP_PASSPHRASE")  # fmt: skip

    def handle(self, *, file: Path, data_dir: str, passphrase_file: Path | None, **options: object) -> None:
        if Path(data_dir).expanduser().absolute() != Path(settings.DATA_DIR).absolute():
            raise CommandError(
                f"{data_dir} is not the folder that this program has before it. Nothing was touched."
            )
        refuse_second_server("restoring")
        if not is_empty():
            clear(settings.DATA_DIR)
            raise CommandError("The database is not empty. Restoring never mixes two installations.")
        try:
            manifest = self.proved(
                file, passphrase := read_passphrase(passphrase_file) or settings.BACKUP_PASSPHRASE
            )
            restore(file, manifest, passphrase=passphrase, tell=self.tell)
        except (Damaged, OSError, DatabaseError, ValueError, ValidationError) as error:
            more = take_out_tables()
            connection.close()
            clear(settings.DATA_DIR)
            raise CommandError(f"{error} Nothing was restored.{more}") from error
        self.tell("Everything is in its place. Now it is held against the ledger.")
        call_command("verify")

    def proved(self, file: Path, passphrase: str) -> Manifest:
        self.tell("Reading the backup from its beginning to its end.")
        manifest = verified(file, passphrase)
        for line in summary(file, manifest):
            self.tell(line)
        return manifest

    def tell(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def take_out_tables() -> str:
    """The database was empty before, so all its tables are ours. In SQLite they go with the folder."""
    if connection.vendor == "sqlite":
        return ""
    try:
        connection.close()
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(table)} CASCADE")
    except DatabaseError:
        return " If the database has tables now, make it anew before the next attempt."
    return ""


def clear(folder: Path) -> None:
    """It was empty before: whatever lies there now was put there just now."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
