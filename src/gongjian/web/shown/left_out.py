"""What of a file that came in was not read, for the page of its dry run."""

from functools import lru_cache

from django.conf import settings

from gongjian import vault
from gongjian.kernel.text import Text
from gongjian.reading.uploads import Unacceptable
from gongjian.sandbox.files import left_out


@lru_cache(maxsize=128)
def left_out_of(name: str, sha256: str) -> tuple[Text, ...]:
    """A file that is refused says so by itself."""
    try:
        return left_out(name, vault.fetch(settings.VAULT_DIR, sha256))
    except (Unacceptable, vault.Unfit):
        return ()
