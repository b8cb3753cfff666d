import signal

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongjian.config.database import migrations_waiting
from gongjian.ops.with_parent import end_with
from gongjian.ops.worker_loop import WorkerLoop
from gongjian.sandbox import take_turns_in


class Command(BaseCommand):
    help = (
        "Do background work: tasks, the evening round, and what killed workers left. Stops gently on SIGTERM."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data-dir", help="the folder of the installation's data")
        parser.add_argument(
            "--threads", type=int, default=settings.WORKER_THREADS, help="tasks at the same time"
        )
        parser.add_argument("--once", action="store_true", help="do what waits now, then leave")
        parser.add_argument("--parent", type=int, default=0, help="end with this process")

    def handle(self, *, threads: int, once: bool, parent: int, **options: object) -> None:
        if parent:
            end_with(parent)
        if migrations_waiting():
            raise CommandError(
                "The database is not laid out or not up to date. Run: gongjian serve --migrate"
            )
        take_turns_in(settings.TURNS_DIR)
        loop = WorkerLoop(threads=threads)
        if once:
            loop.run_until_idle()
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: loop.stop.set())
        loop.run()
