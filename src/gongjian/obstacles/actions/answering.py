"""Who asked something about an obstacle hears what came of it."""

from datetime import datetime

from gongjian.accounts.models import User
from gongjian.campaigns.actions import tell_asker
from gongjian.kernel.text import Text
from gongjian.obstacles.models import Instruction, MoreTime, Obstacle
from gongjian.obstacles.rules import Happened


def notify_asker(
    obstacle: Obstacle,
    asker: User | None,
    title: Text,
    *,
    key: str,
    words: str | Text,
    by: User | None,
    at: datetime,
) -> None:
    """Tells whoever asked for something about an obstacle what became of it."""
    said = {"number": obstacle.number, "project": obstacle.project.name}
    if words:
        detail = Text("no. %(number)s · %(project)s · %(words)s", words=words, **said)
    else:
        detail = Text("no. %(number)s · %(project)s", **said)
    tell_asker(
        obstacle.campaign,
        asker,
        title,
        detail,
        key=f"obstacles.obstacle:{obstacle.pk}:{key}",
        page="obstacles:obstacle",
        args=(obstacle.number,),
        by=by,
        at=at,
    )


def time_decided(request: MoreTime, *, by: User | None, at: datetime) -> None:
    granted = Text("More time is granted until %(day)s", day=request.until)
    title = granted if request.granted else Text("More time is refused")
    tell_time(request, title, request.decided_because, by=by, at=at)


def time_overtaken(obstacle: Obstacle, happened: Happened, *, by: User | None, at: datetime) -> None:
    """Nobody decides any more what was asked for a step that is over: it ends with what has ended the step."""
    for request in obstacle.more_time.filter(decided_at=None).select_related("asked_by"):
        request.obstacle = obstacle
        request.decided_at, request.granted, request.overtaken_by = at, False, happened
        request.save(update_fields=["decided_at", "granted", "overtaken_by"])
        title = Text(
            "The request for more time is no longer open: the obstacle was %(happened)s", happened=happened
        )
        tell_time(request, title, "", by=by, at=at)


def tell_time(request: MoreTime, title: Text, words: str, *, by: User | None, at: datetime) -> None:
    notify_asker(
        request.obstacle, request.asked_by, title, key=f"more-time-{request.pk}", words=words, by=by, at=at
    )


def carried_out(instruction: Instruction, *, by: User, at: datetime) -> None:
    """What a leading official, the meeting or the Office wanted done comes back to whoever said so."""
    title = Text("Your instruction has been carried out")
    obstacle, words = instruction.obstacle, instruction.done_words
    notify_asker(
        obstacle, instruction.given_by, title, key=f"instruction-{instruction.pk}", words=words, by=by, at=at
    )


def ended_with_it(obstacle: Obstacle, words: str, *, by: User, at: datetime) -> None:
    """An obstacle that is out of the way leaves no instruction open: how it ended is their answer."""
    for instruction in obstacle.instructions.filter(done_at=None).select_related("given_by"):
        instruction.obstacle = obstacle
        instruction.done_at, instruction.done_by, instruction.done_words = at, by, words[:500]
        instruction.save(update_fields=["done_at", "done_by", "done_words"])
        title = Text("The obstacle is closed, and your instruction with it")
        key = f"instruction-{instruction.pk}"
        notify_asker(obstacle, instruction.given_by, title, key=key, words=words, by=by, at=at)


def tell_raiser(obstacle: Obstacle, title: Text, words: str | Text, *, by: User, at: datetime) -> None:
    """Once for every step that ends with an answer."""
    key = f"raised-{obstacle.version}"
    notify_asker(obstacle, obstacle.raised_by, title, key=key, words=words, by=by, at=at)


def settled(obstacle: Obstacle, words: str | Text, *, by: User, at: datetime) -> None:
    """Whoever had it escalated hears what was said about it."""
    last = obstacle.steps.filter(happened=Happened.ESCALATED).order_by("-number").select_related("by").first()
    if last and last.by_id != obstacle.raised_by_id:
        title = Text("The obstacle you escalated has been settled")
        notify_asker(obstacle, last.by, title, key=f"escalated-{last.pk}", words=words, by=by, at=at)
    tell_raiser(obstacle, Text("The obstacle you raised has been settled"), words, by=by, at=at)
