"""What an installation is, in one file: how it is written, proved and read again, and how long it is kept. Pure."""

from gongjian.backups.archive import Damaged, Manifest, Writer, looked_through, verified

__all__ = ["Damaged", "Manifest", "Writer", "looked_through", "verified"]
