"""A kept file that was damaged or lost is whole again when somebody brings the same bytes."""

from django.conf import settings

from gongjian import vault
from gongjian.rounds.queries.proofs import KEPT, KEPT_OUTSIDE


def mend(content: bytes) -> bool:
    """Whether the file was missing or damaged, and is whole now. What no row names is not kept."""
    sha256 = vault.fingerprint(content)
    if not any(kept.named(None).filter(**{kept.field: sha256}).exists() for kept in (*KEPT, *KEPT_OUTSIDE)):
        return False
    if vault.looked_at(settings.VAULT_DIR, sha256) == vault.State.WHOLE:
        return False
    vault.keep(settings.VAULT_DIR, content)
    return True
