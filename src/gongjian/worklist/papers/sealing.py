"""The county's seal on a finished PDF, where the county has one."""

from datetime import datetime

from django.conf import settings

from gongjian.documents.seals import Signer
from gongjian.sandbox.papers import CertificateSigner


def the_signer() -> Signer | None:
    if not settings.SEAL_CERTIFICATE:
        return None
    return CertificateSigner(settings.SEAL_CERTIFICATE, settings.SEAL_PASSPHRASE)


def sealed(pdf: bytes, *, reason: str, at: datetime) -> bytes:
    signer = the_signer()
    return signer.seal(pdf, reason=reason, at=at) if signer else pdf
