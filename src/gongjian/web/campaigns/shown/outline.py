"""A plan document as the page shows it: its words with the facts underlined, and the facts by kind."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gongjian.campaigns.actions.making import duty_of
from gongjian.campaigns.models import PlanFact, PlanPaper
from gongjian.campaigns.rules.drafting import Decision
from gongjian.kernel.text import spoken
from gongjian.reading.plan import FactKind
from gongjian.reading.plan.in_words import date_in_words, role_in_words
from gongjian.web.campaigns.forms import OPS

TONES = {Decision.OPEN: "neutral", Decision.ACCEPTED: "success", Decision.REJECTED: "outline"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of the document, and the facts that stand on them."""

    text: str
    facts: str = ""
    kind: str = ""
    decision: str = ""


def pieces(text: str, facts: Sequence[PlanFact]) -> Iterator[Piece]:
    """The words cut wherever a fact begins or ends. The shortest fact gives a piece its colour."""
    edges = sorted({0, len(text), *(fact.start for fact in facts), *(fact.end for fact in facts)})
    for start, end in itertools.pairwise(edges):
        here = [fact for fact in facts if fact.start <= start and end <= fact.end]
        if here:
            closest = min(here, key=lambda fact: fact.end - fact.start)
            yield Piece(text[start:end], " ".join(str(fact.pk) for fact in here), closest.kind.value, closest.decision.value)  # fmt: skip
        else:
            yield Piece(text[start:end])


@dataclass(frozen=True, slots=True)
class Card:
    """One fact of the draft, in words."""

    fact: PlanFact
    said: str
    details: list[str]
    duty: Any
    tone: str


def card(fact: PlanFact) -> Card:
    details = [
        fact.value("level")
        and {"ensure": _("ensure"), "strive": _("strive for")}.get(fact.value("level"), "")
    ]
    details += [
        str(spoken(one, _)) for one in (date_in_words(fact.value("date")), role_in_words(fact.value("role")))
    ]
    details += [
        _("led by %(who)s") % {"who": fact.value("lead")} if fact.value("lead") else "",
        fact.value("duty"),
    ]
    details += [fact.value("trigger"), fact.value("step"), fact.value("who")]
    duty = duty_of(fact) if fact.kind in (FactKind.RECURRENCE, FactKind.DEADLINE) else None
    return Card(fact, amount_in_words(fact), [one for one in details if one], duty, TONES[fact.decision])


def amount_in_words(fact: PlanFact) -> str:
    if fact.said.get("value") is None:
        return ""
    op = dict(OPS).get(fact.value("op"), "")
    return f"{op} {fact.said['value']}{fact.value('unit')}".strip()


def by_kind(facts: Sequence[PlanFact]) -> list[tuple[FactKind, list[Card], int]]:
    """Kind, cards, and how many are still open."""
    found = []
    for kind in FactKind:
        rows = [fact for fact in facts if fact.kind == kind]
        if rows:
            found.append(
                (kind, [card(fact) for fact in rows], sum(f.decision == Decision.OPEN for f in rows))
            )
    return found


def progress_of(paper: PlanPaper) -> dict[str, int]:
    facts = list(paper.facts.values_list("decision", flat=True))
    return {
        "all": len(facts),
        "open": facts.count(Decision.OPEN),
        "accepted": facts.count(Decision.ACCEPTED),
        "rejected": facts.count(Decision.REJECTED),
        "questions": paper.questions.filter(answered_at=None).count(),
    }
