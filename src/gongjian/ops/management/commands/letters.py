from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gongjian import vault
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import campaign_time
from gongjian.sandbox.papers import in_one
from gongjian.worklist.actions.letters import print_letters
from gongjian.worklist.models import LetterFile
from gongjian.worklist.papers.letters import file_name
from gongjian.worklist.papers.whole_set import zipped


class Command(BaseCommand):
    help = "Write all letters of responsibility in force as one zip, or as one PDF to print."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("campaign", help="slug of the campaign")
        parser.add_argument("--out", type=Path, required=True, help="a .zip or a .pdf")
        parser.add_argument("--data-dir", help="the folder of the installation's data")

    def handle(self, *, campaign: str, out: Path, **options: object) -> None:
        found = Campaign.objects.filter(slug=campaign).select_related("clock").first()
        if found is None:
            raise CommandError(f"There is no campaign “{campaign}”.")
        if out.suffix not in (".zip", ".pdf"):
            raise CommandError("Name a file that ends in .zip or .pdf.")
        letters = found.letters.in_force()
        print_letters(letters, at=campaign_time(found, real=timezone.now()))
        rows = LetterFile.objects.filter(letter__in=letters).select_related("letter__campaign")
        files = [
            (file_name(row.letter, row.format), vault.fetch(settings.VAULT_DIR, row.sha256))
            for row in rows.order_by("letter__number", "format")
        ]
        if not files:
            raise CommandError("No letter has been issued yet.")
        whole = zipped(files) if out.suffix == ".zip" else in_one(content for name, content in files if name.endswith(".pdf"))  # fmt: skip
        out.write_bytes(whole)
        self.stdout.write(f"{out}: {len({row.letter_id for row in rows})} letters, {len(whole)} bytes")
