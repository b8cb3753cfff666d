"""Days pass: every working day its people, every evening its round."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.db import transaction

from gongjian.accounts.models import User
from gongjian.campaigns.actions.clock import move_clock
from gongjian.campaigns.models import Campaign, Clock
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import require
from gongjian.ledger.actions import record
from gongjian.rounds.actions import evening_round, remind
from gongjian.simulation.actions.folk import Folk
from gongjian.simulation.actions.living import live_day
from gongjian.simulation.models import Passage
from gongjian.simulation.permissions import may_pass
from gongjian.standing.actions import bring_up_to_date
from gongjian.work.actions import enqueue

POST, MORNING, EVENING = time(8, 10), time(9, 0), time(20, 0)
TASK = "live_days"


@transaction.atomic
def ask_for_days(
    campaign: Campaign, through: date, *, by: User | None, real: datetime, in_background: bool = True
) -> Passage:
    """From now on the days pass up to the morning of that day; a worker lives them one by one."""
    clock = Clock.objects.select_for_update(no_key=True).get(campaign=campaign)
    campaign.clock = clock
    require(may_pass(campaign, through=through))

    today = campaign.day_of(clock.at)
    passage = Passage.objects.create(
        campaign=campaign, begins_on=today, reached_on=today, through=through, asked_at=real, asked_by=by
    )
    if in_background:
        enqueue(TASK, passage.pk)

    record(Text("advanced the days to %(day)s", day=through), about=clock, by=by, at=clock.at)
    return passage


def live_next_day(passage: Passage, *, real: datetime, folk: Folk | None = None) -> Passage:
    """One day of a passage. The verbs of its people are each a change of their own, so that others read meanwhile."""
    if passage.ended_at:
        return passage
    campaign, day = passage.campaign, passage.reached_on
    remind(campaign, at=moment(campaign, day, POST))
    live_day(folk or Folk(campaign), day, calendar=campaign.calendar())
    evening_round(campaign, at=moment(campaign, day, EVENING))
    return reach(passage, day + timedelta(days=1), real=real)


@transaction.atomic
def reach(passage: Passage, day: date, *, real: datetime) -> Passage:
    """The next morning. On the last one people find their post, and today's standings."""
    passage = Passage.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=passage.pk)
    campaign, is_last = passage.campaign, day >= passage.through
    if is_last:
        remind(campaign, at=moment(campaign, day, POST))
    move_clock(campaign, to=moment(campaign, day, MORNING), real=real)
    if is_last:
        bring_up_to_date(campaign, at=moment(campaign, day, MORNING))

    passage.reached_on, passage.ended_at = day, real if is_last else None
    passage.save(update_fields=["reached_on", "ended_at"])
    return passage


def go_on(passage: Passage, *, real: datetime) -> Passage:
    """A worker lives one day and puts the next one at the end of the queue, so that other work is not kept waiting."""
    try:
        passage = live_next_day(passage, real=real)
    except Exception:
        break_off(passage, real=real)
        raise
    if not passage.ended_at:
        enqueue(TASK, passage.pk)
    return passage


def break_off(passage: Passage, *, real: datetime) -> None:
    """A day that cannot be lived ends the passage where it is: visitors act again, and may try to go on."""
    reached = Passage.objects.get(pk=passage.pk).reached_on
    Passage.objects.filter(pk=passage.pk).update(through=reached, ended_at=real)


def live_through(
    campaign: Campaign, through: date, *, real: datetime, tell: Callable[[str], None] = lambda line: None
) -> None:
    """All days at once, up to the morning of that day. What has been lived is not lived again."""
    clock = Clock.objects.get(campaign=campaign)
    if campaign.day_of(clock.at) >= through:
        return
    passage = ask_for_days(campaign, through, by=None, real=real, in_background=False)
    folk = Folk(campaign)  # nobody else is about while all days are lived at once
    while not passage.ended_at:
        if passage.reached_on.day in (1, 15):
            tell(f"It is {passage.reached_on:%d %B}.")
        passage = live_next_day(passage, real=real, folk=folk)


def moment(campaign: Campaign, day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=campaign.zone)
