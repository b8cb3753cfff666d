"""What this room can prove: the files that were brought in."""

from gongjian.ledger.queries import Kept
from gongjian.registers.models import RegisterImport

KEPT = (Kept(RegisterImport),)
