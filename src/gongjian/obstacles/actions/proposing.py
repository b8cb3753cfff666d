"""When a clock has run out on a complex matter, the rule proposes to escalate it. A person decides."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.obstacles.actions.handling import move_up
from gongjian.obstacles.actions.moving import require_words
from gongjian.obstacles.models import EscalationProposal, Obstacle
from gongjian.obstacles.permissions import office
from gongjian.obstacles.queries.proofs import proof_of
from gongjian.obstacles.rules import Level, ObstacleState, escalation_by_rule, may_escalate_to

WITH_THOSE_WHO_SOLVE = (ObstacleState.NEW, ObstacleState.IN_HAND)


@transaction.atomic
def propose_escalations(campaign: Campaign, *, at: datetime) -> list[EscalationProposal]:
    """Propose to escalate the complex obstacles whose clock has run out: once for each limit, and again for none."""
    today = campaign.day_of(at)
    undecided = EscalationProposal.objects.filter(obstacle=OuterRef("pk"), decided_at=None)
    late = Obstacle.objects.filter(
        ~Exists(undecided),
        campaign=campaign,
        state__in=WITH_THOSE_WHO_SOLVE,
        due_on__lt=today,
        kind__is_complex=True,
    )
    waiting = list(late.select_related("project", "kind", "campaign").order_by("number"))
    if not waiting:
        return []
    known = set(
        EscalationProposal.objects.filter(campaign=campaign, obstacle__in=late).values_list(
            "obstacle", "from_level", "ran_out_on"
        )
    )
    proposals = []
    for obstacle in waiting:
        to = escalation_by_rule(obstacle.place(), today=today)
        if to and (obstacle.pk, obstacle.level, obstacle.due_on) not in known:
            proposals.append(propose_escalation(obstacle, to, at=at))
    return proposals


def propose_escalation(obstacle: Obstacle, to: Level, *, at: datetime) -> EscalationProposal:
    assert obstacle.due_on is not None
    proposal = EscalationProposal.objects.create(
        campaign_id=obstacle.campaign_id,
        obstacle=obstacle,
        from_level=obstacle.level,
        to_level=to,
        ran_out_on=obstacle.due_on,
        proposed_at=at,
    )

    proposed = Text("obstacle no. %(number)s is overdue: the rule proposes to escalate it", number=obstacle.number)  # fmt: skip
    record(proposed, about=obstacle, by=None, at=at, level=to, proves=proof_of(obstacle.pk))
    return proposal


@transaction.atomic
def decide_escalation(
    proposal: EscalationProposal, *, confirmed: bool, reason: str = "", by: User, at: datetime
) -> Obstacle:
    """The Office follows the rule, or says why it does not."""
    obstacle = Obstacle.objects.locked(proposal.obstacle_id)
    proposal = EscalationProposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
    require(office(by, obstacle))
    if proposal.decided_at:
        require(no("This has already been decided."))
    if confirmed:
        require(may_escalate_to(proposal.to_level, obstacle.place()))
    else:
        require_words(reason, "Give the reason for not escalating it.")

    proposal.confirmed, proposal.decided_at, proposal.decided_by = confirmed, at, by
    proposal.decided_because = reason.strip()[:300]
    proposal.save()
    if confirmed:
        move_up(obstacle, proposal.to_level, reason=proposal.decided_because, by=by, at=at)
    else:
        left = Text("decided not to escalate obstacle no. %(number)s", number=obstacle.number)
        record(left, about=obstacle, by=by, at=at, reason=reason.strip(), proves=proof_of(obstacle.pk))
    return obstacle
