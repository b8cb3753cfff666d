"""The page on which the Office and the administrators have everything held against the ledger."""

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import NotAllowed
from gongjian.ops.worker_loop import WorkerLoop
from gongjian.reporting.models import Figure
from gongjian.rounds.actions import ask_for_audit, carry_out
from gongjian.rounds.models import Audit
from gongjian.rounds.queries.examining import Examination
from gongjian.rounds.queries.naming import WORDS
from gongjian.rounds.queries.proofs import KEPT, KEPT_OUTSIDE, PROVED
from tests.proved import written_down
from tests.world import NOON, a_campaign, a_clerk, a_person, a_received_report, a_report, a_unit, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def campaign():
    campaign = a_campaign(with_rhythm=True)
    a_received_report(a_report(a_unit(campaign)))
    return campaign


def address(campaign, name="audit"):
    return reverse(f"campaigns:{name}", args=[campaign.slug])


def test_it_is_begun_by_a_button_and_done_by_a_worker(campaign, client):
    client = signed_in(client, a_clerk(campaign))
    assert "Nothing has been checked yet" in client.get(address(campaign)).content.decode()

    client.post(address(campaign, "begin_audit"))
    client.post(address(campaign, "begin_audit"))
    assert Audit.objects.count() == DBTaskResult.objects.count() == 1
    assert "Queued" in client.get(address(campaign)).content.decode()
    written_down(campaign)
    WorkerLoop().run_until_idle()

    page = client.get(address(campaign)).content.decode()
    assert "Everything agrees." in page
    assert Audit.objects.get().anchor in page


def test_what_does_not_agree_is_named(campaign, client):
    clerk = a_clerk(campaign)
    written_down(campaign)
    Figure.objects.update(value=99)
    audit = ask_for_audit(campaign, by=clerk, at=NOON)
    carry_out(audit, at=NOON)

    page = signed_in(client, clerk).get(address(campaign)).content.decode()

    assert "Not everything agrees: 1." in page
    assert "figures of a report: Organisation" in page
    assert "13 Sep" in page
    assert "This does not match the ledger." in page


def test_the_page_shows_how_far_it_is(campaign, client):
    ask_for_audit(campaign, by=a_clerk(campaign), at=NOON)
    Audit.objects.update(part=3, parts=40, looks_at=Examination(campaign).checks()[3].label)

    page = signed_in(client, a_clerk(campaign)).get(address(campaign)).content.decode()

    assert "Part 3 of 40: Rows against their entries" in page


def test_one_that_was_given_up_says_so_and_can_be_begun_again(campaign, client):
    ask_for_audit(campaign, by=a_clerk(campaign), at=NOON)
    DBTaskResult.objects.all().delete()
    client = signed_in(client, a_clerk(campaign))

    assert "The check was not finished" in client.get(address(campaign)).content.decode()
    client.post(address(campaign, "begin_audit"))
    assert Audit.objects.count() == 2


@pytest.mark.parametrize(
    ("role", "may"), [(Role.DIRECTOR, True), (Role.ADMINISTRATOR, True), (Role.SUPERVISOR, False)]
)
def test_it_is_for_the_office_and_the_administrators(campaign, client, role, may):
    person = a_person(role, campaign=campaign)

    assert (signed_in(client, person).get(address(campaign)).status_code == 200) is may
    if not may:
        with pytest.raises(NotAllowed):
            ask_for_audit(campaign, by=person, at=NOON)


def test_every_kind_of_thing_that_can_be_amiss_has_its_word():
    labels = {kind.label for kind in PROVED} | {kept.label for kept in (*KEPT, *KEPT_OUTSIDE)}

    assert labels == set(WORDS)
