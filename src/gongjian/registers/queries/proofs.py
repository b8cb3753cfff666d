"""What this room can prove: the files that were brought in, and those that belong to entries."""

from gongjian.ledger.queries import Kept, Proved, every
from gongjian.registers.models import EntryFile, RegisterImport

FILES = Proved(EntryFile, every(EntryFile))

PROVED = (FILES,)
KEPT = (Kept(RegisterImport), Kept(EntryFile))
