"""What the database itself refuses, whoever asks it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from gongjian.reporting.models import Evidence, Figure, Period, Report, ReportRow, Submission
from tests.world import NOON, a_person, a_received_report, noon

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def refused_by_the_database(rows, **values):
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**values)
    return True


def copied(row):
    fields = {field.attname: getattr(row, field.attname) for field in row._meta.fields}
    fields.pop("id")
    return type(row)(**fields)


@pytest.mark.parametrize("model", [Period, Report, ReportRow, Submission, Figure])
def test_nothing_stands_there_twice(model):
    a_received_report()

    with pytest.raises(IntegrityError), transaction.atomic():
        copied(model.objects.get()).save(force_insert=True)


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Period, {"covers_to": date(2026, 8, 1)}),
        (Period, {"cut_off_on": date(2026, 9, 10)}),
        (Period, {"closed_at": noon(9, 1)}),
        (ReportRow, {"touched_by": None}),
        (ReportRow, {"touched_at": None}),
        (ReportRow, {"unchanged": True, "value": 5}),
        (Submission, {"confirmed_by": None}),
        (Submission, {"received_by": None}),
        (Submission, {"received_at": noon(9, 9)}),
        (Submission, {"ended_at": NOON}),
        (Submission, {"confirmed_at": noon(9, 9)}),
        (Submission, {"confirmed_at": None, "confirmed_by": None}),
        (Figure, {"accepted_at": noon(9, 9)}),
    ],
)
def test_what_cannot_be_true_is_not_stored(model, values):
    a_received_report()

    assert refused_by_the_database(model.objects.all(), **values)


def test_evidence_is_a_file_or_a_reference():
    row = a_received_report().rows.get()
    common = {
        "campaign": row.campaign,
        "row": row,
        "item": row.item,
        "added_at": NOON,
        "added_by": a_person(),
    }

    for wrong in ({}, {"sha256": "0" * 64}, {"file_name": "a.pdf"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Evidence.objects.create(**common, **wrong)
