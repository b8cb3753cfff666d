"""Notices leave the house. Each is sent at most once: what may have gone out is not sent again by itself."""

import json
from collections.abc import Callable
from datetime import datetime
from http.client import HTTPException
from smtplib import SMTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q

from gongjian.accounts.models import User
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import Refused, Verdict, require
from gongjian.ledger.actions import record
from gongjian.notices.models import Delivery, Notice
from gongjian.notices.papers import Message
from gongjian.notices.queries import due_deliveries
from gongjian.notices.rules import (
    DELIVERY_MOVES,
    LOST_AFTER,
    Channel,
    DeliveryMove,
    DeliveryState,
    answer_is_good,
    call_for,
    may_be_called,
    next_try,
)

TIMEOUT_SECONDS = 10
MOST_BYTES = 64_000
Compose = Callable[[Notice], Message]


class NoRedirect(HTTPRedirectHandler):
    """A robot that sends us elsewhere might send us into the county's own network."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def deliver_due(*, compose: Compose, at: datetime, most: int = 100) -> int:
    """Send what waits. Answers how many went out."""
    return sum(deliver(one, compose=compose, at=at) for one in due_deliveries(at)[:most])


def deliver(delivery: Delivery, *, compose: Compose, at: datetime) -> bool:
    """Claim, send, write down what came of it. Nothing is locked while the other side is asked."""
    if not begin(delivery, at=at):
        return False
    try:
        send(delivery, compose(delivery.notice), at=at)
    except Refused as refusal:
        fail(delivery, refusal.reason, at=at)
    except (OSError, HTTPException, SMTPException, ValueError) as error:
        fail(delivery, Text("%(kind)s: %(words)s", kind=type(error).__name__, words=str(error)[:200]), at=at)
    else:
        end(delivery, DeliveryMove.SUCCEED, sent_at=at)
        return True
    return False


def begin(delivery: Delivery, *, at: datetime) -> bool:
    """Only one of several workers succeeds."""
    mine = Delivery.objects.filter(pk=delivery.pk, state=delivery.state, tries=delivery.tries)
    sending = DELIVERY_MOVES.target(DeliveryMove.BEGIN)
    if not mine.update(state=sending, begun_at=at, tries=delivery.tries + 1):
        return False
    delivery.refresh_from_db()
    return True


def send(delivery: Delivery, message: Message, *, at: datetime) -> None:
    if delivery.channel == Channel.EMAIL:
        person = delivery.notice.person
        assert person is not None
        EmailMessage(subject=message.subject, body=message.body, to=[person.email]).send()
        return
    robot = delivery.notice.robot
    assert robot is not None
    require(may_be_called(robot.address, allowed=settings.ROBOT_BASES))
    call = call_for(robot.kind, robot.address, message.body, secret=robot.secret, seconds=int(at.timestamp()))
    require(answer_is_good(post(call.address, call.body)))


def post(address: str, body: dict[str, Any]) -> dict[str, Any]:
    data = json.dumps(body, ensure_ascii=False).encode()
    request = Request(address, data=data, headers={"Content-Type": "application/json; charset=utf-8"})
    try:
        with build_opener(NoRedirect).open(request, timeout=TIMEOUT_SECONDS) as answer:
            told = json.loads(answer.read(MOST_BYTES))
    except HTTPError as error:
        with error:
            raise OSError(f"HTTP {error.code}") from error
    return told if isinstance(told, dict) else {}


def fail(delivery: Delivery, trouble: Text, *, at: datetime) -> None:
    again = next_try(delivery.tries, at=at)
    if again is None:
        end(delivery, DeliveryMove.GIVE_UP, trouble=trouble)
        return
    end(delivery, DeliveryMove.FAIL, trouble=trouble, next_at=again)


def end(delivery: Delivery, move: DeliveryMove, **changes: Any) -> None:
    """Change only what is still the same attempt."""
    changes |= {"state": DELIVERY_MOVES.target(move)}
    attempt = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.SENDING, tries=delivery.tries)
    attempt.update(**changes)


def give_up_lost(*, at: datetime) -> int:
    """Whose sender was lost in the middle is given up: it may have gone out, so a person decides."""
    long_ago = Q(begun_at__lt=at - LOST_AFTER) | Q(begun_at__gt=at + LOST_AFTER)
    lost = Delivery.objects.filter(long_ago, state=DeliveryState.SENDING)
    unclear = Text("Sending was interrupted. It may have been sent.")
    return lost.update(state=DELIVERY_MOVES.target(DeliveryMove.GIVE_UP), trouble=unclear)


@transaction.atomic
def try_again(delivery: Delivery, *, may: Verdict, by: User, at: datetime) -> Delivery:
    """Somebody has mended what was wrong, and has it sent once more."""
    delivery = Delivery.objects.select_for_update(of=("self",), no_key=True).get(pk=delivery.pk)
    require(may)
    require(DELIVERY_MOVES.check(DeliveryMove.RETRY, delivery.state))

    delivery.state, delivery.next_at = DELIVERY_MOVES.target(DeliveryMove.RETRY), at
    delivery.tries = 0
    delivery.save(update_fields=["state", "next_at", "tries"])

    record(Text("resent a notice"), about=delivery, by=by, at=at)
    return delivery
