"""Notices leave the house: once, to a real listener, and not where nobody allowed it."""

import json
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import mail

from gongjian.kernel.text import Text
from gongjian.kernel.verdict import YES, NotAllowed, Refused, not_you
from gongjian.notices.actions import (
    News,
    Post,
    RobotDraft,
    add_robot,
    deliver,
    deliver_due,
    give_up_lost,
    tell,
    try_again,
    write_digest,
    write_digests,
)
from gongjian.notices.models import Delivery, Notice, Reminder
from gongjian.notices.papers import Message
from gongjian.notices.rules import DeliveryState, DigestLine, Reason, RobotKind
from tests.notices.test_reminders import MONDAY, a_thing
from tests.world import NOON, a_person

pytestmark = pytest.mark.django_db


def compose(notice):
    return Message(str(notice.title), "还有1项待办")


class Listener(BaseHTTPRequestHandler):
    answer, status = {"errcode": 0}, 200

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append((self.path, json.loads(body)))
        content = json.dumps(self.server.answer).encode()
        self.send_response(self.server.status)
        if self.server.status == 302:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args):
        pass


@pytest.fixture
def group(settings):
    """A chat group of the county's own gateway, on this machine."""
    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        server.heard, server.answer, server.status = [], {"errcode": 0}, 200
        settings.ROBOT_BASES = (f"http://127.0.0.1:{server.server_port}",)
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def a_robot(server, *, secret="SEC", kind=RobotKind.DINGTALK):
    address = f"http://127.0.0.1:{server.server_port}/robot/send?access_token=t"
    draft = RobotDraft("攻坚群", kind, address, secret)
    return add_robot(7, draft, may=YES, by=a_person(), at=NOON)


def a_digest(to):
    post = Post(7, MONDAY, (DigestLine(a_thing(), Reason.TODAY),))
    return write_digest(post, to=to, at=NOON)


def test_a_robot_says_the_words_signed(group):
    a_digest(a_robot(group))

    assert deliver_due(compose=compose, at=NOON) == 1

    (path, body), query = group.heard[0], parse_qs(urlsplit(group.heard[0][0]).query)
    assert body == {"msgtype": "text", "text": {"content": "还有1项待办"}}
    assert (path.split("?")[0], set(query)) == ("/robot/send", {"access_token", "timestamp", "sign"})
    assert Delivery.objects.get().state == DeliveryState.SENT


def test_what_was_sent_is_not_sent_again(group):
    a_digest(a_robot(group))

    assert [deliver_due(compose=compose, at=NOON + timedelta(days=day)) for day in range(3)] == [1, 0, 0]
    assert len(group.heard) == 1


def test_of_two_workers_only_one_sends(group):
    a_digest(a_robot(group))
    one, other = Delivery.objects.get(), Delivery.objects.get()

    assert (deliver(one, compose=compose, at=NOON), deliver(other, compose=compose, at=NOON)) == (True, False)
    assert len(group.heard) == 1


def test_failures_are_tried_again_later_and_given_up_in_the_end(group):
    group.answer = {"errcode": 310000, "errmsg": "sign not match"}
    a_digest(a_robot(group))
    tried, at = [], NOON
    for _ in range(8):
        deliver_due(compose=compose, at=at)
        delivery = Delivery.objects.get()
        tried.append(delivery.state)
        at = delivery.next_at

    assert tried[:5] == [DeliveryState.FAILED] * 5
    assert tried[5:] == [DeliveryState.GIVEN_UP] * 3
    assert "sign not match" in str(Delivery.objects.get().trouble)
    assert len(group.heard) == 6


def test_a_person_has_it_sent_once_more(group):
    a_digest(a_robot(group))
    Delivery.objects.update(state=DeliveryState.GIVEN_UP, tries=6)

    with pytest.raises(NotAllowed):
        try_again(Delivery.objects.get(), may=not_you("no"), by=a_person(), at=NOON)
    try_again(Delivery.objects.get(), may=YES, by=a_person(), at=NOON)

    assert deliver_due(compose=compose, at=NOON) == 1
    with pytest.raises(Refused):
        try_again(Delivery.objects.get(), may=YES, by=a_person(), at=NOON)


def test_a_robot_that_sends_us_elsewhere_is_not_followed(group):
    group.status = 302
    a_digest(a_robot(group))

    deliver_due(compose=compose, at=NOON)

    assert [path.split("?")[0] for path, _ in group.heard] == ["/robot/send"]
    assert "HTTP 302" in str(Delivery.objects.get().trouble)


def test_a_base_that_is_no_longer_allowed_is_not_called(group, settings):
    a_digest(a_robot(group))
    settings.ROBOT_BASES = ("https://oapi.dingtalk.com",)

    deliver_due(compose=compose, at=NOON)

    assert (group.heard, Delivery.objects.get().state) == ([], DeliveryState.FAILED)


def test_a_robot_outside_the_allowed_bases_is_refused(settings):
    draft = RobotDraft("x", RobotKind.WECOM, "http://10.0.0.1/hook")

    with pytest.raises(Refused, match="is not an allowed address"):
        add_robot(7, draft, may=YES, by=a_person(), at=NOON)


def test_a_delivery_whose_sender_was_lost_is_left_to_a_person(group):
    a_digest(a_robot(group))
    Delivery.objects.update(state=DeliveryState.SENDING, begun_at=NOON - timedelta(minutes=11))

    assert (give_up_lost(at=NOON), deliver_due(compose=compose, at=NOON)) == (1, 0)
    assert "may have been sent" in str(Delivery.objects.get().trouble)


def test_people_get_e_mail_where_a_server_is_set_and_they_want_it(settings):
    settings.EMAIL_HOST = "mail.example"
    with_address, without = a_person(), a_person()
    with_address.email = "a@example.org"
    with_address.save()

    for person in (with_address, without):
        a_digest(person)
    deliver_due(compose=compose, at=NOON)

    assert [(one.to, one.body) for one in mail.outbox] == [(["a@example.org"], "还有1项待办")]
    assert Notice.objects.count() == 2


def test_one_digest_a_day_and_news_only_once():
    person = a_person()
    news = News(7, "meeting:1:moved", Text("Moved"), Text(""), "desk:desk", ("c",), MONDAY)

    assert [bool(a_digest(person)) for _ in range(2)] == [True, False]
    assert [len(tell(news, people=[person], at=NOON)) for _ in range(2)] == [1, 0]
    assert Notice.objects.filter(person=person).count() == 2


def test_the_digests_of_a_morning_take_as_many_statements_for_many_as_for_one(django_assert_max_num_queries):
    people = [a_person() for _ in range(30)]
    post = Post(7, MONDAY, (DigestLine(a_thing(), Reason.TODAY),))
    write_digest(post, to=people[0], at=NOON)

    with django_assert_max_num_queries(8):
        written = write_digests([(post, person) for person in people], at=NOON)

    assert [notice.person for notice in written] == people[1:]
    assert Reminder.objects.count() == 30
