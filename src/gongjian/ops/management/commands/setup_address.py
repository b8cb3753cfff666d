from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gongjian.accounts.actions import make_first_key
from gongjian.kernel.verdict import Refused


class Command(BaseCommand):
    help = "Print a one-time address under which the first administrator sets this installation up. An earlier one no longer works."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data-dir", help="the folder of the installation's data")
        parser.add_argument(
            "--base", default="", help="where people reach it, when it is not the site address"
        )

    def handle(self, *, base: str, **options: object) -> None:
        try:
            key = make_first_key(at=timezone.now())
        except Refused as refused:
            raise CommandError(str(refused.reason)) from refused
        self.stdout.write(f"{base or settings.SITE_ADDRESS}/setup/{key}/")
