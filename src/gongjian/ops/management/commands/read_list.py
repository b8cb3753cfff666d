from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate

from gongjian.kernel.text import Text
from gongjian.ops.on_its_own import facts_in, grids_in, print_reading, refusal, with_left_out
from gongjian.worklist.rules.on_its_own import facts_from, list_read


class Command(BaseCommand):
    help = "Read a file of lists: its rows, what is wrong with them, and what every sheet, column and row was taken for."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help=".xlsx, .xls, .csv or .docx")
        parser.add_argument(
            "--unit", default="", help="the unit whose list it is; without it the rows name theirs"
        )
        parser.add_argument(
            "--facts", type=Path, help="JSON: year, from, to, lines, units, officials, targets"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *, file: Path, unit: str, facts: Path | None, **options: Any) -> None:
        try:
            known, names = facts_from(facts_in(facts), unit=unit, year=localdate().year)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise CommandError(f"{facts} does not say what it should: {error!r}") from error
        grids = grids_in(file)
        found = (
            with_left_out(list_read(grids, known, names), file)
            if not isinstance(grids, Text)
            else refusal(grids)
        )
        print_reading(found, self.stdout, as_json=options["json"])
