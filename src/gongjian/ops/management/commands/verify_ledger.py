from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongjian.campaigns.models import Campaign
from gongjian.rounds.queries.examining import Examination


class Command(BaseCommand):
    help = "Part of `verify`: walk every chain of the ledger, that of accounts too, and say whether it is whole and ends where it should."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data-dir", help="the folder of the installation's data")
        parser.add_argument("--campaign", help="slug of the campaign; none means all")

    def handle(self, *, campaign: str | None, **options: object) -> None:
        one = Campaign.objects.filter(slug=campaign).first() if campaign else None
        if campaign and not one:
            raise CommandError(f"There is no campaign “{campaign}”.")
        examination = Examination(one)
        names = {0: "accounts", **examination.campaigns}
        wrong = [finding for check in examination.of_chains() for finding in check.run()]
        for number, walk in examination.walks.items():
            found = [finding for finding in wrong if finding.campaign == number]
            says = "; ".join(f"{one.about}: {one.what}" for one in found) or "whole"
            self.stdout.write(f"{names.get(number, f'campaign {number}, deleted')}: {walk.entries} entries, {walk.anchor}, {says}")  # fmt: skip
        if wrong:
            raise CommandError(f"The ledger is not what it was. First: {wrong[0].about}: {wrong[0].what}")
