"""What was to be done in the background and was not: which, when, and what it means for people."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from gongjian.kernel.text import Text
from gongjian.rounds.queries.last_backup import how_backups_are
from gongjian.web.http import Request, campaign_of, page
from gongjian.work.queries import failed_tasks

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Given:
    """A kind of task, and what happens when it is given up."""

    label: Text
    then: Text


NEXT_TIME = Text("It will run again the next time it is due.")
KINDS = {
    "tidy": Given(Text("Clean up data no longer needed"), NEXT_TIME),
    "backups": Given(Text("Make the day's backup"), Text("It will be retried within the hour. The line above shows the age of the last good backup.")),
    "evening_rounds": Given(Text("Evening checks"), Text("Periods, obligations and progress of the day are processed the next evening.")),
    "reminders": Given(Text("Morning reminders"), Text("People who have not had a reminder get it the next time; nobody gets two.")),
    "deliveries": Given(Text("Send notices"), Text("Waiting notices are sent the next time. Notices that may have been sent are listed in the "
        "delivery log for a person to decide.")),
    "read_list_file": Given(Text("Read a list from a file"), Text("See the page of the file. Nothing was imported; import the file again.")),
    "print_letters": Given(Text("Print the letters of responsibility"), Text("Letters are printed when opened.")),
    "hold_against_ledger": Given(Text("Check everything against the ledger"), Text("See the page of the check; start it again.")),
    "live_days": Given(Text("Advance the demo days"), Text("The banner shows the current day; advance again.")),
}  # fmt: skip
UNKNOWN = Given(Text("A task of an earlier version"), Text("Nothing depends on it."))


@dataclass(frozen=True, slots=True)
class Failed:
    task: DBTaskResult
    kind: Given
    was_lost: bool  # with its workers, and not by a mistake of its own


@require_safe
def background(request: Request, slug: str) -> HttpResponse:
    campaign_of(request, slug)
    paged = Paginator(failed_tasks(), PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        Failed(
            one,
            KINDS.get(one.task_path.rpartition(".")[2], UNKNOWN),
            one.exception_class_path.endswith("GivenUp"),
        )
        for one in paged
    ]
    return page(
        request,
        "accounts/background.html",
        {"page": paged, "rows": rows, "backup": how_backups_are(at=timezone.now())},
    )
