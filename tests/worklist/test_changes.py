"""What has been filed changes by a request only."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from gongjian.campaigns.rules import Role
from gongjian.kernel.calendar import WorkCalendar
from gongjian.kernel.verdict import NotAllowed, Refused
from gongjian.ledger.models import Entry
from gongjian.worklist.actions.changes import (
    Wish,
    agree_to_change,
    ask_for_change,
    grant_change,
    refuse_change,
    withdraw_change,
)
from gongjian.worklist.actions.lists import open_list
from gongjian.worklist.actions.signing import sign_list
from gongjian.worklist.models import ChangeRequest, Item, ListVersion
from gongjian.worklist.permissions import may_change
from gongjian.worklist.rules.changes import (
    CHANGE_MOVES,
    ChangeMove,
    ChangeRules,
    ChangeState,
    Slips,
    in_time,
    slips,
)
from gongjian.worklist.rules.lists import ListState
from tests.world import (
    NOON,
    a_campaign,
    a_change,
    a_clerk,
    a_filed_list,
    a_list,
    a_person,
    a_row,
    a_scan,
    a_unit,
    an_assignment,
    an_item,
    noon,
)

CALENDAR = WorkCalendar()
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("today", "open_"),
    [(date(2026, 11, 20), True), (date(2026, 11, 23), False), (FRIDAY, False), (date(2026, 11, 30), False)],
)
def test_the_door_closes_five_working_days_before_the_due_date(today, open_):
    assert bool(in_time(FRIDAY, today=today, calendar=CALENDAR, rules=ChangeRules())) == open_


def test_a_county_may_leave_the_door_open_until_the_due_date():
    assert in_time(FRIDAY, today=FRIDAY, calendar=CALENDAR, rules=ChangeRules(lockout_workdays=0))


def test_only_later_dates_are_slips_and_they_count_in_working_days():
    days = [FRIDAY, FRIDAY - timedelta(7), FRIDAY, FRIDAY + timedelta(3)]

    assert slips(days, CALENDAR) == Slips(2, 6)
    assert slips(days[:2], CALENDAR) == Slips()


@pytest.fixture
def item():
    return a_filed_list(a_unit(a_campaign()), rows=2).rows.first().item


pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def head_of(item):
    return a_person(Role.HEAD, at=item.baseline.unit, campaign=item.campaign)


def later(item, days=10):
    plan = item.baseline.plan()
    return replace(plan, due_on=plan.due_on + timedelta(days))


def ask(item, wish=None, *, by=None, at=NOON):
    wish = wish or Wish(reason="征地未完成", reference="会议纪要第3号", plan=later(item))
    by = by or a_person(Role.REPORTER, at=item.baseline.unit, campaign=item.campaign)
    return ask_for_change(item, wish, by=by, at=at, seen=item.version)


def test_a_request_waits_for_the_head_and_changes_nothing(item):
    change = ask(item)

    assert (change.number, change.state) == (1, ChangeState.REQUESTED)
    assert Item.objects.get(pk=item.pk).baseline == item.baseline
    assert change.before["due_on"] == "2026-11-29"


def test_a_request_of_the_head_is_agreed_at_once(item):
    assert ask(item, by=head_of(item)).state == ChangeState.AGREED


@pytest.mark.parametrize("wish", [{"reason": " "}, {"reference": ""}, {"plan": "as it is"}])
def test_a_request_says_what_why_and_with_what_evidence(item, wish):
    whole = {"reason": "征地", "reference": "纪要", "plan": later(item)} | wish
    if whole["plan"] == "as it is":
        whole["plan"] = item.baseline.plan()

    with pytest.raises(Refused):
        ask(item, Wish(**whole))


def test_there_is_one_open_request_per_item(item):
    ask(item)

    with pytest.raises(Refused, match="already an open request"):
        ask(item)


def test_an_item_in_no_filed_list_is_changed_directly():
    with pytest.raises(Refused, match="not in a filed list"):
        ask(an_item(a_campaign()))


def test_near_the_due_date_only_the_director_lets_a_request_in(item):
    at = noon(11, 26)
    director = a_person(Role.DIRECTOR, campaign=item.campaign)
    wish = Wish(reason="台风", reference="气象局通报", plan=later(item))
    with pytest.raises(Refused, match="until 5 working days"):
        ask(item, wish, at=at)
    with pytest.raises(NotAllowed, match="director"):
        ask(item, replace(wish, let_in_because="不可抗力"), at=at)

    change = ask(item, replace(wish, let_in_because="不可抗力"), by=director, at=at)

    assert change.let_in_because == "不可抗力"


def test_a_granted_request_is_a_new_baseline_and_a_new_version_of_the_list(item):
    filed = ListVersion.objects.get(state=ListState.FILED)
    change = ask(item, by=head_of(item))

    granted = grant_change(
        change, reason="同意", by=a_clerk(item.campaign), at=noon(9, 12), seen=change.version
    )

    item = Item.objects.get(pk=item.pk)
    new = ListVersion.objects.get(state=ListState.FILED)
    assert (granted.state, item.baseline.number, item.baseline.due_on) == (
        ChangeState.GRANTED,
        2,
        date(2026, 12, 9),
    )
    assert (new.number, new.signed_by, new.filed_by) == (2, change.agreed_by, granted.decided_by)
    assert new.fingerprint not in ("", filed.fingerprint)
    assert new.rows.get(item=item).due_on == date(2026, 12, 9)
    assert ListVersion.objects.get(pk=filed.pk).state == ListState.SUPERSEDED
    assert filed.rows.get(item=item).due_on == date(2026, 11, 29)
    assert Entry.objects.latest("number").facts["items"] == [item.pk]


def test_a_draft_in_hand_moves_behind_the_new_version_and_says_the_same(item):
    draft = open_list(item.campaign, item.baseline.unit, by=a_clerk(item.campaign), at=NOON)

    granted(ask(item, by=head_of(item)))

    draft.refresh_from_db()
    assert (draft.number, draft.rows.get(item=item).due_on) == (3, date(2026, 12, 9))
    a_filed_list(version=draft, at=noon(9, 20))


def test_nothing_is_granted_while_a_signed_list_waits(item):
    draft = open_list(item.campaign, item.baseline.unit, by=a_clerk(item.campaign), at=NOON)
    sign_list(draft, by=head_of(item), at=NOON, seen=draft.version)

    with pytest.raises(Refused, match="is waiting"):
        granted(ask(item, by=head_of(item)))


def granted(change, at=None):
    return grant_change(
        change, reason="", by=a_clerk(change.campaign), at=at or noon(9, 12), seen=change.version
    )


def test_a_granted_withdrawal_takes_the_item_out_of_the_list(item):
    granted(ask(item, Wish(reason="项目取消", reference="县政府批复"), by=head_of(item)))

    item.refresh_from_db()
    assert item.withdrawn_because == "项目取消"
    assert not ListVersion.objects.get(state=ListState.FILED).rows.filter(item=item).exists()


def test_an_item_moves_to_another_unit_when_both_heads_and_the_office_say_so(item):
    other = a_unit(item.campaign)
    a_filed_list(other)
    wish = Wish(reason="职能调整", evidence=a_scan(), plan=item.baseline.plan(), unit=other.organisation)
    change = ask(item, wish, by=head_of(item))
    assert change.state == ChangeState.REQUESTED

    change = agree_to_change(change, by=a_person(Role.HEAD, at=other), at=NOON, seen=change.version)
    granted(change)

    filed = {one.unit_id: one for one in ListVersion.objects.filter(state=ListState.FILED)}
    assert filed[other.organisation_id].rows.filter(item=item).exists()
    assert not filed[change.asking_unit_id].rows.filter(item=item).exists()
    assert Item.objects.get(pk=item.pk).baseline.unit == other.organisation


def test_whoever_asked_or_agreed_does_not_decide(item):
    clerk = a_clerk(item.campaign)
    change = agree_to_change(ask(item, by=clerk), by=head_of(item), at=NOON, seen=1)

    with pytest.raises(NotAllowed, match="second person"):
        grant_change(change, reason="", by=clerk, at=NOON, seen=change.version)


def test_a_refusal_has_its_reason_and_leaves_the_promise(item):
    change = ask(item, by=head_of(item))
    with pytest.raises(Refused, match=r"Give (a|the) reason"):
        refuse_change(change, reason="", by=a_clerk(item.campaign), at=NOON, seen=change.version)

    refuse_change(change, reason="理由不充分", by=a_clerk(item.campaign), at=NOON, seen=change.version)

    assert Item.objects.get(pk=item.pk).baseline.number == 1
    assert ask(item).number == 2


def test_a_request_can_be_taken_back_until_it_is_decided(item):
    change = ask(item)

    withdraw_change(change, by=change.asked_by, at=NOON, seen=change.version)

    change.refresh_from_db()
    with pytest.raises(Refused):
        withdraw_change(change, by=change.asked_by, at=NOON, seen=change.version)


@pytest.mark.parametrize("role", list(Role))
def test_who_may_make_which_move(role):
    unit = a_unit(a_campaign())
    change = a_change(unit)
    person = a_person(role, at=unit)
    office = role in (Role.CLERK, Role.DIRECTOR)
    allowed = {
        ChangeMove.AGREE: role == Role.HEAD,
        ChangeMove.WITHDRAW: role == Role.HEAD,
        ChangeMove.GRANT: office,
        ChangeMove.REFUSE: office,
    }

    for move in ChangeMove:
        change.state = next(state for state in ChangeState if CHANGE_MOVES.check(move, state))
        assert bool(may_change(move, change, by=person)) == allowed[move], move


def test_another_unit_does_not_see_a_request(item):
    ask(item)

    stranger = a_person(Role.HEAD, at=a_unit(item.campaign))
    assert not ChangeRequest.objects.visible_to(stranger, item.campaign)


@pytest.mark.parametrize(
    "wrong", [{"state": "granted"}, {"reason": ""}, {"reference": ""}, {"starts_on": date(2027, 1, 1)}]
)
def test_the_database_says_no_to_what_cannot_be(item, wrong):
    change = ask(item)

    with pytest.raises(IntegrityError), transaction.atomic():
        ChangeRequest.objects.filter(pk=change.pk).update(**wrong)


def test_the_database_says_no_to_somebody_who_decides_on_their_own_request(item):
    change = granted(ask(item, by=head_of(item)))

    with pytest.raises(IntegrityError), transaction.atomic():
        ChangeRequest.objects.filter(pk=change.pk).update(decided_by=change.asked_by)


def test_an_office_director_who_heads_a_unit_does_not_decide_for_it(item):
    head = head_of(item)
    an_assignment(head, Role.DIRECTOR, campaign=item.campaign)
    change = ask(item, by=head)

    with pytest.raises(NotAllowed):
        grant_change(change, reason="", by=head, at=NOON, seen=change.version)


def test_the_lists_of_others_stay_as_they_are(item):
    other = a_filed_list(version=with_row(a_unit(item.campaign)))

    granted(ask(item, by=head_of(item)))

    assert ListVersion.objects.get(pk=other.pk).state == ListState.FILED


def with_row(unit):
    version = a_list(unit, rows=0)
    a_row(version)
    return version
