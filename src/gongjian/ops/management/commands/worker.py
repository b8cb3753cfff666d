import signal

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from gongjian.ops.toil import Toil
from gongjian.sandbox import take_turns_in


class Command(BaseCommand):
    help = (
        "Do background work: tasks, the evening round, and what killed workers left. Stops gently on SIGTERM."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data-dir", help="the folder of the installation's data")
        parser.add_argument(
            "--threads", type=int, default=settings.WORKER_THREADS, help="tasks at the same time"
        )
        parser.add_argument("--once", action="store_true", help="do what waits now, then leave")
        parser.add_argument("--parent", type=int, default=0, help="leave when this process is gone")

    def handle(self, *, threads: int, once: bool, parent: int, **options: object) -> None:
        take_turns_in(settings.TURNS_DIR)
        toil = Toil(threads=threads, parent=parent)
        if once:
            toil.run_until_idle()
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: toil.stop.set())
        toil.run()
