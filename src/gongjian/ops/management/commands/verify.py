from pathlib import Path
from time import monotonic

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongjian.campaigns.models import Campaign
from gongjian.ledger.rules import Anchor, Finding, anchors_in
from gongjian.reading.uploads import Unacceptable
from gongjian.rounds.queries.examining import Examination
from gongjian.rounds.queries.naming import called
from gongjian.sandbox.files import text_of_pdf

MOST_SHOWN = 100


class Command(BaseCommand):
    help = "Hold everything against the ledger: its chains, the rows, the seals, the kept files, the bulletins printed again, the witnesses."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data-dir", help="the folder of the installation's data")
        parser.add_argument("--campaign", help="slug of the campaign; none means all")
        parser.add_argument("--against", action="append", default=[], metavar="NUMBER:DIGITS|FILE.pdf", help="an anchor from the foot of a paper or a log, or a paper that carries one")  # fmt: skip

    def handle(self, *, campaign: str | None, against: list[str], **options: object) -> None:
        one = Campaign.objects.filter(slug=campaign).first() if campaign else None
        if campaign and not one:
            raise CommandError(f"There is no campaign “{campaign}”.")
        examination = Examination(one, tuple(anchor for said in against for anchor in anchors_of(said)))
        names = {0: "accounts", **examination.campaigns}
        began, label, count = monotonic(), None, 0
        first: Finding | None = None
        for check in examination.checks():
            if check.label != label:
                label = check.label
                self.stdout.write(f"{label} …")
            for finding in check.run():
                count, first = count + 1, first or finding
                if count <= MOST_SHOWN:
                    self.stdout.write(f"  {names.get(finding.campaign, finding.campaign)}: {finding.about} ({called(finding)}): {finding.what}")  # fmt: skip
        for number, walk in examination.walks.items():
            self.stdout.write(f"{names.get(number, f'campaign {number}, deleted')}: {walk.entries} entries, {walk.anchor}")  # fmt: skip
        self.stdout.write(f"{monotonic() - began:.1f} s")
        if first:
            raise CommandError(f"Not everything agrees: {count}. First: {first.about} ({called(first)}): {first.what}")  # fmt: skip
        self.stdout.write("Everything agrees.")


def anchors_of(said: str) -> list[Anchor]:
    """An anchor as it is written, or every one that stands in a paper."""
    if anchors := anchors_in(said):
        return anchors
    try:
        anchors = anchors_in("\n".join(text_of_pdf(said, Path(said).read_bytes())))
    except OSError as error:
        raise CommandError(f"{said} is neither NUMBER:DIGITS nor a file that can be read: {error.strerror}.") from error  # fmt: skip
    except Unacceptable as error:
        raise CommandError(f"{said} cannot be read as a PDF: {error.reason}") from error
    if not anchors:
        raise CommandError(f"{said} carries no anchor.")
    return list(dict.fromkeys(anchors))
