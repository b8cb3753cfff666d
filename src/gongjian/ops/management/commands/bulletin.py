from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gongjian.bulletins import papers
from gongjian.bulletins.actions import bytes_of
from gongjian.bulletins.models import Bulletin, Snapshot
from gongjian.bulletins.queries import newest_issued, snapshot_of
from gongjian.bulletins.rules import BulletinKind
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import campaign_time
from gongjian.reporting.models import Period


class Command(BaseCommand):
    help = "Write the Word, PDF and Excel files of a period's bulletin: as issued, or a draft where none is issued."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data-dir", help="the folder of the installation's data")
        parser.add_argument("--campaign", required=True, help="slug of the campaign")
        parser.add_argument(
            "--period", required=True, type=date.fromisoformat, help="the plan's day: 2026-10-13"
        )
        parser.add_argument(
            "--kind", choices=[kind.value for kind in BulletinKind], default=BulletinKind.PROGRESS.value
        )
        parser.add_argument("--out", required=True, type=Path, help="the folder to write to")

    def handle(self, *, campaign: str, period: date, kind: str, out: Path, **options: object) -> None:
        found = Campaign.objects.filter(slug=campaign).first()
        if not found:
            raise CommandError(f"There is no campaign “{campaign}”.")
        period_found = found.periods.filter(nominal_on=period).first()
        if not period_found:
            known = ", ".join(str(one) for one in found.periods.all()) or "none yet"
            raise CommandError(f"There is no period {period} in this campaign. Periods so far: {known}.")
        out.mkdir(parents=True, exist_ok=True)
        issued = newest_issued(found, period=period_found, kind=BulletinKind.of(kind))
        bulletin = issued or drafted(period_found, BulletinKind.of(kind))
        for form in papers.FORMATS:
            place = out / papers.file_name(bulletin, form)
            place.write_bytes(bulletin_bytes(bulletin, form))
            self.stdout.write(str(place))


def bulletin_bytes(bulletin: Bulletin, form: str) -> bytes:
    if not bulletin.number:
        return papers.pressed(bulletin, form, papers.bulletin_content(bulletin, number=None, issued_on=None))
    at = campaign_time(bulletin.campaign, real=timezone.now())
    return bytes_of(bulletin, form, at=at)


def drafted(period: Period, kind: BulletinKind) -> Bulletin:
    """A bulletin that is only looked at: nothing of it is kept."""
    today = period.campaign.day_of(campaign_time(period.campaign, real=timezone.now()))
    if today <= period.cut_off_on:
        raise CommandError(
            f"The data cut-off of this period is {period.cut_off_on}; a bulletin follows after it."
        )
    snapshot = Snapshot(campaign=period.campaign, period=period, data=snapshot_of(period))
    return Bulletin(campaign=period.campaign, period=period, snapshot=snapshot, kind=kind)
