"""What is known of the chains outside the database: witness file, papers, kept files."""

import re
import shutil
from datetime import UTC, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from gongjian import vault
from gongjian.bulletins.actions import keep_file
from gongjian.documents.reading_back import text_of_pdf
from gongjian.kernel.text import Text
from gongjian.ledger.actions import record
from gongjian.ledger.models import Chain, Entry
from gongjian.ledger.queries import anchor_of, disagreements, lost, walked
from gongjian.ledger.rules import Anchor, anchors_in
from gongjian.meetings.actions import keep_paper
from gongjian.meetings.models import MeetingPaper
from gongjian.ops.tasks import evening_rounds
from gongjian.reporting.actions import attach_file
from gongjian.reporting.models import Evidence
from gongjian.reporting.queries.proofs import FIGURES, SUBMISSIONS
from gongjian.rounds.actions import bear_witness
from gongjian.rounds.queries.witnesses import against_witnesses, witness_file
from gongjian.worklist.actions.letters import print_letters
from gongjian.worklist.models import LetterFile, ListPaper
from tests.meetings.world import a_running_meeting
from tests.meetings.world import issued as issued_minutes
from tests.proved import written_down
from tests.rounds.lived import PAPER
from tests.rounds.tampering import rewritten
from tests.world import (
    AFTER_CUT_OFF,
    NOON,
    a_campaign,
    a_clerk,
    a_confirmed_report,
    a_draft,
    a_filed_list,
    a_period,
    a_received_report,
    a_report,
    a_signed_list,
    a_unit,
    a_writer,
    issued,
    letters_of,
    signed_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LINE = re.compile(r"\S+ \d+ \d+:[0-9a-f]{16} [0-9a-f]{16}")


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.VAULT_DIR = tmp_path / "vault"


def lines():
    return witness_file().read_text(encoding="utf-8").splitlines()


def test_every_chain_that_has_moved_gets_a_line_and_the_file_is_only_added_to():
    campaign = a_campaign()
    bear_witness(at=NOON)
    before = lines()
    bear_witness(at=NOON)
    assert lines() == before

    record(Text("did"), about=campaign, by=None, at=NOON)
    bear_witness(at=NOON)

    assert lines()[:-1] == before
    assert f" {campaign.pk} {anchor_of(campaign.pk)} " in lines()[-1]
    assert all(LINE.fullmatch(line) for line in lines())
    assert list(against_witnesses()) == []


def test_a_line_taken_out_of_the_witness_file_shows():
    for _ in range(3):
        record(Text("did"), about=a_campaign(), by=None, at=NOON)
        bear_witness(at=NOON)
    kept = lines()
    witness_file().write_text("\n".join([*kept[:1], *kept[2:]]) + "\n")

    assert "was changed" in str(next(iter(against_witnesses())).what)


def test_a_line_that_cannot_be_read_is_said():
    bear_witness(at=NOON)
    with witness_file().open("a") as file:
        file.write("half a li")

    assert "cannot be read" in str(list(against_witnesses())[-1].what)


def test_the_worker_writes_it_in_the_evening_and_says_it_in_the_log(caplog):
    campaign = a_campaign()
    with caplog.at_level("INFO", logger="gongjian.ops.tasks"):
        evening_rounds.func(0)

    assert f"chain {campaign.pk} {anchor_of(campaign.pk)}" in caplog.text
    assert lines()


def test_a_line_is_sealed_where_the_county_has_a_certificate(settings, tmp_path):
    settings.SEAL_CERTIFICATE, settings.SEAL_PASSPHRASE = a_certificate(tmp_path), "secret"
    a_campaign()
    bear_witness(at=NOON)
    assert len(lines()[0].split()) == 5
    assert list(against_witnesses()) == []

    forged = lines()
    witness_file().write_text("\n".join([forged[0].replace("2026", "2025", 1), *forged[1:]]) + "\n")

    assert "was changed" in str(next(iter(against_witnesses())).what)


def a_certificate(folder):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "County")])
    now = datetime(2026, 1, 1, tzinfo=UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 7, now, now + timedelta(days=999))
    certificate = made.sign(key, hashes.SHA256())
    file = folder / "county.p12"
    file.write_bytes(
        serialize_key_and_certificates(b"county", key, certificate, None, BestAvailableEncryption(b"secret"))
    )
    return file


def test_an_anchor_is_found_in_the_midst_of_words():
    digits = "0123456789abcdef"

    assert anchors_in(f"— 2 —\t台账 1527:{digits}\n12:30 3:{digits}0 x:{digits}") == [Anchor(1527, digits)]


def test_what_a_witness_remembers_and_the_ledger_does_not_is_said_as_it_is():
    campaign = a_campaign()
    record(Text("did"), about=campaign, by=None, at=NOON)
    anchor = anchor_of(campaign.pk)
    assert lost(anchor, campaign.pk, witness="paper") is None

    other, ahead = Anchor(anchor.number, "f" * 16), Anchor(anchor.number + 1, "f" * 16)

    assert "rewritten" in str(lost(other, campaign.pk, witness="paper"))
    assert "ends too early" in str(lost(ahead, campaign.pk, witness="paper"))


def papers_of(campaign):
    """Every issued paper as PDF, by what it is."""
    unit = a_unit(campaign)
    a_filed_list(unit)
    letter = letters_of(campaign)[0]
    print_letters([letter], at=NOON)
    report = a_received_report(a_report(a_unit(campaign)))
    bulletin = issued(a_draft(report.period))
    meeting = issued_minutes(a_running_meeting(campaign))
    minutes = MeetingPaper.objects.get(meeting=meeting, kind="minutes")
    return {
        "list": ListPaper.objects.get().sha256,
        "letter": LetterFile.objects.get(letter=letter, format="pdf").sha256,
        "bulletin": keep_file(bulletin, "pdf", at=AFTER_CUT_OFF).sha256,
        "minutes": keep_paper(minutes, "pdf", at=AFTER_CUT_OFF).sha256,
    }


def test_every_issued_paper_carries_an_anchor_that_finds_a_rewritten_chain(settings, tmp_path):
    campaign = a_campaign(with_rhythm=True)
    kept = papers_of(campaign)
    for name, sha256 in kept.items():
        shutil.copy(vault.path_of(settings.VAULT_DIR, sha256), tmp_path / f"{name}.pdf")
        anchors = anchors_in("\n".join(text_of_pdf((tmp_path / f"{name}.pdf").read_bytes())))
        assert len(set(anchors)) == 1, name

    files = [str(tmp_path / f"{name}.pdf") for name in kept]
    written_down(campaign)
    rewrite_from_the_first(campaign)
    for file in files:
        with pytest.raises(CommandError, match="rewritten"):
            call_command("verify", against=[file])


def rewrite_from_the_first(campaign):
    Entry.objects.filter(campaign_id=campaign.pk, number=1).update(actor="Somebody else")
    rewritten(campaign.pk)


def test_word_and_pdf_of_a_bulletin_carry_the_same_anchor_and_print_again_the_same(settings):
    report = a_received_report(a_report(a_unit(a_campaign(with_rhythm=True))))
    bulletin = issued(a_draft(report.period))
    word = vault.fetch(settings.VAULT_DIR, keep_file(bulletin, "docx", at=AFTER_CUT_OFF).sha256)
    pdf = vault.fetch(settings.VAULT_DIR, keep_file(bulletin, "pdf", at=AFTER_CUT_OFF).sha256)
    record(Text("did"), about=bulletin, by=None, at=AFTER_CUT_OFF)

    assert bulletin.content["anchor"] in "\n".join(text_of_pdf(pdf))
    assert bulletin.content["anchor"].encode() in footers_of(word)
    call_command("verify_bulletins")


def footers_of(word):

    with ZipFile(BytesIO(word)) as parts:
        return b"".join(parts.read(name) for name in parts.namelist() if "footer" in name)


def test_what_is_neither_an_anchor_nor_a_paper_is_refused(tmp_path):
    a_campaign()
    empty = tmp_path / "page.pdf"
    empty.write_bytes(b"no PDF at all")

    for said, why in (("12", "neither"), (str(empty), "cannot be read")):
        with pytest.raises(CommandError, match=why):
            call_command("verify", against=[said])


def test_what_is_written_while_somebody_verifies_is_no_disagreement():
    report = a_report()
    walk = walked(report.campaign_id)
    a_confirmed_report(report)

    assert [*disagreements(SUBMISSIONS, walk), *disagreements(FIGURES, walk)] == []


def test_looking_takes_no_more_questions_for_more_rows(django_assert_num_queries):
    campaign = a_campaign(with_rhythm=True)
    period = a_period(campaign)
    assert period
    for items in (1, 6):
        a_confirmed_report(a_report(a_unit(a_campaign()), items=items))
    for campaign_id in Chain.objects.exclude(campaign_id=0).values_list("campaign_id", flat=True):
        walk = walked(campaign_id)
        with django_assert_num_queries(1):
            assert list(disagreements(FIGURES, walk)) == []


def test_a_damaged_or_missing_file_says_so_and_the_same_file_heals_it(settings, client):
    report = a_report()
    row, reporter = report.rows.get(), a_writer(report)
    evidence = attach_file(row, PAPER, by=reporter, at=NOON)
    place = vault.path_of(settings.VAULT_DIR, evidence.sha256)
    client = signed_in(client, reporter)
    address = reverse("worklist:evidence", args=[report.campaign.slug, evidence.pk])

    for spoil, word in ((lambda: place.write_bytes(b"?"), "damaged"), (place.unlink, "missing")):
        spoil()
        answer = client.get(address)
        assert answer.status_code == 409
        assert word in answer.content.decode()
        assert "the server operator" in answer.content.decode()
        attach_file(row, PAPER, by=reporter, at=NOON)
        assert client.get(address).status_code == 200
    assert Evidence.objects.count() == 1


def test_a_paper_brought_to_be_verified_heals_the_one_that_was_lost(settings, client):
    campaign = a_campaign()
    version = a_signed_list(a_unit(campaign))
    place = vault.path_of(settings.VAULT_DIR, version.paper)
    content = place.read_bytes()
    place.unlink()
    client = signed_in(client, a_clerk(campaign))

    answer = client.post("/verify/", {"file": SimpleUploadedFile("list.pdf", content)})

    assert "has been restored" in answer.content.decode()
    assert vault.looked_at(settings.VAULT_DIR, version.paper) == vault.State.WHOLE
    stranger = SimpleUploadedFile("other.pdf", b"%PDF-1.7 of somebody else")
    assert "has been restored" not in client.post("/verify/", {"file": stranger}).content.decode()


def test_a_line_that_a_power_cut_left_halved_spoils_no_other():
    campaign = a_campaign()
    bear_witness(at=NOON)
    with witness_file().open("a") as file:
        file.write("half a li")
    record(Text("did"), about=campaign, by=None, at=NOON)
    bear_witness(at=NOON)

    assert [str(one.what) for one in against_witnesses()] == ["This line of the witness file cannot be read."]
