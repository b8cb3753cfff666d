"""A plan document as the page shows it: its words with the facts underlined, and the facts by kind."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjian.campaigns.actions.making import duty_of
from gongjian.campaigns.models import PlanFact, PlanPaper
from gongjian.campaigns.rules import ObligationKind
from gongjian.campaigns.rules.drafting import Decision
from gongjian.reading.plan import FactKind
from gongjian.ui.days import day

OPS = (("=", "="), (">=", "≥"), ("<=", "≤"), (">", ">"), ("<", "<"), ("~", "≈"))
SEEN = ("item", "op", "value", "unit", "level", "date", "role", "lead", "duty", "trigger", "step", "who")
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
    details += [date_in_words(fact.value("date")), fact.value("role") and role_in_words(fact.value("role"))]
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


def role_in_words(role: str) -> str:
    return {"lead": _("leads"), "support": _("supports"), "responsible": _("is responsible")}.get(role, role)


def day_in_words(written: str) -> str:
    """A day that stands without its year keeps its month and day."""
    try:
        return day(date.fromisoformat(written), "long")
    except ValueError:
        return written.replace("--", "")


def date_in_words(written: str) -> str:
    if not written.startswith("FREQ="):
        return " – ".join(filter(None, map(day_in_words, written.split("/"))))
    rule = dict(part.split("=", 1) for part in written.split(";") if "=" in part)
    days = rule.get("BYMONTHDAY", "").replace("-1", _("last day"))
    said = {
        "DAILY": _("every day"),
        "WEEKLY": _("every week"),
        "SEMIMONTHLY": _("every half month"),
        "MONTHLY": _("every quarter") if rule.get("INTERVAL") == "3" else _("every month"),
    }.get(rule.get("FREQ", ""), written)
    if rule.get("BYDAY") == "FR":
        said = _("every Friday")
    return f"{said} ({days})" if days else said


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


class UploadForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("Plan document"), help_text=gettext_lazy("Word (.docx, .doc), PDF with text, or plain text; 10 MB at most."))  # fmt: skip


class FactForm(forms.Form):
    """What a person puts right. Which fields there are depends on the kind."""

    item = forms.CharField(label=gettext_lazy("What"), max_length=200)
    op = forms.ChoiceField(label=gettext_lazy("Sign"), choices=OPS, required=False)
    value = forms.CharField(label=gettext_lazy("Number"), max_length=20, required=False)
    unit = forms.CharField(label=gettext_lazy("Unit of measure"), max_length=20, required=False)
    level = forms.ChoiceField(label=gettext_lazy("Level"), required=False)
    date = forms.CharField(label=gettext_lazy("Date"), max_length=60, required=False, help_text=gettext_lazy("A day as year-month-day, two of them with / between them, or a rule as calendars write it."))  # fmt: skip
    duty_kind = forms.ChoiceField(label=gettext_lazy("Becomes the duty"), required=False)
    role = forms.CharField(label=gettext_lazy("Role"), max_length=20, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    FIELDS = {
        FactKind.TARGET: ("item", "op", "value", "unit", "level", "date"),
        FactKind.PHASE: ("item", "date"),
        FactKind.RECURRENCE: ("item", "date", "duty_kind"),
        FactKind.DEADLINE: ("item", "date", "duty_kind"),
        FactKind.UNIT: ("item", "role"),
    }

    def __init__(self, kind: FactKind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in list(self.fields):
            if name not in (*self.FIELDS.get(kind, ("item",)), "seen"):
                del self.fields[name]
        choices = {
            "level": [("ensure", _("ensure")), ("strive", _("strive for"))],
            "duty_kind": [
                ("", _("none of the campaign's duties")),
                *((one.value, _(one.label)) for one in ObligationKind),
            ],
        }
        for name, known in choices.items():
            if name in self.fields:
                self.fields[name].choices = known  # type: ignore[attr-defined]


def fact_form(fact: PlanFact, typed: Any = None) -> FactForm:
    duty = duty_of(fact)
    initial = {**fact.said, "duty_kind": duty.value if duty else "", "seen": fact.version}
    return FactForm(fact.kind, typed, initial=initial, auto_id=f"id-{fact.pk}-%s")


def progress_of(paper: PlanPaper) -> dict[str, int]:
    facts = list(paper.facts.values_list("decision", flat=True))
    return {
        "all": len(facts),
        "open": facts.count(Decision.OPEN),
        "accepted": facts.count(Decision.ACCEPTED),
        "rejected": facts.count(Decision.REJECTED),
        "questions": paper.questions.filter(answered_at=None).count(),
    }
