"""A backup in some lines, and the passphrase from its file."""

from collections.abc import Iterator
from pathlib import Path

from gongjian.backups.archive import VAULT, Manifest

MEGABYTE = 1024 * 1024


def read_passphrase(file: Path | None) -> str:
    if file is None:
        return ""
    lines = file.read_text(encoding="utf-8").splitlines()
    return lines[0].strip() if lines else ""


def summary(path: Path, manifest: Manifest) -> Iterator[str]:
    rows = sum(told["rows"] for told in manifest.tables.values())
    files = sum(1 for name in manifest.members if name.startswith(VAULT))
    yield f"{path}: {path.stat().st_size / MEGABYTE:.1f} MB, made {manifest.made_at} by version {manifest.version} on {manifest.database}"
    yield f"{rows} rows in {len(manifest.tables)} tables, {files} kept files"
    for chain, anchor in manifest.chains.items():
        yield f"chain {chain}: {anchor}"
    for name in manifest.amiss():
        yield f"{name} was damaged already when the backup was made"
    for name, why in sorted(manifest.unread.items()):
        yield f"{name} is MISSING here: it could not be read when the backup was made ({why})"


def lacking(manifest: Manifest) -> str:
    """Nothing, or the sentence for who believes that all is well."""
    if not manifest.unread:
        return ""
    return f"Kept files that could not be read and are not in it: {len(manifest.unread)}. All else is. Look at the disk, bring these files again, make another backup."
