from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.utils import timezone

from gongjian.accounts.actions import make_first_key
from gongjian.accounts.models import User
from gongjian.accounts.queries import is_founded
from gongjian.config.database import bring_up_to_date, is_empty, migrations_waiting
from gongjian.ops.server import opened, refuse_second_server, refuse_taken_port, supervise


class Command(BaseCommand):
    help = "Serve the installation, with a worker beside it. Ctrl-C stops both."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data-dir", help="the folder of the installation's data")
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
        parser.add_argument("--port", type=int, default=8000, help="the port to listen on")
        parser.add_argument("--migrate", action="store_true", help="bring the database up to date first")
        parser.add_argument(
            "--no-worker", action="store_true", help="do not start a worker; one runs elsewhere"
        )

    def handle(self, *, host: str, port: int, migrate: bool, no_worker: bool, **options: object) -> None:
        shown = f"[{host}]" if ":" in host else host
        lock = refuse_second_server(f"http://{shown}:{port}/")
        refuse_taken_port(host, port)
        refuse_a_demo_of_real_data()
        if not migrate and not is_empty() and migrations_waiting():
            raise CommandError("The database is not up to date. Run: gongjian serve --migrate")
        bring_up_to_date(self.tell)

        listening = opened(host, port)
        self.tell(f"Serving on http://{shown}:{port}/ (Ctrl-C stops)")
        self.tell_first_address(settings.SITE_ADDRESS if settings.HTTPS else f"http://{shown}:{port}")
        connections.close_all()
        supervise(listening, lock, worker=not no_worker)

    def tell_first_address(self, here: str) -> None:
        """Nobody can sign in yet: the one who started the server is told where to begin."""
        if is_founded():
            return
        key = make_first_key(at=timezone.now())
        self.tell("Nobody can sign in here yet. Set the installation up under this address, within a day:")
        self.tell(f"  {here}/setup/{key}/")

    def tell(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()


def refuse_a_demo_of_real_data() -> None:
    """In a demo anybody signs in as anybody: a folder with real data is never served as one."""
    if settings.DEMO and not settings.DEMO_MARK.exists() and not is_empty() and User.objects.exists():
        raise CommandError(
            f"{settings.DATA_DIR} holds data that is not a demo, and GONGJIAN_DEMO is set. Unset it, or choose another folder: --data-dir DIR"
        )
