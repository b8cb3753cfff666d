"""The dates of a plan worked back, said in words."""

from datetime import date

from gongjian.kernel.text import Text
from gongjian.worklist.rules.backwards import Dated, Ruler, workdays_left


def why(one: Dated, *, then: str, due_on: date) -> Text:
    """How the latest dates of a step come about."""
    days, start, finish = one.step.workdays, one.latest_start, one.latest_finish
    if then:
        return Text(
            "“%(next)s” cannot start before this is finished, so it must be finished by "
            "%(finish)s; it takes %(days)s working days, so it must start by %(start)s.",
            next=then,
            finish=finish,
            days=days,
            start=start,
        )
    if one.step.finish_by and one.step.finish_by < due_on:
        return Text(
            "It has its own due date, %(finish)s; it takes %(days)s working days, so it must "
            "start by %(start)s.",
            finish=one.step.finish_by,
            days=days,
            start=start,
        )
    return Text(
        "The item is due on %(due)s; this takes %(days)s working days, so it must start by %(start)s.",
        due=due_on,
        days=days,
        start=start,
    )


def must_start(one: Dated, *, today: date, ruler: Ruler) -> Text:
    """Must start by 12 October, 6 working days left."""
    if one.step.done_on:
        return Text("Finished on %(day)s.", day=one.step.done_on)
    if one.step.begun_on:
        return Text("Must be finished by %(day)s.", day=one.latest_finish)
    left = workdays_left(one, today, ruler)
    if left > 0:
        return Text("Must start by %(day)s, %(count)s working days left.", day=one.latest_start, count=left)
    if one.latest_start >= today:
        return Text("Must start today (%(day)s).", day=one.latest_start)
    if left == 0:
        return Text("Should have started by %(day)s.", day=one.latest_start)
    return Text(
        "Should have started by %(day)s, %(count)s working days ago.", day=one.latest_start, count=-left
    )
