"""What was to be done in the background and was not: which, when, and what it means for people."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET
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


NEXT_TIME = Text("It is tried again the next time it is due.")
KINDS = {
    "tidy": Given(Text("Throw away what nobody asks for any more"), NEXT_TIME),
    "backups": Given(Text("Make the day's backup"), Text("It is tried again within the hour. The line above says how old the last good one is.")),
    "evening_rounds": Given(Text("Evening round"), Text("Periods, duties and standings of the day wait for the next evening.")),
    "reminders": Given(Text("Morning's post"), Text("Whoever has had no reminder gets it the next time; nobody gets two.")),
    "deliveries": Given(Text("Send notices"), Text("What waits is sent the next time. What may have gone out waits for a person among the deliveries.")),
    "read_list_file": Given(Text("Read a list from a file"), Text("The page of the file says so. Nothing was taken in; bring the file again.")),
    "print_letters": Given(Text("Print the letters of responsibility"), Text("Each letter is printed when somebody opens it.")),
    "hold_against_ledger": Given(Text("Check everything against the ledger"), Text("The page of the check says so; begin it again.")),
    "live_days": Given(Text("Let the demo's days pass"), Text("The banner says how far they are; let them pass again.")),
}  # fmt: skip
UNKNOWN = Given(Text("Something of an earlier version"), Text("Nothing waits for it."))


@dataclass(frozen=True, slots=True)
class Failed:
    task: DBTaskResult
    kind: Given
    was_lost: bool  # with its workers, and not by a mistake of its own


@require_GET
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
