import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext

from gongjian.accounts.actions import answer_questions, apply_people, bring_people, people_of
from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.actions import give_roles_as_proposed
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.rules.sheet_words import outside
from gongjian.intake.models import IncomingList
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import Refused
from gongjian.reading.grids.grid import MOST_BYTES


class Command(BaseCommand):
    help = "Take in organisations, people, or both from one sheet: all or nothing, and the same file again without harm."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help=".xlsx, .xls, .csv or a table in .docx")
        parser.add_argument("--data-dir", help="the folder of the installation's data")
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")
        parser.add_argument(
            "--organisation", help="the county, where there are several or a campaign is not named"
        )
        parser.add_argument("--campaign", help="slug: give the proposed series and seats there, too")
        parser.add_argument("--by", help="user name of whoever acts; left out, it is the installation itself")
        parser.add_argument(
            "--answer",
            action="append",
            default=[],
            metavar="KEY=ANSWER",
            help="answers a question of the file",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *, file: Path, **options: Any) -> None:
        by, campaign = person_named(options["by"]), campaign_named(options["campaign"])
        top = campaign.organisation if campaign else county_named(options["organisation"])
        told, at = outside(), timezone.now()
        try:
            incoming = bring_people(top, file.name, read_file(file), by=by, at=at, outside=told)
            if answers := dict(answer.rpartition("=")[::2] for answer in options["answer"]):
                incoming = answer_questions(incoming, answers, by=by, at=at, outside=told)
            ready = is_ready(incoming)
            if ready and not options["dry_run"]:
                incoming = apply_people(incoming, by=by, at=at, outside=told)
            assignments = seated(campaign, incoming, by=by) if incoming.applied_at else None
        except Refused as refusal:
            raise CommandError(f"{file.name}: {refusal.reason.say(gettext)}") from refusal
        self.print(incoming, assignments, as_json=options["json"])
        if not ready:
            raise CommandError("Nothing was taken in: see the problems and questions.")

    def print(self, incoming: IncomingList, assignments: int | None, *, as_json: bool) -> None:
        outcome = incoming.outcome or {}
        if as_json:
            self.stdout.write(json.dumps(printed(incoming, assignments), ensure_ascii=False, indent=2))
            return
        for line in describe_outcome(outcome):
            self.stdout.write(line)
        if assignments is not None:
            self.stdout.write(f"seats given: {assignments}")
        self.stdout.write("applied" if incoming.applied_at else "not applied")


def read_file(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{file} cannot be opened: {error.strerror}.") from error


def person_named(username: str | None) -> User | None:
    found = User.objects.filter(username__iexact=username).first() if username else None
    if username and not found:
        raise CommandError(f"There is no user name “{username}”.")
    return found


def campaign_named(slug: str | None) -> Campaign | None:
    found = Campaign.objects.select_related("organisation").filter(slug=slug).first() if slug else None
    if slug and not found:
        raise CommandError(f"There is no campaign “{slug}”.")
    return found


def county_named(name: str | None) -> Organisation:
    tops = Organisation.objects.filter(closed_at=None)
    found = list(tops.filter(name=name) if name else tops.filter(parent=None))
    if len(found) == 1:
        return found[0]
    known = ", ".join(one.name for one in tops.filter(parent=None)) or "none yet"
    raise CommandError(
        f"Say with --organisation below which organisation they stand. Counties so far: {known}."
    )


def is_ready(incoming: IncomingList) -> bool:
    outcome = incoming.outcome or {}
    counts = outcome.get("counts", {})
    return "refused" not in outcome and not counts["problems"] and not counts["questions"]


def seated(campaign: Campaign | None, incoming: IncomingList, *, by: User | None) -> int | None:
    if not campaign:
        return None
    pks = (incoming.outcome or {})["applied"]["organisations"]
    organisations = list(Organisation.objects.filter(pk__in=pks))
    people = people_of(incoming)
    return len(
        give_roles_as_proposed(campaign, people, by=by, at=timezone.now(), organisations=organisations)
    )


def printed(incoming: IncomingList, assignments: int | None) -> dict[str, Any]:
    outcome = incoming.outcome or {}
    return {
        "file": incoming.file_name,
        "applied": incoming.applied_at is not None,
        "refused": sentence_from_json(outcome["refused"]) if "refused" in outcome else "",
        "counts": outcome.get("counts", {}),
        "problems": [spoken(one) for one in outcome.get("problems", [])],
        "notes": [spoken(one) for one in outcome.get("notes", [])],
        "questions": [
            spoken(one)
            | {
                "key": one["key"],
                "answer": one["answer"],
                "options": {code: sentence_from_json(text) for code, text in one["options"]},
            }
            for one in outcome.get("questions", [])
        ],
        "changes": outcome.get("shown", []),
        "assignments": assignments,
    }


def spoken(one: dict[str, Any]) -> dict[str, Any]:
    accepted = sentence_from_json(one["accepted"]) if one["accepted"] else ""
    return {
        "sheet": one["sheet"],
        "cell": f"{one['letter']}{one['row']}",
        "value": one["value"],
        "text": sentence_from_json(one["text"]),
        "accepted": accepted,
    }


def sentence_from_json(data: dict[str, Any]) -> str:
    return Text.from_json(data).say(gettext)


def describe_outcome(outcome: dict[str, Any]) -> Iterator[str]:
    if "refused" in outcome:
        yield sentence_from_json(outcome["refused"])
    for name, count in outcome.get("counts", {}).items():
        yield f"{name.replace('_', ' ')}: {count}"
    for mark, kind in (("!", "problems"), ("·", "notes"), ("?", "questions")):
        for one in outcome.get(kind, []):
            shown = spoken(one)
            yield f"{mark} {shown['sheet']}!{shown['cell']} {shown['value']}: {shown['text']} {shown['accepted']}".rstrip()
            if mark == "?":
                choices = " | ".join(f"{code}: {sentence_from_json(text)}" for code, text in one["options"])
                yield f"    --answer '{one['key']}={one['answer'] or '…'}'   {choices}"
