"""A group takes an obstacle in hand, hands it back, passes it on; it is escalated to who can settle it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from gongjian.accounts.models import Organisation, User
from gongjian.accounts.rules import OrganisationKind
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import roles_of
from gongjian.campaigns.rules import Role
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.obstacles.actions.answering import tell_raiser
from gongjian.obstacles.actions.moving import locked_for, move_on, require_words, write_down
from gongjian.obstacles.actions.raising import send
from gongjian.obstacles.models import Obstacle
from gongjian.obstacles.permissions import may_hand_over_handling
from gongjian.obstacles.queries.proofs import proof_of
from gongjian.obstacles.rules import OBSTACLE_MOVES, Happened, Level, ObstacleMove, may_escalate_to


@transaction.atomic
def accept(obstacle: Obstacle, *, by: User, at: datetime, seen: int, handler: User | None = None) -> Obstacle:
    """The group takes it in hand; a named person of the group handles it, by default the one who accepts."""
    obstacle = locked_for(ObstacleMove.ACCEPT, obstacle, by=by, seen=seen)
    handler = handler or by
    check_handler(obstacle, handler)

    obstacle.state = OBSTACLE_MOVES.target(ObstacleMove.ACCEPT)
    obstacle.handler = handler
    move_on(obstacle, Happened.ACCEPTED, by=by, at=at, words=str(handler))

    record(Text("accepted obstacle no. %(number)s", number=obstacle.number), about=obstacle, by=by, at=at, handler=str(handler), proves=proof_of(obstacle.pk))  # fmt: skip
    return obstacle


@transaction.atomic
def assign(obstacle: Obstacle, *, handler: User, by: User, at: datetime, seen: int) -> Obstacle:
    """Another person of the group handles it. The clock goes on."""
    obstacle = locked_for(ObstacleMove.ASSIGN, obstacle, by=by, seen=seen)
    check_handler(obstacle, handler)

    obstacle.handler = handler
    move_on(obstacle, Happened.ASSIGNED, by=by, at=at, words=str(handler), due_on=obstacle.due_on)

    given = Text("assigned obstacle no. %(number)s to %(name)s", number=obstacle.number, name=str(handler))
    record(given, about=obstacle, by=by, at=at, proves=proof_of(obstacle.pk))
    return obstacle


@transaction.atomic
def hand_over_handling(
    campaign: Campaign, obstacles: Iterable[Obstacle], *, to: User, by: User, at: datetime
) -> list[Obstacle]:
    """Whoever comes after a handler goes on with what was in hand. No clock begins anew."""
    pks = [obstacle.pk for obstacle in obstacles]
    locked = Obstacle.objects.select_for_update(of=("self",), no_key=True).filter(campaign=campaign)
    handled = list(locked.still_open().filter(pk__in=pks).exclude(handler=to).order_by("pk"))
    require(may_hand_over_handling(by, campaign))
    if not handled:
        return []
    for obstacle in handled:
        check_handler(obstacle, to)

    for obstacle in handled:
        obstacle.handler = to
        obstacle.version += 1
        obstacle.save(update_fields=["handler", "version"])
        write_down(obstacle, Happened.ASSIGNED, by=by, at=at, words=str(to), was_due_on=obstacle.due_on)

    given = Text("assigned %(count)s open obstacles to %(name)s", count=len(handled), name=str(to))
    record(given, about=handled[0], by=by, at=at, numbers=[obstacle.number for obstacle in handled], proves=proof_of(*(one.pk for one in handled)))  # fmt: skip
    return handled


def check_handler(obstacle: Obstacle, handler: User) -> None:
    if not roles_of(handler, obstacle.campaign).holds(Role.MEMBER, at=obstacle.group_id):
        require(no("%(name)s is not a member of the group.", name=str(handler)))


@transaction.atomic
def hand_back(obstacle: Obstacle, *, reason: str, by: User, at: datetime, seen: int) -> Obstacle:
    """The group cannot take it as it is: the unit mends it, passes it on or withdraws it."""
    obstacle = locked_for(ObstacleMove.HAND_BACK, obstacle, by=by, seen=seen)
    reason = require_words(reason, "Give the reason for returning it.")

    obstacle.state = OBSTACLE_MOVES.target(ObstacleMove.HAND_BACK)
    obstacle.handler = None
    move_on(obstacle, Happened.HANDED_BACK, by=by, at=at, words=reason)

    back = Text("returned obstacle no. %(number)s", number=obstacle.number)
    record(back, about=obstacle, by=by, at=at, reason=reason, proves=proof_of(obstacle.pk))
    tell_raiser(obstacle, Text("The obstacle you raised was returned"), reason, by=by, at=at)
    return obstacle


@transaction.atomic
def route(
    obstacle: Obstacle, *, group: Organisation, reason: str, by: User, at: datetime, seen: int
) -> Obstacle:
    """It goes to another group, which accepts it or hands it back."""
    obstacle = locked_for(ObstacleMove.ROUTE, obstacle, by=by, seen=seen)
    reason = require_words(reason, "Give the reason for passing it to this group.")
    if group.kind != OrganisationKind.GROUP:
        require(no("%(name)s is not a group of the command centre.", name=str(group)))

    send(obstacle, group)
    move_on(obstacle, Happened.ROUTED, by=by, at=at, words=reason)

    passed = Text("passed obstacle no. %(number)s on to %(group)s", number=obstacle.number, group=str(group))
    record(passed, about=obstacle, by=by, at=at, reason=reason, proves=proof_of(obstacle.pk))
    return obstacle


@transaction.atomic
def escalate(obstacle: Obstacle, to: Level, *, reason: str, by: User, at: datetime, seen: int) -> Obstacle:
    """A complex matter goes to somebody who can settle it."""
    obstacle = locked_for(ObstacleMove.ESCALATE, obstacle, by=by, seen=seen)
    require(may_escalate_to(to, obstacle.place()))
    move_up(obstacle, to, reason=require_words(reason, "Give the reason for escalating it."), by=by, at=at)
    return obstacle


def move_up(obstacle: Obstacle, to: Level, *, reason: str, by: User, at: datetime) -> None:
    """Puts an obstacle on a higher level and records it. Without words it is the rule that speaks: the time ran out."""
    obstacle.level = to
    obstacle.state = OBSTACLE_MOVES.target(ObstacleMove.ESCALATE)
    move_on(obstacle, Happened.ESCALATED, by=by, at=at, words=reason)

    escalated = Text("escalated obstacle no. %(number)s: %(level)s", number=obstacle.number, level=to)
    record(escalated, about=obstacle, by=by, at=at, reason=reason, proves=proof_of(obstacle.pk))
