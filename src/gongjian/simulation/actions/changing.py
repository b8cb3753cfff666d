"""The simulated units ask for later dates, their heads agree, and the Office decides."""

from datetime import date, timedelta

from gongjian.assessment.queries import the_rule_at
from gongjian.simulation.actions.folk import Folk
from gongjian.worklist.actions.changes import (
    Wish,
    agree_to_change,
    ask_for_change,
    grant_change,
    refuse_change,
)
from gongjian.worklist.actions.letters import issue_letters, sign_for_letter
from gongjian.worklist.models import ChangeRequest, Item
from gongjian.worklist.rules import Curve
from gongjian.worklist.rules.changes import ChangeState

ASKING = {date(2026, 9, 21): (3, 17), date(2026, 10, 12): (8, 26, 41), date(2026, 10, 20): (52,)}
REFUSED = (17, 41)
LATER = timedelta(days=12)
BECAUSE = "连续降雨影响施工，经现场核实需顺延。"
NOT_SO = "未见不可抗力佐证，请按原定时限组织攻坚。"
GRANTED = "情况属实，同意顺延，原时限继续公示。"


def handle_changes(folk: Folk, day: date) -> None:
    """What was asked for yesterday is agreed today, and decided tomorrow."""
    for change in ChangeRequest.objects.filter(campaign=folk.campaign, state=ChangeState.AGREED).order_by(
        "pk"
    ):
        with folk.attempt(f"change of {change.item}", day):
            decide_change(folk, change, day)
    for change in ChangeRequest.objects.filter(campaign=folk.campaign, state=ChangeState.REQUESTED).order_by(
        "pk"
    ):
        with folk.attempt(f"change of {change.item}", day):
            head = folk.people[f"head{folk.numbers[change.item.baseline.unit_id]:02}"]  # type: ignore[union-attr]
            agree_to_change(change, by=head, at=folk.moment(day, 150), seen=change.version)
    for number in ASKING.get(day, ()):
        with folk.attempt("change", day):
            ask(folk, number, day)


def ask(folk: Folk, number: int, day: date) -> None:
    """The first item that still has some weeks, and a curve that simply stretches."""
    unit, reporter = folk.units[number], folk.people[f"unit{number:02}"]
    mine = Item.objects.filter(campaign=folk.campaign, baseline__unit=unit, withdrawn_at=None)
    free = mine.filter(baseline__curve=Curve.BY_DAY, baseline__due_on__gt=day + timedelta(days=21))
    item = free.select_related("baseline").order_by("baseline__due_on", "code").first()
    if item and item.baseline:
        now = item.baseline.plan()
        later = min(now.due_on + LATER, folk.campaign.ends_on)
        plan = type(now)(now.starts_on, later, now.curve, now.target, now.steps)
        wish = Wish(reason=BECAUSE, plan=plan, reference="县气象局9月降水记录；现场监理日志")
        ask_for_change(item, wish, by=reporter, at=folk.moment(day, 200 + number), seen=item.version)


def decide_change(folk: Folk, change: ChangeRequest, day: date) -> None:
    office, at = folk.people["office"], folk.moment(day, 90)
    number = folk.numbers[change.item.baseline.unit_id]  # type: ignore[union-attr]
    if number in REFUSED:
        refuse_change(change, reason=NOT_SO, by=office, at=at, seen=change.version)
        return
    grant_change(change, reason=GRANTED, by=office, at=at, seen=change.version)
    rule = the_rule_at(folk.campaign, at)
    for letter in issue_letters(
        folk.campaign, rule=rule, by=folk.people["director"], at=folk.moment(day, 240)
    ):
        head = folk.people[f"head{folk.numbers[letter.unit_id]:02}"]
        sign_for_letter(letter, by=head, at=folk.moment(day, 300), seen=letter.version)
