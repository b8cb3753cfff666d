import json
from pathlib import Path

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gongjian.accounts.actions import found_county, give_codes
from gongjian.accounts.models import Administrator, Organisation, User
from gongjian.config.database import bring_up_to_date
from gongjian.kernel.verdict import Refused


class Command(BaseCommand):
    help = "Lay out the database, found the county, and open the account of its first administrator. Twice does no harm."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data-dir", help="the folder of the installation's data")
        parser.add_argument("--county", required=True, help="the full name of the county")
        parser.add_argument("--admin", required=True, help="the user name of the first administrator")
        parser.add_argument("--name", default="", help="the administrator's name; left out, the user name")
        parser.add_argument("--password-file", type=Path, help="its first line is the password; left out, a one-time code is printed")  # fmt: skip
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(
        self, *, county: str, admin: str, name: str, password_file: Path | None, json: bool, **options: object
    ) -> None:
        bring_up_to_date(lambda line: None if json else self.stdout.write(line))
        password = first_line(password_file) if password_file else None
        if already := standing(county, admin):
            self.tell(json, county=county, admin=already.username, founded=False)
            return
        try:
            person = found_county(county, name=name or admin, username=admin, password=password, key=None, at=timezone.now())  # fmt: skip
            code = "" if password else give_codes([person], by=None, at=timezone.now())[0].code
        except Refused as refused:
            raise CommandError(str(refused.reason)) from refused
        self.tell(json, county=county, admin=admin, founded=True, code=code)

    def tell(self, as_json: bool, *, county: str, admin: str, founded: bool, code: str = "") -> None:
        if as_json:
            said = {"county": county, "admin": admin, "founded": founded} | ({"code": code} if code else {})
            self.stdout.write(json.dumps(said, ensure_ascii=False))
            return
        self.stdout.write(f"{county} is founded; {admin} administers it." if founded else f"{county} stands already, and {admin} administers it.")  # fmt: skip
        if code:
            self.stdout.write(f"One-time code of {admin}: {code} (a password is chosen at the first sign-in)")


def first_line(path: Path) -> str:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} cannot be read.") from error
    try:
        validate_password(lines[0] if lines else "")
    except ValidationError as complaint:
        raise CommandError(
            f"The first line of {path} is the password: {' '.join(complaint.messages)}"
        ) from complaint
    return lines[0]


def standing(county: str, admin: str) -> User | None:
    """The administrator, when exactly this has been done before."""
    organisation = Organisation.objects.filter(parent=None, name=county).first()
    held = Administrator.objects.filter(organisation=organisation, person__username=admin, ended_at=None)
    found = held.select_related("person").first() if organisation else None
    return found.person if found else None
