from datetime import date

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gongjian.accounts.models import User
from gongjian.config.database import bring_up_to_date
from gongjian.ops.server import refuse_second_server, refuse_taken_port
from gongjian.simulation.actions import ask_for_days, build_demo, found_demo
from gongjian.simulation.actions.passing import TASK
from gongjian.simulation.queries import passage_under_way
from gongjian.work.actions import enqueue
from gongjian.work.queries import is_under_way

THROUGH = date(2026, 11, 2)
ACCOUNTS = """Accounts (password demo-gongjian, in the demo only):
  office, director          the Campaign Office
  unit01 … unit60           reporters of the units
  head01 … head60           heads of the units
  leader01 …                leading officials
  supervisor, assessor, approvals, policy, coordination, publicity, observer, admin"""


class Command(BaseCommand):
    help = (
        "Serve the reference campaign at once, while its simulated people live it. Run again, it only serves."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data-dir", help="the folder of the demo's data")
        parser.add_argument("--through", type=date.fromisoformat, default=THROUGH, help="how far: 2026-11-02")
        parser.add_argument("--no-serve", action="store_true", help="build and leave")
        parser.add_argument("--no-worker", action="store_true", help="serve without a worker")
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
        parser.add_argument("--port", type=int, default=8000, help="the port to listen on")

    def handle(
        self, *, through: date, no_serve: bool, no_worker: bool, host: str, port: int, **options: object
    ) -> None:
        if not no_serve:
            refuse_second_server(f"http://{host}:{port}/")
            refuse_taken_port(host, port)
        bring_up_to_date(self.tell)
        mark_as_demo()
        if no_serve:
            build_demo(through=through, real=timezone.now(), tell=self.tell)
            self.tell(ACCOUNTS)
            return
        self.live_in_background(through)
        self.tell(ACCOUNTS)
        call_command("serve", host=host, port=port, no_worker=no_worker)

    def live_in_background(self, through: date) -> None:
        """The worker beside the server lives the days; the sign-in page shows how far they are."""
        campaign = found_demo(real=timezone.now(), tell=self.tell)
        under_way = passage_under_way(campaign)
        if under_way and not is_under_way(TASK):
            enqueue(TASK, under_way.pk)
        if not under_way and campaign.day_of(campaign.clock.at) < through:
            under_way = ask_for_days(campaign, through, by=None, real=timezone.now())
        if under_way:
            self.tell(f"The campaign is lived up to {under_way.through:%d %B} while you look around.")

    def tell(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()


def mark_as_demo() -> None:
    """A folder once used for real data never becomes a demo, where anybody signs in as anybody."""
    if not settings.DEMO_MARK.exists() and User.objects.exists():
        raise CommandError(
            f"{settings.DATA_DIR} holds data that is not a demo. Choose another folder: --data-dir DIR"
        )
    settings.DEMO_MARK.touch()
