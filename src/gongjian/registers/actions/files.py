"""Files and photos come into a field of an entry, and are taken out again. Nothing is deleted."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from gongjian import vault
from gongjian.accounts.models import User
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.ledger.queries import stated
from gongjian.reading.uploads import CheckedFile
from gongjian.registers.models import EntryFile, RegisterEntry
from gongjian.registers.permissions import may_write_entry
from gongjian.registers.queries import layout_of_register
from gongjian.registers.queries.proofs import FILES
from gongjian.registers.rules import FieldType
from gongjian.registers.rules.values import names_nobody

MOST_FILES = 9


@transaction.atomic
def attach_to_entry(
    entry: RegisterEntry, field: str, file: CheckedFile, *, by: User, at: datetime
) -> EntryFile:
    """A checked file stands in a field from now on. The same file twice is kept once."""
    entry = RegisterEntry.objects.locked(entry.pk)
    require(may_write_entry(by, entry))
    rule = layout_of_register(entry.register).field(field)
    if rule is None or rule.type != FieldType.FILE:
        require(no("This register has no such field for files."))
    require(names_nobody(file.name))
    sha256 = vault.keep(settings.VAULT_DIR, file.content)
    standing = entry.files.filter(field=field, removed_at=None)
    if same := standing.filter(sha256=sha256).first():
        return same
    if standing.count() >= MOST_FILES:
        require(no("A field can hold at most %(most)s files.", most=MOST_FILES))

    kept = entry.files.create(
        campaign_id=entry.campaign_id,
        field=field,
        file_name=file.name,
        media_type=file.media_type,
        size=len(file.content),
        sha256=sha256,
        added_at=at,
        added_by=by,
    )

    record(Text("attached %(name)s", name=file.name), about=entry, by=by, at=at, sha256=sha256, proves=stated(FILES, kept.pk))  # fmt: skip
    return kept


@transaction.atomic
def remove_entry_file(file: EntryFile, *, by: User, at: datetime) -> EntryFile:
    """What was attached by mistake no longer shows. It stays in the ledger."""
    entry = RegisterEntry.objects.locked(file.entry_id)
    require(may_write_entry(by, entry))
    file = EntryFile.objects.select_for_update(no_key=True).get(pk=file.pk)
    if file.removed_at:
        return file

    file.removed_at = at
    file.save(update_fields=["removed_at"])

    record(Text("removed %(name)s", name=file.file_name), about=entry, by=by, at=at, proves=stated(FILES, file.pk))  # fmt: skip
    return file
