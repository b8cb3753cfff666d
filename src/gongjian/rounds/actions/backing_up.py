"""Everything of an installation into one file, while people work."""

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from gongjian import __version__
from gongjian.backups import Manifest, Writer, verified
from gongjian.backups.archive import ROWS, VAULT
from gongjian.ledger.models import Chain
from gongjian.ledger.rules import anchor_at
from gongjian.rounds.queries.snapshot import fields_of, last_number, one_moment, tables, write_rows
from gongjian.rounds.queries.witnesses import witness_file
from gongjian.vault import kept_in

Tell = Callable[[str], None]


def back_up(out: Path, *, moment: datetime, passphrase: str = "", tell: Tell = lambda line: None) -> Manifest:
    """Write the file, read it again from beginning to end, and only then give it its name."""
    unfinished = out.with_name(f"{out.name}.part")
    manifest = Manifest(made_at=moment.isoformat(), version=__version__, database=connection.vendor)
    try:
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            write_backup(Writer(file, manifest, passphrase), manifest, tell, beside=out.absolute().parent)
            file.flush()
            os.fsync(file.fileno())
        tell("Reading it again.")
        proved = verified(unfinished, passphrase)
        unfinished.replace(out)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return proved


def write_backup(writer: Writer, manifest: Manifest, tell: Tell, *, beside: Path) -> None:
    """Writes an installation into a file: the witness first, so it remembers nothing that the rows lack;
    then the rows, then the files, so none is lacking.
    """
    for name, path in beside_the_database():
        if path.exists():
            writer.put_bytes(name, path.read_bytes())
    writer.put_bytes("secret_key", settings.SECRET_KEY.encode())
    tell("Rows.")
    with one_moment() as using:
        heads = Chain.objects.using(using).order_by("campaign_id").values_list("campaign_id", "number", "sha256")  # fmt: skip
        manifest.chains = {str(chain): str(anchor_at(number, seal)) for chain, number, seal in heads}
        for model in tables():
            put_rows(writer, manifest, model, using, beside=beside)
    tell("Kept files.")
    for sha256, path in kept_files():
        writer.put_file(f"{VAULT}{sha256[:2]}/{sha256}", path, beside=beside)
    writer.finish()


def put_rows(writer: Writer, manifest: Manifest, model: type, using: str, *, beside: Path) -> None:
    """Packed beside the backup first, since a tar wants to know the size; the data folder may be closed."""
    table = model._meta.db_table  # type: ignore[attr-defined]
    with tempfile.TemporaryFile(dir=beside) as rows:
        count = write_rows(model, rows, using)
        size = rows.tell()
        rows.seek(0)
        writer.put(f"{ROWS}{table}.jsonl.gz", rows, size)
    manifest.tables[table] = {
        "columns": [field.column for field in fields_of(model)],
        "rows": count,
        "last": last_number(model, using),
    }


def beside_the_database() -> list[tuple[str, Path]]:
    return [("witness", witness_file()), ("demo", settings.DEMO_MARK)]


def kept_files() -> Iterator[tuple[str, Path]]:
    """A file that is forgotten meanwhile belonged to a campaign that was deleted."""
    for sha256, path in kept_in(settings.VAULT_DIR):
        if path.exists():
            yield sha256, path
