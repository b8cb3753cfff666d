from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongjian import vault
from gongjian.bulletins import papers
from gongjian.bulletins.models import BulletinFile

THE_SAME = "the same"
EARLIER = "whole; printed by an earlier release, in whose form nothing is drawn any more"


class Command(BaseCommand):
    help = "Render every kept bulletin again and say whether text and tables are still the same."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data-dir", help="the folder of the installation's data")

    def handle(self, **options: object) -> None:
        related = ("bulletin__campaign", "bulletin__period", "bulletin__snapshot")
        wrong = 0
        for file in BulletinFile.objects.select_related(*related).order_by("bulletin_id", "format"):
            verdict = verdict_on(file)
            wrong += verdict not in (THE_SAME, EARLIER)
            self.stdout.write(f"{papers.file_name(file.bulletin, file.format)}: {verdict}")
        if wrong:
            raise CommandError(f"Files that are not what they should be: {wrong}.")


def verdict_on(file: BulletinFile) -> str:
    try:
        kept = vault.fetch(settings.VAULT_DIR, file.sha256)
    except (OSError, ValueError) as error:
        return str(error)
    if not papers.in_todays_form(file.bulletin):
        return EARLIER
    return THE_SAME if papers.compared(file.bulletin, file.format, kept) else "different when rendered again"
