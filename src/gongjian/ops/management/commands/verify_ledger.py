from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongjian.campaigns.models import Campaign
from gongjian.ledger.queries import broken_links, last_number


class Command(BaseCommand):
    help = (
        "Walk the ledger's chain of every campaign and say whether an entry was changed, added or taken out."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data-dir", help="the folder of the installation's data")
        parser.add_argument("--campaign", help="slug of the campaign; none means all")

    def handle(self, *, campaign: str | None, **options: object) -> None:
        campaigns = Campaign.objects.filter(slug=campaign) if campaign else Campaign.objects.all()
        if campaign and not campaigns:
            raise CommandError(f"There is no campaign “{campaign}”.")
        broken = {found.slug: broken_links(found.pk) for found in campaigns}
        for found in campaigns:
            links = broken[found.slug]
            says = f"broken at {', '.join(map(str, links))}" if links else "whole"
            self.stdout.write(f"{found.slug}: {last_number(found.pk)} entries, {says}")
        if any(broken.values()):
            raise CommandError("The ledger is not what it was.")
