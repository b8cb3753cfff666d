"""A burst of submissions, run as a process of its own: `python -m tests.ops.burst FOLDER REPORTS`. Each acknowledged one is a line."""

import os
import sys
import time
from pathlib import Path

os.environ["GONGJIAN_DATA_DIR"] = sys.argv[1]

import django

django.setup()

from gongjian.accounts.actions import found_county  # noqa: E402
from gongjian.accounts.queries import is_founded  # noqa: E402
from gongjian.config.database import bring_up_to_date  # noqa: E402
from gongjian.reading.uploads import CheckedFile  # noqa: E402
from gongjian.reporting.actions import attach_file, submit  # noqa: E402
from gongjian.reporting.models import Report  # noqa: E402
from tests.proved import written_down  # noqa: E402
from tests.world import NOON, a_campaign, a_period, a_project, a_unit, a_writer, an_item, filled  # noqa: E402

PAUSE = 0.08


def made_ready(reports):
    bring_up_to_date(lambda line: None)
    if not is_founded():
        found_county(
            "云屏县", name="admin", username="admin", password="a-long-password-1", key=None, at=NOON
        )
    campaign = a_campaign(with_rhythm=True)
    for _ in range(reports):
        unit = a_unit(campaign)
        an_item(project=a_project(campaign, unit=unit), unit=unit)
    a_period(campaign)
    waiting = list(Report.objects.filter(campaign=campaign).order_by("pk"))
    ready = [(report, a_writer(report)) for report in waiting]
    written_down(campaign)
    return ready


def main():
    ready = made_ready(int(sys.argv[2]))
    print("ready", flush=True)
    for report, writer in ready:
        paper = CheckedFile("批复.pdf", "application/pdf", b"%PDF-1.7 the approval " + os.urandom(40_000))
        attach_file(report.rows.get(), paper, by=writer, at=NOON)
        submit(filled(report, by=writer), by=writer, at=NOON)
        print(report.pk, flush=True)
        time.sleep(PAUSE)


if __name__ == "__main__":
    assert Path(sys.argv[1]).is_absolute()
    main()
