"""What was decided is carried out, reported with its proof, and confirmed by a second person."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from gongjian import vault
from gongjian.accounts.models import User
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.ledger.queries import Said, stated
from gongjian.meetings.models import Answer, Decision
from gongjian.meetings.permissions import may_follow
from gongjian.meetings.queries.proofs import ANSWERS, DECISIONS
from gongjian.meetings.rules import FOLLOW_UP_MOVES, FollowUpMove
from gongjian.reading.uploads import CheckedFile


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What was done, and where it can be seen: a file or a written reference."""

    words: str
    reference: str = ""
    file: CheckedFile | None = None


def taken_up(decision: Decision, move: FollowUpMove, *, by: User, seen: int) -> Decision:
    decision = Decision.objects.locked(decision.pk)
    require(may_follow(move, decision, by=by))
    unchanged(seen, decision.version)
    return decision


def moved(decision: Decision, move: FollowUpMove, *fields: str, because: str = "") -> None:
    decision.state = FOLLOW_UP_MOVES.target(move)
    decision.because = because.strip()[:300]
    decision.version += 1
    decision.save(update_fields=["state", "because", "version", *fields])


def proof_of(decision: Decision) -> Said:
    """What the ledger is to know: the decision as it stands, and every answer to it."""
    return stated(DECISIONS, decision.pk) | stated(ANSWERS, decision.pk)


@transaction.atomic
def report_done(decision: Decision, proof: Proof, *, by: User, at: datetime, seen: int) -> Answer:
    """The unit says that the decision has been carried out, and shows it."""
    decision = taken_up(decision, FollowUpMove.REPORT, by=by, seen=seen)
    if not proof.words.strip():
        require(no("Enter what has been done."))
    if not (proof.file or proof.reference.strip()):
        require(no("Add evidence: upload a file, or name the document that proves it."))

    answer = Answer(
        campaign=decision.campaign,
        decision=decision,
        number=decision.answers.count() + 1,
        words=proof.words.strip()[:500],
        reference=proof.reference.strip()[:300],
        given_at=at,
        given_by=by,
    )
    if proof.file:
        answer.sha256 = vault.keep(settings.VAULT_DIR, proof.file.content)
        answer.file_name, answer.media_type = proof.file.name, proof.file.media_type
    answer.save(force_insert=True)
    moved(decision, FollowUpMove.REPORT)

    reported = Text("reported decision no. %(number)s as done", number=decision.number)
    record(reported, about=decision, by=by, at=at, words=answer.words, sha256=answer.sha256, proves=proof_of(decision))  # fmt: skip
    return answer


@transaction.atomic
def confirm_done(decision: Decision, *, by: User, at: datetime, seen: int) -> Decision:
    """The Office agrees: the decision has been carried out."""
    decision = taken_up(decision, FollowUpMove.CONFIRM, by=by, seen=seen)

    judge(decision, accepted=True, because="", by=by, at=at)
    decision.done_at = at
    moved(decision, FollowUpMove.CONFIRM, "done_at")

    confirmed = Text("confirmed decision no. %(number)s", number=decision.number)
    record(confirmed, about=decision, by=by, at=at, proves=proof_of(decision))
    return decision


@transaction.atomic
def send_answer_back(decision: Decision, *, reason: str, by: User, at: datetime, seen: int) -> Decision:
    """What was reported does not show that it is done. The unit goes on."""
    decision = taken_up(decision, FollowUpMove.SEND_BACK, by=by, seen=seen)
    if not reason.strip():
        require(no("Enter what is still missing."))

    judge(decision, accepted=False, because=reason, by=by, at=at)
    moved(decision, FollowUpMove.SEND_BACK, because=reason)

    sent_back = Text("sent back the answer to decision no. %(number)s", number=decision.number)
    record(sent_back, about=decision, by=by, at=at, reason=decision.because, proves=proof_of(decision))
    return decision


def judge(decision: Decision, *, accepted: bool, because: str, by: User, at: datetime) -> None:
    answer = decision.answers.order_by("number").last()
    assert answer is not None, "only what was reported is judged"
    answer.accepted, answer.judged_at, answer.judged_by = accepted, at, by
    answer.because = because.strip()[:300]
    answer.save(update_fields=["accepted", "judged_at", "judged_by", "because"])


@transaction.atomic
def extend_decision(
    decision: Decision, *, due_on: date, reason: str, by: User, at: datetime, seen: int
) -> Decision:
    """Another date, with a reason. The first one stays beside it."""
    decision = taken_up(decision, FollowUpMove.EXTEND, by=by, seen=seen)
    if not reason.strip():
        require(no("Give the reason for moving the date."))
    if due_on < decision.campaign.day_of(at):
        require(no("A new due date cannot be in the past."))
    before = decision.due_on

    decision.due_on = due_on
    moved(decision, FollowUpMove.EXTEND, "due_on", because=reason)

    extended = Text("moved decision no. %(number)s from %(before)s to %(after)s", number=decision.number, before=before, after=due_on)  # fmt: skip
    record(extended, about=decision, by=by, at=at, reason=decision.because, proves=proof_of(decision))
    return decision


@transaction.atomic
def revoke_decision(decision: Decision, *, reason: str, by: User, at: datetime, seen: int) -> Decision:
    """The decision is no longer needed. It stays readable with its reason."""
    decision = taken_up(decision, FollowUpMove.REVOKE, by=by, seen=seen)
    if not reason.strip():
        require(no("Give the reason for revoking the decision."))

    decision.revoked_at = at
    moved(decision, FollowUpMove.REVOKE, "revoked_at", because=reason)

    revoked = Text("revoked decision no. %(number)s", number=decision.number)
    record(revoked, about=decision, by=by, at=at, reason=decision.because, proves=proof_of(decision))
    return decision
