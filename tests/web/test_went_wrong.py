"""A mistake of ours is said in the frame, where one can go on; only where there is no frame stands a bare page."""

from unittest.mock import patch

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from tests.world import a_campaign, a_clerk, signed_in

pytestmark = pytest.mark.django_db
DESK = "gongjian.web.desk.views.agenda"
FRAME = "gongjian.web.context.navigation"


def broken(person, campaign, *what):
    """The page of somebody's desk while these parts of it are broken."""
    browser = signed_in(Client(raise_request_exception=False), person)
    browser.get(f"/c/{campaign.slug}/")
    patches = [patch(one, side_effect=ImproperlyConfigured("broken")) for one in what]
    for one in patches:
        one.start()
    try:
        return browser.get(
            f"/c/{campaign.slug}/desk/",
            headers={"X-Request-ID": "proxy-0001", "Referer": "http://testserver/me/notices/"},
        )
    finally:
        for one in patches:
            one.stop()


def test_a_mistake_of_ours_is_said_in_the_frame_with_its_number_and_ways_on():
    campaign = a_campaign()

    answer = broken(a_clerk(campaign), campaign, DESK)

    assert answer.status_code == 500
    assert 'class="sidebar"' in answer.text
    assert "This is our mistake, and it has been recorded." in answer.text
    assert "proxy-0001" in answer.text
    assert 'href="/me/notices/"' in answer.text
    assert "ImproperlyConfigured" not in answer.text


def test_where_the_frame_itself_is_broken_a_bare_page_says_the_same():
    campaign = a_campaign()

    answer = broken(a_clerk(campaign), campaign, DESK, FRAME)

    assert answer.status_code == 500
    assert 'class="sidebar"' not in answer.text
    assert "This is our mistake, and it has been recorded." in answer.text
    assert "proxy-0001" in answer.text
    assert 'href="/"' in answer.text


def test_who_is_not_signed_in_reads_it_on_a_page_of_the_door():
    with patch("allauth.account.views.LoginView.dispatch", side_effect=ValueError("broken")):
        answer = Client(raise_request_exception=False).get(
            "/accounts/login/", headers={"Accept-Language": "en"}
        )

    assert answer.status_code == 500
    assert "This is our mistake, and it has been recorded." in answer.text
