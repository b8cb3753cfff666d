import json
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext

from gongjian.accounts.models import Administrator, Organisation, User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import unmatched
from gongjian.kernel.verdict import Refused
from gongjian.rounds.actions import Opening, open_for


class Command(BaseCommand):
    help = "Open a campaign, by hand, from a plan document or as a copy. One that stands already is left as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="its address: small letters, digits and hyphens")
        parser.add_argument("--data-dir", help="the folder of the installation's data")
        parser.add_argument("--name", required=True, help="its name, as it stands on papers")
        parser.add_argument("--from", dest="starts_on", required=True, type=date.fromisoformat, help="first day: 2026-08-25")  # fmt: skip
        parser.add_argument("--to", dest="ends_on", required=True, type=date.fromisoformat, help="last day")
        parser.add_argument("--plan", type=Path, help="the plan document")
        parser.add_argument("--copy-of", default="", help="the address of an earlier campaign")
        parser.add_argument("--for", dest="organisation", default="", help="the organisation, when there are several at the top")  # fmt: skip
        parser.add_argument("--by", default="", help="user name of who opens it; left out, the first administrator")  # fmt: skip
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *, slug: str, **options: Any) -> None:
        standing = Campaign.objects.filter(slug=slug).first()
        if standing:
            self.tell(standing, opened=False, as_json=options["json"])
            return
        if options["starts_on"] > options["ends_on"]:
            raise CommandError("The last day is before the first.")
        opening = Opening(slug=slug, name=options["name"], starts_on=options["starts_on"], ends_on=options["ends_on"])  # fmt: skip
        organisation = organisation_named(options["organisation"])
        try:
            campaign = open_for(
                organisation,
                opening,
                by=opener(organisation, options["by"]),
                at=timezone.now(),
                copy_of=earlier(options["copy_of"]),
                plan=document(options["plan"]),
            )
        except Refused as refused:
            raise CommandError(refused.reason.say(gettext)) from refused
        self.tell(campaign, opened=True, as_json=options["json"])

    def tell(self, campaign: Campaign, *, opened: bool, as_json: bool) -> None:
        paper = campaign.plan_papers.first()
        questions = [one.text for one in paper.questions.all()] if paper else []
        facts, unknown = (paper.facts.count(), unmatched(paper)) if paper else (0, [])
        if as_json:
            said = {"slug": campaign.slug, "name": campaign.name, "opened": opened, "facts": facts}
            told = {
                **said,
                "questions": [question.say(gettext) for question in questions],
                "unmatched": unknown,
            }
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        self.stdout.write(f"{campaign.name} is open at /c/{campaign.slug}/." if opened else f"{campaign.name} stands already at /c/{campaign.slug}/.")  # fmt: skip
        if paper:
            self.stdout.write(f"Facts read from the plan, to be agreed with on its page: {facts}")
        for name in unknown:
            self.stdout.write(f"  ? Which organisation is meant: {name}")
        for question in questions:
            self.stdout.write(f"  ? {question.say(gettext)}")


def organisation_named(name: str) -> Organisation:
    tops = Organisation.objects.filter(parent=None, closed_at=None)
    found = list(tops.filter(name=name) if name else tops)
    if len(found) != 1:
        raise CommandError("Found the county first: gongjian found." if not found else "There are several; say which: --for NAME.")  # fmt: skip
    return found[0]


def opener(organisation: Organisation, username: str) -> User:
    if username:
        found = User.objects.filter(username=username).first()
    else:
        held = Administrator.objects.filter(organisation=organisation, ended_at=None).select_related("person")
        found = first.person if (first := held.order_by("pk").first()) else None
    if found is None:
        raise CommandError(f"There is no account {username}." if username else "Nobody administers it yet: gongjian found.")  # fmt: skip
    return found


def earlier(slug: str) -> Campaign | None:
    if not slug:
        return None
    found = Campaign.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(f"There is no campaign at {slug}.")
    return found


def document(path: Path | None) -> tuple[str, bytes] | None:
    try:
        return (path.name, path.read_bytes()) if path else None
    except OSError as error:
        raise CommandError(f"{path} cannot be opened: {error.strerror}.") from error
