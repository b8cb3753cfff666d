from datetime import datetime

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import campaign_time
from gongjian.rounds.actions import bear_witness, evening_round


class Command(BaseCommand):
    help = "Go round the campaigns: open what is due, close what is over. Running it twice changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data-dir", help="the folder of the installation's data")
        parser.add_argument("--campaign", help="slug of the campaign; none means all")
        parser.add_argument("--at", type=datetime.fromisoformat, help="act as if it were this moment")

    def handle(self, *, campaign: str | None, at: datetime | None, **options: object) -> None:
        campaigns = Campaign.objects.filter(slug=campaign) if campaign else Campaign.objects.all()
        if campaign and not campaigns:
            raise CommandError(f"There is no campaign “{campaign}”.")
        for found in campaigns:
            moment = found.moment(at) if at else campaign_time(found, real=timezone.now())
            touched = evening_round(found, at=moment)
            self.stdout.write(f"{found.slug}: periods opened or closed: {len(touched)}")
        for chain, anchor in bear_witness(at=timezone.now()).items():
            self.stdout.write(f"chain {chain}: {anchor}")
