from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongjian.bulletins import papers
from gongjian.bulletins.papers.again import AGREES, verdicts
from gongjian.bulletins.queries.proofs import seals
from gongjian.campaigns.models import Campaign


class Command(BaseCommand):
    help = "Part of `verify`: work out the seal of every bulletin again, print it again, and say whether the kept file is the same."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data-dir", help="the folder of the installation's data")

    def handle(self, **options: object) -> None:
        wrong = 0
        for file, verdict in verdicts():
            wrong += verdict not in AGREES
            self.stdout.write(f"{papers.file_name(file.bulletin, file.format)}: {verdict}")
        for campaign in Campaign.objects.order_by("pk"):
            for finding in seals(campaign.pk):
                wrong += 1
                self.stdout.write(f"{campaign.slug}: {finding.about}: {finding.what}")
        if wrong:
            raise CommandError(f"Files that are not what they should be: {wrong}.")
