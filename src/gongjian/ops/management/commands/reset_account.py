import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext

from gongjian.accounts.actions import give_codes
from gongjian.accounts.models import User
from gongjian.accounts.rules.codes import VALID_DAYS
from gongjian.kernel.verdict import Refused


class Command(BaseCommand):
    help = (
        "Give somebody a new one-time code, with which they choose a new password. Opens no closed account."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--data-dir", help="the folder of the installation's data")
        parser.add_argument("--days", type=int, default=VALID_DAYS, help="how long the code is valid")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *, username: str, days: int, **options: Any) -> None:
        person = User.objects.filter(username__iexact=username).first()
        if not person:
            raise CommandError(f"There is no user name “{username}”.")
        try:
            (given,) = give_codes([person], by=None, at=timezone.now(), days=days)
        except Refused as refusal:
            raise CommandError(refusal.reason.say(gettext)) from refusal
        told = {
            "username": person.username,
            "name": person.name,
            "code": given.code,
            "valid_until": timezone.localtime(given.expires_at).isoformat(timespec="minutes"),
            "address": settings.SITE_ADDRESS,
        }
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        for name, value in told.items():
            self.stdout.write(f"{name.replace('_', ' ')}: {value}")
