"""A ceremony in the browser: its programme, its pictures, how ready its projects are, and what began."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongjian.campaigns.rules import Role
from gongjian.meetings import actions
from gongjian.meetings.models import Meeting
from gongjian.meetings.rules import CheckKind, MeetingKind
from tests.meetings.world import a_special
from tests.reading.test_uploads import a_picture
from tests.world import a_campaign, a_clerk, a_person, a_project, a_unit, noon, signed_in

pytestmark = pytest.mark.django_db
POINT = {"act": "opening", "minutes": "3"}
MET = {f"{kind}-met": "yes" for kind in CheckKind} | {f"{kind}-words": "核对原件" for kind in CheckKind}


@pytest.fixture
def meeting():
    return a_special(a_campaign(stands_at=noon(9, 11)), kind=MeetingKind.GROUNDBREAKING, title="集中开工")


@pytest.fixture
def office(client, meeting):
    return signed_in(client, a_clerk(meeting.campaign))


@pytest.fixture
def entry(meeting, office):
    project = a_project(meeting.campaign, unit=a_unit(meeting.campaign))
    office.post(url(meeting, "enter_project"), {"project": project.pk})
    return meeting.projects.get()


@pytest.fixture
def unit(entry, meeting, office):
    """Of the project's unit, which sees the ceremony when its papers are out."""
    office.post(url(meeting, "add_point"), POINT | {"title": "开场"})
    meeting.refresh_from_db()
    office.post(url(meeting, "act", "call"), {"seen": meeting.version})
    person = a_person(Role.REPORTER, at=entry.project.unit, campaign=entry.campaign)
    return signed_in(Client(), person)


def url(meeting, name="ceremony", *args):
    return reverse(f"meetings:{name}", args=[meeting.campaign.slug, meeting.pk, *args])


def began(meeting):
    meeting = Meeting.objects.get(pk=meeting.pk)
    return actions.begin_meeting(meeting, by=a_clerk(meeting.campaign), at=noon(9, 11), seen=meeting.version)


def test_an_ordinary_meeting_has_no_page_of_a_ceremony(meeting, office):
    assert office.get(url(a_special(meeting.campaign))).status_code == 404


def test_a_project_is_entered_once(entry, meeting, office):
    again = office.post(url(meeting, "enter_project"), {"project": entry.project_id})

    assert again.status_code == 422
    assert meeting.projects.count() == 1


def test_points_of_the_programme_change_places_at_venues_and_go(meeting, office):
    nameless = office.post(url(meeting, "add_venue"), {"name": ""})
    office.post(url(meeting, "add_venue"), {"name": "主会场", "place": "起步科技园"})
    for title in ("开场", "致辞"):
        office.post(url(meeting, "add_point"), POINT | {"title": title, "venue": meeting.venues.get().pk})
    first, second = meeting.programme.all()

    office.post(url(meeting, "handle_point", second.pk, "up"))
    assert [one.title for one in meeting.programme.all()] == ["致辞", "开场"]
    office.post(url(meeting, "handle_point", first.pk, "remove"))
    assert [one.title for one in meeting.programme.all()] == ["致辞"]
    assert office.post(url(meeting, "handle_point", second.pk, "sideways")).status_code == 404
    assert nameless.status_code == 422
    assert "主会场" in office.get(url(meeting)).text


def test_a_point_without_words_is_asked_for_them_on_the_page(meeting, office):
    answer = office.post(url(meeting, "add_point"), POINT | {"title": ""})

    assert answer.status_code == 422
    assert not meeting.programme.exists()


def test_a_picture_is_shown_until_it_is_removed_and_anything_else_is_refused(meeting, office):
    wrong = office.post(url(meeting, "add_photo"), {"file": SimpleUploadedFile("a.exe", b"MZ\x90")})
    office.post(
        url(meeting, "add_photo"), {"file": SimpleUploadedFile("现场.jpg", a_picture()), "caption": "奠基"}
    )
    photo = meeting.photos.get()

    assert wrong.status_code == 422
    assert "奠基" in office.get(url(meeting)).text
    assert office.get(url(meeting, "photo", photo.pk))["Content-Type"] == "image/jpeg"
    office.post(url(meeting, "remove_photo", photo.pk))
    assert office.get(url(meeting, "photo", photo.pk)).status_code == 404


def test_the_unit_says_how_ready_its_project_is_and_from_where_that_is_known(meeting, entry, unit):
    address = url(meeting, "ceremony_project", entry.pk)
    bare = unit.post(address, MET | {"land-words": " "})
    answer = unit.post(address, MET)

    assert bare.status_code == 422
    assert "State the source." in bare.text
    assert answer["Location"] == address
    entry.refresh_from_db()
    assert entry.readiness().is_ready
    assert "核对原件" in unit.get(address).text


def test_a_ready_project_comes_on_the_programme_and_off_again(meeting, entry, office, unit):
    unit.post(url(meeting, "ceremony_project", entry.pk), MET)
    entry.refresh_from_db()
    office.post(url(meeting, "put_on", entry.pk), {"seen": entry.version})
    entry.refresh_from_db()
    assert entry.on_programme

    elsewhere = office.post(url(meeting, "put_on", entry.pk), {"seen": entry.version, "venue": "99"})
    office.post(url(meeting, "take_off", entry.pk), {"seen": entry.version})
    entry.refresh_from_db()
    assert elsewhere.status_code == 422
    assert not entry.on_programme


def test_who_does_not_arrange_a_ceremony_puts_nothing_on_its_programme(meeting, entry, unit):
    assert unit.post(url(meeting, "put_on", entry.pk), {"seen": entry.version}).status_code == 403


def test_after_the_ceremony_the_unit_says_whether_the_project_began(meeting, entry, unit, office):
    address, typed = url(meeting, "tell_start", entry.pk), {"words": "开工令", "seen": entry.version}
    early = unit.post(address, typed | {"started_on": "2026-09-11"})
    began(meeting)
    wordless = unit.post(address, typed | {"words": "", "started_on": "2026-09-11"})
    ahead = unit.post(address, typed | {"started_on": "2026-09-12"})
    unit.post(address, typed | {"started_on": "2026-09-11"})

    assert (early.status_code, wordless.status_code, ahead.status_code) == (409, 422, 409)
    entry.refresh_from_db()
    assert (entry.started_on, entry.started_words) == (noon(9, 11).date(), "开工令")
    assert "开工令" in office.get(url(meeting, "ceremony_project", entry.pk)).text
    assert office.get(url(meeting)).status_code == 200


def test_a_kick_off_shows_the_letters_in_place_of_results(meeting, office):
    kick_off = a_special(meeting.campaign, kind=MeetingKind.KICK_OFF, title="动员会")

    assert office.get(url(kick_off)).status_code == 200


@pytest.mark.parametrize(("which", "form"), [("assignments", "odt"), ("menu", "pdf"), ("all", "pdf")])
def test_a_list_that_there_is_not_is_not_found(meeting, office, which, form):
    assert office.get(url(meeting, "ceremony_list", which, form)).status_code == 404
