"""A line of text under a certificate: whose it is, and the signature. What seals PDF files seals lines too."""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.serialization.pkcs12 import load_key_and_certificates
from cryptography.x509 import Certificate

KNOWN_BY = 16  # digits of the certificate's fingerprint


@dataclass(frozen=True, slots=True)
class TextSealer:
    """The county's certificate and key, from a PKCS#12 file."""

    certificate: Path
    passphrase: str

    def seal(self, line: str) -> str:
        key, certificate = unlocked(self.certificate, self.passphrase)
        return f"{known_as(certificate)}.{b64encode(signature_of(key, line.encode())).decode()}"

    def holds(self, line: str, seal: str) -> bool:
        """Whether this is our signature of the line. What another certificate has signed cannot be judged with ours."""
        _, certificate = unlocked(self.certificate, self.passphrase)
        whose, _, signature = seal.partition(".")
        if whose != known_as(certificate):
            return True
        return is_signature(certificate.public_key(), line.encode(), signature)


@lru_cache(maxsize=4)
def unlocked(certificate: Path, passphrase: str) -> tuple[Any, Certificate]:
    key, found, _ = load_key_and_certificates(certificate.read_bytes(), passphrase.encode() or None)
    if key is None or found is None:
        raise ValueError(f"the certificate {certificate.name} cannot be opened")
    return key, found


def known_as(certificate: Certificate) -> str:
    return certificate.fingerprint(hashes.SHA256()).hex()[:KNOWN_BY]


def signature_of(key: Any, content: bytes) -> bytes:
    if isinstance(key, RSAPrivateKey):
        return key.sign(content, padding.PKCS1v15(), hashes.SHA256())
    if isinstance(key, EllipticCurvePrivateKey):
        return key.sign(content, ECDSA(hashes.SHA256()))
    return bytes(key.sign(content))


def is_signature(key: Any, content: bytes, signature: str) -> bool:
    try:
        said = b64decode(signature, validate=True)
        if isinstance(key, RSAPublicKey):
            key.verify(said, content, padding.PKCS1v15(), hashes.SHA256())
        elif isinstance(key, EllipticCurvePublicKey):
            key.verify(said, content, ECDSA(hashes.SHA256()))
        else:
            key.verify(said, content)
    except (InvalidSignature, ValueError):
        return False
    return True
