from datetime import datetime

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import campaign_time
from gongjian.rounds.actions import remind
from gongjian.rounds.queries import due_digests


class Command(BaseCommand):
    help = "Write today's reminders, only to those who still owe something. Running it twice changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data-dir", help="the folder of the installation's data")
        parser.add_argument("--campaign", help="slug of the campaign; none means all")
        parser.add_argument("--at", type=datetime.fromisoformat, help="act as if it were this moment")
        parser.add_argument("--dry-run", action="store_true", help="only show what would go out, and to whom")

    def handle(self, *, campaign: str | None, at: datetime | None, dry_run: bool, **options: object) -> None:
        campaigns = Campaign.objects.filter(slug=campaign) if campaign else Campaign.objects.all()
        if campaign and not campaigns:
            raise CommandError(f"There is no campaign “{campaign}”.")
        for found in campaigns:
            moment = found.moment(at) if at else campaign_time(found, real=timezone.now())
            if dry_run:
                self.show(found, moment)
            else:
                written = remind(found, at=moment)
                self.stdout.write(f"{found.slug}: digests written: {len(written)}")

    def show(self, campaign: Campaign, at: datetime) -> None:
        due = due_digests(campaign, at=at)
        people = User.objects.in_bulk(due)
        self.stdout.write(f"{campaign.slug}: {at:%F %R}: digests that would go out: {len(due)}")
        for person, lines in due.items():
            self.stdout.write(f"  {people[person]} ({people[person].username})")
            for line in lines:
                title, detail = line.thing.title.say(gettext), line.thing.detail.say(gettext)
                due_on = line.thing.due_on or "-"
                self.stdout.write(f"    {gettext(line.reason.label)} {due_on} {title} | {detail}")
