"""Seals are put on and read."""

import logging
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from gongjian.documents.seals import SealFound, SealUnusable

QUIET = ("pyhanko", "pyhanko_certvalidator")


def seal(pdf: bytes, certificate: Path, passphrase: str, *, reason: str) -> bytes:
    """The file with one seal more, by a certificate and its key from a PKCS#12 file. No network is asked for the time."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    name = f"Seal{len(list(enumerate_sig_fields(writer))) + 1}"
    meta = PdfSignatureMetadata(
        field_name=name, reason=reason, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    sealed: BytesIO = sign_pdf(writer, meta, signer=key_of(certificate, passphrase))
    return bytes(sealed.getvalue())


@lru_cache(maxsize=4)
def key_of(certificate: Path, passphrase: str) -> SimpleSigner:
    key: SimpleSigner | None = SimpleSigner.load_pkcs12(  # type: ignore[no-untyped-call]
        str(certificate), passphrase=passphrase.encode() or None
    )
    if key is None:
        raise SealUnusable(f"the certificate {certificate.name} cannot be opened")
    return key


def seals_on(pdf: bytes, *, roots: tuple[Path, ...] = ()) -> list[SealFound]:
    """Every seal on the file, the first first. A file that is no PDF, or is broken, has none."""
    silence()
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        return [found(one, roots) for one in reader.embedded_regular_signatures]
    except MemoryError:
        raise
    except Exception:  # whatever falls in the reader of strangers' objects
        return []


def found(signature: Any, roots: tuple[Path, ...]) -> SealFound:
    trusted = [load_cert_from_pemder(str(path)) for path in roots]  # type: ignore[no-untyped-call]
    context = ValidationContext(trust_roots=trusted, allow_fetching=False)
    by = signature.signer_cert.subject.native.get("common_name", "") if signature.signer_cert else ""
    at = signature.self_reported_timestamp
    return ask_validator(
        lambda: validate_pdf_signature(signature, context),
        lambda status: SealFound(
            str(by),
            at,
            bool(status.intact and status.valid),
            bool(status.trusted),
            str(getattr(status.coverage, "name", "")) in ("ENTIRE_FILE", "ENTIRE_REVISION"),
        ),
        otherwise=SealFound(str(by), at, intact=False, trusted=False, covers_all=False),
    )


def ask_validator(
    ask: Callable[[], Any], told: Callable[[Any], SealFound], *, otherwise: SealFound
) -> SealFound:
    """Asks a validator about a seal and reads its answer; where it cannot even read the seal: `otherwise`."""
    try:
        return told(ask())
    except Exception:  # whatever a damaged file makes the validator stumble over
        return otherwise


def silence() -> None:
    """A damaged file is an answer here, not an event for the log."""
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)
