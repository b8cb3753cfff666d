from datetime import timedelta

import pytest

from gongjian import vault
from gongjian.kernel.verdict import NotAllowed, Refused
from gongjian.ledger.queries import last_number
from gongjian.reading.uploads import CheckedFile
from gongjian.reporting.actions import attach_file, attach_reference, remove_evidence, take_back
from gongjian.reporting.actions.evidence import MOST_PER_ROW
from gongjian.reporting.models import Evidence
from tests.world import NOON, a_clerk, a_report, a_submitted_report, a_writer

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PAPER = CheckedFile("批复.pdf", "application/pdf", b"%PDF-1.7 the approval")


@pytest.fixture
def report():
    return a_report()


@pytest.fixture
def row(report):
    return report.rows.get()


def test_a_file_is_kept_in_the_vault_and_written_down(settings, report, row):
    before = last_number(report.campaign_id)

    evidence = attach_file(row, PAPER, by=a_writer(report), at=NOON)

    assert vault.fetch(settings.VAULT_DIR, evidence.sha256) == PAPER.content
    assert (evidence.file_name, evidence.size, evidence.item_id) == ("批复.pdf", 21, row.item_id)
    assert last_number(report.campaign_id) == before + 1


def test_the_same_file_twice_on_a_row_is_kept_once(report, row):
    reporter = a_writer(report)

    first = attach_file(row, PAPER, by=reporter, at=NOON)
    again = attach_file(row, PAPER, by=reporter, at=NOON + timedelta(minutes=1))

    assert (again, Evidence.objects.count()) == (first, 1)


def test_what_was_removed_no_longer_shows_but_stays(report, row):
    reporter = a_writer(report)
    evidence = attach_reference(row, "  文件〔2026〕4号 ", by=reporter, at=NOON)
    before = last_number(report.campaign_id)

    removed = remove_evidence(evidence, by=reporter, at=NOON)
    attached_again = attach_file(row, PAPER, by=reporter, at=NOON)

    assert (removed.reference, removed.removed_at) == ("文件〔2026〕4号", NOON)
    assert (Evidence.objects.filter(removed_at=None).get(), Evidence.objects.count()) == (attached_again, 2)
    assert last_number(report.campaign_id) == before + 2


@pytest.mark.parametrize("reference", ["", "   ", "x" * 301])
def test_a_reference_says_where_the_proof_is(report, row, reference):
    with pytest.raises(Refused, match="State where the evidence can be found"):
        attach_reference(row, reference, by=a_writer(report), at=NOON)


def test_there_is_an_end_to_proof(report, row):
    reporter = a_writer(report)
    for number in range(MOST_PER_ROW):
        attach_reference(row, f"document {number}", by=reporter, at=NOON)

    with pytest.raises(Refused, match="at most 12"):
        attach_reference(row, "one more", by=reporter, at=NOON)
    with pytest.raises(Refused, match="at most 12"):
        attach_file(row, PAPER, by=reporter, at=NOON)


def test_proof_is_attached_by_the_unit_while_the_report_is_with_it(report, row):
    with pytest.raises(NotAllowed):
        attach_reference(row, "a document", by=a_clerk(report.campaign), at=NOON)
    reporter = a_writer(report)
    a_submitted_report(report)
    with pytest.raises(Refused, match="has been submitted"):
        attach_reference(row, "a document", by=reporter, at=NOON)
    take_back(report, by=reporter, at=NOON)

    assert attach_reference(row, "a document", by=reporter, at=NOON).pk
