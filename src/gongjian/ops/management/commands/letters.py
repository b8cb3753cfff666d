from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import campaign_time
from gongjian.worklist.actions.letters import whole_set


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
        if not letters:
            raise CommandError("No letter has been issued yet.")
        whole = whole_set(letters, out.suffix[1:], at=campaign_time(found, real=timezone.now()))
        out.write_bytes(whole)
        self.stdout.write(f"{out}: {len(letters)} letters, {len(whole)} bytes")
