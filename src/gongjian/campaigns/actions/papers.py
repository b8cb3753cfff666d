"""A plan document comes in, is read, and becomes the campaign's plan."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from gongjian import vault
from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign, PlanFact, PlanPaper, PlanQuestion
from gongjian.campaigns.permissions import may_plan
from gongjian.campaigns.rules.drafting import Decision, complaints
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import Incomplete, Refused, no, require
from gongjian.ledger.actions import record
from gongjian.orm import write_back
from gongjian.reading.plan import FactKind, PlanDraft, Unreadable
from gongjian.sandbox.files import read_plan, words_in

MOST_FACTS = 600


def read_paper(campaign: Campaign, name: str, content: bytes, *, by: User, at: datetime) -> PlanPaper:
    """Take a plan document in and read it. Nothing of the campaign changes yet."""
    require(may_plan(by, campaign))
    try:
        words = words_in(name, content)
        draft = read_plan(words.text, left_out=words.left_out)
    except Unreadable as trouble:
        raise Refused(trouble.reason) from trouble
    return keep_paper(campaign, name, content, draft, by=by, at=at)


@transaction.atomic
def keep_paper(campaign: Campaign, name: str, content: bytes, draft: PlanDraft, *, by: User, at: datetime) -> PlanPaper:  # fmt: skip
    paper = PlanPaper.objects.create(
        campaign=campaign,
        file_name=name[:200],
        sha256=vault.keep(settings.VAULT_DIR, content),
        title=draft.title[:300],
        text=draft.text,
        script=draft.script,
        year=draft.year,
        warnings=[sentence.to_json() for sentence in (*draft.warnings, *draft.left_out)],
        read_at=at,
        read_by=by,
    )
    write_facts(paper, draft, first=1)
    write_questions(paper, draft)

    record(Text("read the plan document %(name)s", name=name), about=paper, by=by, at=at)
    return paper


def write_facts(paper: PlanPaper, draft: PlanDraft, *, first: int, besides: Sequence[tuple[str, int, int]] = ()) -> None:  # fmt: skip
    new = [fact for fact in draft.facts if (fact.kind, fact.start, fact.end) not in besides]
    PlanFact.objects.bulk_create(
        PlanFact(
            campaign_id=paper.campaign_id,
            paper=paper,
            position=position,
            kind=fact.kind,
            start=fact.start,
            end=fact.end,
            read=fact.to_json(),
            said=fact.to_json(),
        )
        for position, fact in enumerate(new[:MOST_FACTS], start=first)
    )


def write_questions(paper: PlanPaper, draft: PlanDraft) -> None:
    PlanQuestion.objects.bulk_create(
        PlanQuestion(
            campaign_id=paper.campaign_id,
            paper=paper,
            position=position,
            about=question.about,
            text=question.text,
            start=question.start,
            end=question.end,
        )
        for position, question in enumerate(draft.questions, start=1)
    )


def read_again(paper: PlanPaper, *, year: int, by: User, at: datetime, seen: int) -> PlanPaper:
    """The year was asked for, and here it is: the dates are read again. What was decided stays decided."""
    require(may_plan(by, paper.campaign))
    try:
        draft = read_plan(paper.text, year=year)
    except Unreadable as trouble:
        raise Refused(trouble.reason) from trouble
    return with_year(paper, draft, year=year, by=by, at=at, seen=seen)


@transaction.atomic
def with_year(paper: PlanPaper, draft: PlanDraft, *, year: int, by: User, at: datetime, seen: int) -> PlanPaper:  # fmt: skip
    paper = locked(paper)
    unchanged(seen, paper.version)
    if not 2000 <= year <= 2099:
        require(no("Enter the year with four digits, such as 2026."))

    decided = list(paper.facts.exclude(decision=Decision.OPEN))
    paper.facts.filter(decision=Decision.OPEN, read__isnull=False).delete()
    last = max((fact.position for fact in paper.facts.all()), default=0)
    write_facts(paper, draft, first=last + 1, besides=[(fact.kind, fact.start, fact.end) for fact in decided])
    paper.questions.filter(answered_at=None).delete()
    kept = {str(question.text) for question in paper.questions.all()}
    rest = [question for question in draft.questions if str(question.text) not in kept]
    for position, question in enumerate(rest, start=1 + len(kept) * 100):
        paper.questions.create(campaign=paper.campaign, position=position, about=question.about, text=question.text, start=question.start, end=question.end)  # fmt: skip
    paper.year = year
    paper.version += 1
    paper.save(update_fields=["year", "version"])

    record(
        Text("read the plan document again for the year %(year)s", year=str(year)), about=paper, by=by, at=at
    )
    return paper


def locked(paper: PlanPaper) -> PlanPaper:
    return (
        PlanPaper.objects.select_for_update(of=("self",), no_key=True)
        .select_related("campaign")
        .get(pk=paper.pk)
    )


@transaction.atomic
def decide_facts(facts: Sequence[PlanFact], decision: Decision, *, by: User, at: datetime) -> list[PlanFact]:
    """Agree with what was read, or not; an open decision takes an earlier one back."""
    rows = list(
        PlanFact.objects.select_for_update().filter(pk__in=[fact.pk for fact in facts]).order_by("pk")
    )
    for paper in PlanPaper.objects.filter(pk__in={row.paper_id for row in rows}).select_related("campaign"):
        require(may_plan(by, paper.campaign))
    for row in rows:
        is_open = decision == Decision.OPEN
        row.decision, row.decided_at, row.decided_by = (
            decision,
            None if is_open else at,
            None if is_open else by,
        )
        row.version += 1
    write_back(rows, ["decision", "decided_at", "decided_by", "version"])

    if rows:
        said = Text("decided on facts of the plan document: %(decision)s, %(count)s", decision=decision, count=len(rows))  # fmt: skip
        record(said, about=rows[0].paper, by=by, at=at, facts=[row.position for row in rows])
    return rows


@transaction.atomic
def correct(fact: PlanFact, said: Mapping[str, Any], *, by: User, at: datetime, seen: int) -> PlanFact:
    """Put right what was read, and agree with it as it is now."""
    fact = PlanFact.objects.select_for_update(of=("self",)).select_related("paper__campaign").get(pk=fact.pk)
    require(may_plan(by, fact.paper.campaign))
    unchanged(seen, fact.version)
    require_sense(fact.kind, said)

    fact.said = {**fact.said, **said}
    fact.decision, fact.decided_at, fact.decided_by = Decision.ACCEPTED, at, by
    fact.version += 1
    fact.save(update_fields=["said", "decision", "decided_at", "decided_by", "version"])

    record(
        Text("corrected a fact of the plan document: %(item)s", item=str(fact)),
        about=fact.paper,
        by=by,
        at=at,
    )
    return fact


@transaction.atomic
def add_fact(paper: PlanPaper, kind: FactKind, said: Mapping[str, Any], *, start: int, end: int, by: User, at: datetime) -> PlanFact:  # fmt: skip
    """A person found what the reader did not: it stands on the words that were marked."""
    paper = locked(paper)
    require(may_plan(by, paper.campaign))
    if not 0 <= start < end <= len(paper.text):
        require(no("Select the words in the document."))
    require_sense(kind, said)

    last = max(paper.facts.values_list("position", flat=True), default=0)
    fact = paper.facts.create(
        campaign=paper.campaign,
        position=last + 1,
        kind=kind,
        start=start,
        end=end,
        said=dict(said),
        decision=Decision.ACCEPTED,
        decided_at=at,
        decided_by=by,
    )

    record(Text("added a fact to the plan document: %(item)s", item=str(fact)), about=paper, by=by, at=at)
    return fact


def require_sense(kind: FactKind, said: Mapping[str, Any]) -> None:
    if problems := complaints(kind, said):
        raise Incomplete(Text("This cannot be used yet."), problems)


@transaction.atomic
def answer_question(question: PlanQuestion, words: str, *, by: User, at: datetime) -> PlanQuestion:
    """Answer a question about the plan, in words that stay beside it."""
    question = (
        PlanQuestion.objects.select_for_update(of=("self",))
        .select_related("paper__campaign")
        .get(pk=question.pk)
    )
    require(may_plan(by, question.paper.campaign))
    if not words.strip():
        require(no("Enter an answer, however short."))

    question.answer, question.answered_at, question.answered_by = words.strip()[:300], at, by
    question.save(update_fields=["answer", "answered_at", "answered_by"])

    record(Text("answered a question about the plan document"), about=question.paper, by=by, at=at, answer=question.answer)  # fmt: skip
    return question
