import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext

from gongjian.reading.plan import Fact, PlanDraft, Unreadable, Words
from gongjian.reading.plan.words import MOST_BYTES
from gongjian.sandbox.files import read_plan, words_in


class Command(BaseCommand):
    help = "Read a plan document: its facts with the very words that state them, and what a person should be asked."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help=".docx, .doc, .pdf with text, .txt or .html")
        parser.add_argument(
            "--year", type=int, help="the year that the plan is of, when it does not say so: 2018"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument(
            "--text", action="store_true", help="with --json: the text that the places count in, too"
        )

    def handle(self, *, file: Path, year: int | None, text: bool, **options: Any) -> None:
        if year is not None and not 1949 <= year <= 2100:
            raise CommandError(f"{year} is no year of a plan.")
        words = read_words(file)
        draft = read_plan(words.text, year=year, left_out=words.left_out)
        if options["json"]:
            self.stdout.write(json.dumps(printed(draft, with_text=text), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(describe_draft(draft)))


def read_words(file: Path) -> Words:
    try:
        with file.open("rb") as opened:
            return words_in(file.name, opened.read(MOST_BYTES + 1))
    except OSError as error:
        raise CommandError(f"{file} cannot be opened: {error.strerror}.") from error
    except Unreadable as refusal:
        raise CommandError(f"{file.name}: {refusal.reason.say(gettext)}") from refusal


def printed(draft: PlanDraft, *, with_text: bool) -> dict[str, Any]:
    return (
        draft.to_json()
        | {
            "questions": [
                {"about": question.about, "text": question.text.say(gettext), "quote": question.quote}
                for question in draft.questions
            ],
            "warnings": [warning.say(gettext) for warning in draft.warnings],
            "left_out": [sentence.say(gettext) for sentence in draft.left_out],
        }
        | ({"text": draft.text} if with_text else {})
    )


def describe_draft(draft: PlanDraft) -> Iterator[str]:
    yield f"{draft.title} · {draft.script.value} · {draft.year or '?'}"
    for fact in draft.facts:
        yield f"{fact.start:>6}  {fact.kind.value:<10}  {fact.item}  {fact_in_words(fact)}"
    for question in draft.questions:
        yield f"     ?  {question.text.say(gettext)}"
    for warning in (*draft.warnings, *draft.left_out):
        yield f"     !  {warning.say(gettext)}"


def fact_in_words(fact: Fact) -> str:
    measure = f"{fact.op} {fact.value}{fact.unit}" if fact.value is not None else ""
    return "  ".join(
        word for word in (measure, fact.level, fact.date, fact.role, fact.lead, fact.trigger) if word
    )
