"""gongjian remind: what would go out, and to whom."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from gongjian.notices.models import Notice
from tests.world import a_report, a_writer

pytestmark = pytest.mark.django_db


def said(*words):
    out = StringIO()
    call_command("remind", *words, stdout=out)
    return out.getvalue()


def test_a_dry_run_names_people_and_reasons_and_writes_nothing():
    report = a_report()
    reporter = a_writer(report)

    told = said("--dry-run", "--at", "2026-09-10T09:00")

    assert f"{reporter} ({reporter.username})" in told
    assert "2026-09-11" in told
    assert Notice.objects.count() == 0


def test_the_real_run_writes_once():
    a_writer(a_report())

    assert said("--at", "2026-09-10T09:00").endswith("digests written: 1\n")
    assert said("--at", "2026-09-10T10:00").endswith("digests written: 0\n")
    assert said("--at", "2026-09-12T10:00").endswith("digests written: 0\n")


def test_an_unknown_campaign_is_named():
    with pytest.raises(CommandError, match="no-such"):
        said("--campaign", "no-such")
