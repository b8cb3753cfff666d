"""A seal shows who sealed, and that nothing has changed since. The certificates are made here."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from gongjian.documents.register import PaperColumn, PrintedList
from gongjian.documents.register_pdf import to_pdf
from gongjian.documents.sealing import seals_on
from gongjian.documents.seals import SealUnusable
from gongjian.sandbox.papers import CertificateSigner

NOW = datetime(2026, 9, 10, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def county(tmp_path_factory):
    """A county with its own certification authority, and the certificate of its Office."""
    return an_authority(tmp_path_factory.mktemp("seals"))


def an_authority(folder):
    ca_key, key = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
    ca_name, name = named("示例县"), named("示例县攻坚办")
    root = certificate(ca_name, ca_name, ca_key.public_key(), ca_key, ca=True)
    own = certificate(name, ca_name, key.public_key(), ca_key, ca=False)
    (folder / "root.pem").write_bytes(root.public_bytes(serialization.Encoding.PEM))
    locked = serialization.BestAvailableEncryption(b"secret")
    (folder / "office.p12").write_bytes(pkcs12.serialize_key_and_certificates(b"x", key, own, [root], locked))
    return folder


def named(name):
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])


def certificate(subject, issuer, public_key, signing_key, *, ca):
    usage = dict.fromkeys(
        (*("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"),),
        False,
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True, content_commitment=True, key_cert_sign=ca, crl_sign=ca, **usage
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key()), critical=False
        )
    )
    return builder.sign(signing_key, hashes.SHA256())


@pytest.fixture(scope="session")
def paper():
    return to_pdf(PrintedList("清单", "第1版", (PaperColumn("攻坚事项"),), (("政策处理",),)))


@pytest.fixture(scope="session")
def sealed(county, paper):
    return signer(county).seal(paper, reason="清单", at=NOW)


def signer(county):
    return CertificateSigner(county / "office.p12", "secret")


def roots(county):
    return (county / "root.pem",)


def test_a_sealed_paper_says_who_sealed_it_and_that_it_is_whole(county, sealed):
    [seal] = seals_on(sealed, roots=roots(county))

    assert (seal.by, seal.intact, seal.trusted, seal.covers_all) == ("示例县攻坚办", True, True, True)


def test_a_sealer_nobody_vouches_for_is_not_trusted_though_the_paper_is_whole(sealed):
    [seal] = seals_on(sealed)

    assert (seal.intact, seal.trusted) == (True, False)


def test_sealing_adds_behind_what_stood_there(paper, sealed):
    assert sealed.startswith(paper)


def test_one_flipped_byte_breaks_the_seal(county, paper, sealed):
    place = len(paper) // 2
    damaged = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]

    assert not any(seal.intact for seal in seals_on(damaged, roots=roots(county)))


def test_a_second_seal_leaves_the_first_whole(county, sealed):
    twice = signer(county).seal(sealed, reason="报备", at=NOW)

    assert [seal.intact for seal in seals_on(twice, roots=roots(county))] == [True, True]


def test_a_paper_without_a_seal_has_none(paper):
    assert seals_on(paper) == []


@pytest.mark.parametrize("content", [b"", b"no pdf", b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\x00" * 500])
def test_whatever_is_no_paper_has_no_seal(content):
    assert seals_on(content) == []


def test_a_certificate_under_another_passphrase_cannot_seal(county, paper):
    with pytest.raises(SealUnusable):
        CertificateSigner(county / "office.p12", "wrong").seal(paper, reason="", at=NOW)
