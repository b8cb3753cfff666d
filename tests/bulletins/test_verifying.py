"""What a file is: whole or not, current or overtaken, known or not."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from io import BytesIO, StringIO

import pypdfium2
import pytest
from django.core.management import CommandError, call_command

from gongjian import vault
from gongjian.bulletins.actions import keep_file
from gongjian.bulletins.queries.verifying import by_fingerprint, verified
from gongjian.bulletins.rules.verifying import Whole
from gongjian.sandbox import files
from gongjian.sandbox.papers import CertificateSigner
from gongjian.worklist.actions.letters import print_letters
from gongjian.worklist.actions.signing import record_signature, send_list_back
from tests.documents.test_seals import NOW, county  # noqa: F401
from tests.world import (
    AFTER_CUT_OFF,
    NOON,
    a_campaign,
    a_clerk,
    a_draft,
    a_filed_list,
    a_list,
    a_person,
    a_received_report,
    a_scan,
    a_signed_list,
    a_unit,
    issued,
    letters_of,
    noon,
    signed_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return a_unit(a_campaign(), "住建局")


def kept(settings, sha256):
    return vault.fetch(settings.VAULT_DIR, sha256)


def test_a_signed_list_is_known_by_its_bytes(unit, settings):
    filed = a_filed_list(unit)

    result = verified(kept(settings, filed.paper))

    assert (result.state, result.known.fingerprint, result.known.warning) == (
        Whole.WHOLE,
        filed.fingerprint,
        None,
    )
    assert "住建局" in {str(name): value for name, value in result.known.details}["Unit"]


def test_a_list_that_was_sent_back_does_not_count(unit, settings):
    signed = a_signed_list(unit)
    paper = kept(settings, signed.paper)
    send_list_back(signed, reason="有误", by=a_clerk(unit.campaign), at=NOON, seen=signed.version)

    assert "sent back" in str(verified(paper).known.warning)


def test_an_earlier_version_names_the_newer_one(unit, settings):
    first = a_filed_list(unit)
    a_filed_list(unit, rows=1, at=noon(9, 20))

    assert "no. 2" in str(verified(kept(settings, first.paper)).known.warning)


def test_a_file_saved_anew_is_a_copy_that_carries_the_fingerprint(unit, settings):
    filed = a_filed_list(unit)
    document, again = pypdfium2.PdfDocument(kept(settings, filed.paper)), BytesIO()
    document.save(again)

    result = verified(again.getvalue())

    assert (result.state, result.known.fingerprint) == (Whole.COPY, filed.fingerprint)


@pytest.mark.parametrize("content", [b"", b"text", b"PK\x03\x04"])
def test_whatever_never_went_out_is_not_known(content):
    assert verified(content).state == Whole.UNKNOWN


def test_what_cannot_be_read_is_never_called_unknown():
    assert verified(b"%PDF-1.7 nothing").state == Whole.UNREADABLE


def test_where_nobody_is_free_to_read_a_copy_nothing_is_said_about_it(unit, settings, monkeypatch):
    filed = a_filed_list(unit)
    copy = kept(settings, filed.paper) + b"\n% saved again"
    monkeypatch.setattr(files.LANE, "wait", 0.1)
    with ExitStack() as others:
        for _ in range(files.LANE.most):
            others.enter_context(files.LANE.turn(60))

        assert verified(copy).state == Whole.NOT_NOW


def test_many_at_once_get_the_same_answer(unit, settings):
    """PDFium in two threads of one process answered that a genuine list had never gone out."""
    filed = a_filed_list(unit)
    list_paper = kept(settings, filed.paper)
    copy = list_paper[:-1]

    with ThreadPoolExecutor(8) as people:
        texts = list(people.map(lambda _: files.text_of_pdf("", copy), range(16)))

    assert len({tuple(text) for text in texts}) == 1


def test_letters_bulletins_and_scans_are_known_too(unit, settings):
    version = a_list(unit)
    record_signature(version, a_scan(), by=a_clerk(unit.campaign), at=NOON, seen=version.version)
    a_filed_list(a_unit(unit.campaign))
    letters = letters_of(unit.campaign)
    print_letters(letters, at=NOON)
    bulletin = keep_file(issued(a_draft(a_received_report().period)), "pdf", at=AFTER_CUT_OFF)

    titles = [
        str(verified(content).known.title)
        for content in (
            b"a scanned page",
            kept(settings, letters[0].files.get(format="docx").sha256),
            kept(settings, bulletin.sha256),
        )
    ]
    assert titles == ["Scan of a sealed list", "Letter of responsibility", "bulletin of progress"]


@pytest.fixture
def sealing(county, settings):  # noqa: F811
    settings.SEAL_CERTIFICATE, settings.SEAL_PASSPHRASE = county / "office.p12", "secret"
    settings.SEAL_ROOTS = county
    return CertificateSigner(county / "office.p12", "secret")


def test_where_the_county_has_a_certificate_signed_lists_are_sealed(sealing, unit, settings):
    signed = a_signed_list(unit)

    [seal] = verified(kept(settings, signed.paper)).seals

    assert (seal.by, seal.intact, seal.trusted) == ("示例县攻坚办", True, True)


def test_a_seal_put_on_later_leaves_the_list_known(sealing, unit, settings):
    paper = kept(settings, a_signed_list(unit).paper)

    result = verified(sealing.seal(paper, reason="报备", at=NOW))

    assert result.state == Whole.ADDED
    assert [seal.intact for seal in result.seals] == [True, True]


def test_a_flipped_byte_is_noticed(sealing, unit, settings):
    paper = bytearray(kept(settings, a_signed_list(unit).paper))
    paper[len(paper) // 3] ^= 1

    result = verified(bytes(paper))

    assert result.state in (Whole.UNKNOWN, Whole.COPY)
    assert result.broken_seal or not result.seals


def test_the_code_on_the_paper_leads_to_the_list(unit):
    filed = a_filed_list(unit)

    assert by_fingerprint(filed.fingerprint[:16]).fingerprint == filed.fingerprint
    assert by_fingerprint(filed.fingerprint[:8]) is None
    assert by_fingerprint("0" * 16) is None


def test_the_command_says_what_the_page_says(unit, settings, tmp_path):
    filed, out = a_filed_list(unit), StringIO()
    file = tmp_path / "list.pdf"
    file.write_bytes(kept(settings, filed.paper))

    call_command("verify_document", str(file), stdout=out)

    assert "intact" in out.getvalue()
    assert filed.fingerprint in out.getvalue()
    file.write_bytes(b"something else")
    with pytest.raises(CommandError):
        call_command("verify_document", str(file), stdout=StringIO())
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("verify_document", str(tmp_path / "none"), stdout=StringIO())


def test_one_command_writes_all_letters(unit, tmp_path):
    with pytest.raises(CommandError, match="No letter"):
        call_command("letters", unit.campaign.slug, out=tmp_path / "all.zip")
    a_filed_list(unit)
    letters_of(unit.campaign)

    for name, start in (("all.zip", b"PK"), ("all.pdf", b"%PDF")):
        call_command("letters", unit.campaign.slug, out=tmp_path / name, stdout=StringIO())
        assert (tmp_path / name).read_bytes().startswith(start)
    for wrong in ({"out": tmp_path / "all.txt"},):
        with pytest.raises(CommandError):
            call_command("letters", unit.campaign.slug, **wrong)
    with pytest.raises(CommandError, match="no campaign"):
        call_command("letters", "nowhere", out=tmp_path / "all.zip")


def test_anybody_who_signs_in_learns_what_a_paper_is(client, unit, settings):
    filed = a_filed_list(unit)
    signed_in(client, a_person())
    file = BytesIO(kept(settings, filed.paper))
    file.name = "list.pdf"

    by_code = client.get(f"/verify/{filed.fingerprint[:16]}/")
    by_file = client.post("/verify/", {"file": file})

    assert "住建局" in by_code.text
    assert "identical to the issued file" in by_file.text
    assert client.get("/verify/0000000000000000/").status_code == 404
    assert client.get("/verify/../").status_code == 404
    assert client.post("/verify/", {}).status_code == 422


def test_nobody_in_particular_is_asked_to_sign_in(client, unit):
    filed = a_filed_list(unit)

    assert client.get(f"/verify/{filed.fingerprint[:16]}/").status_code == 302
    assert a_person(campaign=unit.campaign)
