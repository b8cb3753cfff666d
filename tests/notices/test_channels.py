"""Where people and groups want to be told."""

from dataclasses import replace

import pytest
from django.core.mail import EmailMessage

from gongjian.accounts.rules import Language
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import YES, NotAllowed, Outdated, Refused, not_you
from gongjian.notices.actions import (
    RobotDraft,
    add_robot,
    change_robot,
    choose_email,
    close_feed,
    end_robot,
    mark_read,
    open_feed,
    set_wording,
    write_digest,
)
from gongjian.notices.actions.telling import Post
from gongjian.notices.models import Notice
from gongjian.notices.papers import message_of, text_to_copy
from gongjian.notices.queries import county_wording, feed_behind, feed_of, wants_email
from gongjian.notices.rules import DigestLine, Reason, RobotKind, WordingKind
from tests.notices.test_reminders import MONDAY, a_thing
from tests.world import NOON, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DRAFT = RobotDraft("群", RobotKind.WECOM, "https://qyapi.weixin.qq.com/send?key=k", "s")


def a_robot(draft=DRAFT):
    return add_robot(7, draft, may=YES, by=a_person(), at=NOON)


def test_a_secret_left_empty_stays_as_it_was():
    robot = a_robot()
    draft = RobotDraft("新群", RobotKind.FEISHU, "https://open.feishu.cn/hook/1")

    robot = change_robot(robot, draft, may=YES, by=a_person(), at=NOON, seen=1)

    assert (robot.name, robot.kind, robot.secret, robot.version) == ("新群", RobotKind.FEISHU, "s", 2)


def test_two_people_do_not_overwrite_each_other():
    with pytest.raises(Outdated):
        change_robot(a_robot(), DRAFT, may=YES, by=a_person(), at=NOON, seen=0)


def test_names_are_taken_once_and_free_again_when_a_robot_is_silent():
    robot = a_robot()
    with pytest.raises(Refused, match="this name"):
        a_robot()
    other = a_robot(RobotDraft("二群", RobotKind.WECOM, DRAFT.address))
    with pytest.raises(Refused, match="this name"):
        change_robot(other, DRAFT, may=YES, by=a_person(), at=NOON, seen=1)

    end_robot(robot, may=YES, by=a_person(), at=NOON)

    assert a_robot().name == "群"
    with pytest.raises(Refused, match="already switched off"):
        end_robot(robot, may=YES, by=a_person(), at=NOON)


def test_only_who_may_changes_channels():
    may, person, robot = not_you("no"), a_person(), a_robot()

    for verb in (
        lambda: add_robot(7, DRAFT, may=may, by=person, at=NOON),
        lambda: change_robot(robot, DRAFT, may=may, by=person, at=NOON, seen=1),
        lambda: end_robot(robot, may=may, by=person, at=NOON),
        lambda: set_wording(7, WordingKind.COPY, "${lines}", may=may, by=person, at=NOON),
    ):
        with pytest.raises(NotAllowed):
            verb()


def test_a_new_address_of_the_calendar_ends_the_one_before():
    person = a_person()
    first, second = open_feed(person, at=NOON), open_feed(person, at=NOON)

    assert (feed_behind(first), feed_behind(second).person) == (None, person)
    with pytest.raises(NotAllowed):
        close_feed(feed_of(person), by=a_person(), at=NOON)
    close_feed(feed_of(person), by=person, at=NOON)
    assert feed_behind(second) is None
    with pytest.raises(Refused, match="no address"):
        close_feed(person.feeds.first(), by=person, at=NOON)


def test_a_closed_account_has_no_calendar():
    person = a_person()
    secret = open_feed(person, at=NOON)
    person.is_active = False
    person.save()

    assert feed_behind(secret) is None


@pytest.mark.parametrize(
    ("words", "reason"),
    [("no lines", "lines"), ("${lines} ${phone}", "phone"), ("${lines} $", "braces")],
)
def test_words_that_would_not_work_are_refused(words, reason):
    with pytest.raises(Refused, match=reason):
        set_wording(7, WordingKind.COPY, words, may=YES, by=a_person(), at=NOON)


def test_the_countys_own_words_are_used_until_they_are_taken_away():
    set_wording(7, WordingKind.COPY, "请尽快：${lines}", may=YES, by=a_person(), at=NOON)
    assert text_to_copy(7, "攻坚", ["甲", "乙"], day=MONDAY) == "请尽快：1. 甲\n2. 乙"

    set_wording(7, WordingKind.COPY, "", may=YES, by=a_person(), at=NOON)
    assert county_wording(7, WordingKind.COPY) == ""


def test_a_message_speaks_the_language_of_its_reader():
    person = a_person()
    person.language = Language.ENGLISH
    person.save()
    notice = write_digest(Post(7, MONDAY, (DigestLine(a_thing(), Reason.TODAY),)), to=person, at=NOON)

    message = message_of(notice, campaign="Campaign", home="/c/c/desk/")

    assert "1. Do it · now · due today: 14 Sep 2026" in message.body
    assert message.body.endswith("/c/c/desk/")
    assert str(Text("x")) == "x"


def test_a_line_break_in_somebodys_words_begins_no_header_and_no_second_line():
    person = a_person(name="张\n2. 请点击")
    thing = replace(a_thing(), detail=Text("%(words)s", words="征地\r\n2. 请转账 \u202e"))
    notice = write_digest(Post(7, MONDAY, (DigestLine(thing, Reason.TODAY),)), to=person, at=NOON)

    message = message_of(notice, campaign="攻坚\nBcc: all@x.cn", home="/c/c/desk/")
    mail = EmailMessage(message.subject, message.body, to=["a@b.cn"]).message()

    assert "\n" not in message.subject
    assert mail["Bcc"] is None
    assert not [line for line in message.body.splitlines() if line.startswith("2.")]


def test_everybody_reads_only_the_own_notices():
    person, other = a_person(), a_person()
    write_digest(Post(7, MONDAY, (DigestLine(a_thing(), Reason.TODAY),)), to=person, at=NOON)

    assert mark_read(Notice.objects.all(), by=other, at=NOON) == 0
    assert mark_read(Notice.objects.all(), by=person, at=NOON) == 1


def test_without_an_address_nobody_wants_e_mail_and_with_one_until_they_say_no():
    person = a_person()
    assert not wants_email(person)
    person.email = "a@example.org"

    assert wants_email(person)
    choose_email(person, by_email=False, at=NOON)
    assert not wants_email(person)
