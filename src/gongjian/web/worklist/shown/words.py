"""The filter of the worklist in words: on its chips, on an exported sheet, in its lists of choices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext

from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import scope_of
from gongjian.ledger.queries import remembered
from gongjian.standing.models import ItemStanding
from gongjian.standing.queries import IN_ORDER
from gongjian.standing.queries.paths import said_first
from gongjian.standing.rules.attributes import FACTS, GROUPS, QUESTIONS
from gongjian.standing.rules.declaring import Question, Typed
from gongjian.ui.days import day
from gongjian.web.http import Request, today
from gongjian.web.worklist.asked import DUE_WORDS, FILTERS, Asked, day_of

Options = list[tuple[int, str]]
Choices = Mapping[str, Options]
"""What there is to choose from, by the names of the questions, among what this person sees."""


@dataclass(frozen=True, slots=True)
class Chip:
    label: str
    value: str
    url: str


CHOSEN = [question for question in QUESTIONS.values() if question.shown]


def choices_at(request: Request) -> Choices:
    """What there is to choose from, worked out anew only when something has happened in the campaign."""
    campaign = request.campaign
    key = ("choices", today(request), scope_of(request.user, campaign))
    seen = ItemStanding.objects.visible_to(request.user, campaign)
    return remembered(campaign, key, lambda: choices(campaign, seen))


def choices(campaign: Campaign, seen: QuerySet[ItemStanding]) -> Choices:
    pairs = [said_first(FACTS[name].kept) for one in CHOSEN for name in (one.fact, one.shown)]
    rows = list(seen.order_by().values_list(*pairs).distinct())
    offered: dict[str, Options] = {}
    for place, question in enumerate(CHOSEN):
        names = {row[2 * place]: row[2 * place + 1] for row in rows}
        offered[question.name] = [(pk, names[pk]) for pk in IN_ORDER[question.fact](names)]
    several = {one.name: getattr(campaign, one.among) for one in QUESTIONS.values() if one.among}
    return offered | {name: list(many.values_list("pk", "name")) for name, many in several.items()}


def chips(asked: Asked, offered: Choices) -> list[Chip]:
    """Each filter in force, with the address without it."""
    said: dict[str, tuple[str, str]] = {"q": (gettext("Search"), asked.says("q"))}
    said["due"] = (gettext("Due"), str(DUE_WORDS.get(asked.says("due"), "")))
    for question in QUESTIONS.values():
        if question.typed != Typed.WORDS and question.name in asked.params:
            said[question.name] = (question.label.say(gettext), answered(question, asked, offered))
    found = [
        Chip(*said[name], asked.address(**{name: None}))
        for name in FILTERS
        if name in said and name in asked.params
    ]
    return [
        *found,
        *(
            chip
            for question in QUESTIONS.values()
            if question.typed == Typed.WORDS
            for chip in word_chips(question, asked)
        ),
    ]


def answered(question: Question, asked: Asked, offered: Choices) -> str:
    if question.typed == Typed.DAY:
        return day(day_of(asked.says(question.name)))
    if question.typed == Typed.TICK:
        return question.said.say(gettext)
    return dict(offered[question.name]).get(asked.wanted.answers[question.name], gettext("unknown"))


def word_chips(question: Question, asked: Asked) -> Iterable[Chip]:
    """One for each word, with the address of the others."""
    words = [word for word in asked.says(question.name).split(",") if word]
    assert question.words is not None
    for word in words:
        others = ",".join(other for other in words if other != word)
        label = gettext(question.words.of(word).label)
        yield Chip(question.label.say(gettext), label, asked.address(**{question.name: others}))


def clear_address(asked: Asked) -> str:
    return asked.address(**dict.fromkeys(FILTERS))


def question_in_words(shown: list[Chip], asked: Asked) -> str:
    """The whole question on one line of a sheet."""
    parts = [f"{chip.label}: {chip.value}" for chip in shown]
    if asked.group:
        parts.append(GROUPS[asked.group].by.say(gettext))
    return gettext("; ").join(parts) or gettext("all items")
