"""The plan document in the browser."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongjian.campaigns.models import PlanPaper
from gongjian.campaigns.rules import Role
from gongjian.campaigns.rules.drafting import Decision
from gongjian.reading.plan import FactKind
from tests.campaigns.test_papers import PLAN, a_paper
from tests.reading.word_files import said, word_file
from tests.world import a_campaign, a_clerk, a_person, a_unit, signed_in

pytestmark = pytest.mark.django_db


def url(name, campaign, *more):
    return reverse(f"campaigns:{name}", args=[campaign.slug, *more])


def the_clerk(client, campaign):
    clerk = a_clerk(campaign)
    signed_in(client, clerk)
    return clerk


def test_a_clerk_brings_a_document_in_and_sees_it_with_its_facts_underlined(client):
    campaign = a_campaign()
    the_clerk(client, campaign)

    answer = client.post(
        url("plan_papers", campaign), {"file": SimpleUploadedFile("plan.txt", PLAN.encode())}, follow=True
    )

    assert answer.status_code == 200
    marked = [piece.text for piece in answer.context["pieces"] if piece.facts]
    assert "".join(piece.text for piece in answer.context["pieces"]) == PlanPaper.objects.get().text
    assert any("42个重大前期项目" in words for words in marked)


def test_a_file_that_cannot_be_read_is_answered_with_the_reason(client):
    campaign = a_campaign()
    the_clerk(client, campaign)

    answer = client.post(
        url("plan_papers", campaign), {"file": SimpleUploadedFile("plan.docx", b"PK\x03\x04 broken")}
    )

    assert answer.status_code == 409
    assert PlanPaper.objects.count() == 0


def test_accepting_a_fact_with_htmx_brings_the_card_only_and_it_stands_in_the_whole_page(client):
    campaign = a_campaign()
    clerk = the_clerk(client, campaign)
    fact = a_paper(campaign, by=clerk).facts.first()

    part = client.post(url("decide_plan_fact", campaign, fact.pk), {"decision": "accepted"}, headers={"HX-Request": "true"}, follow=True)  # fmt: skip

    fact.refresh_from_db()
    assert fact.decision == Decision.ACCEPTED
    assert part.content.decode().strip().startswith("<li")


def test_a_correction_that_cannot_be_used_keeps_what_was_typed(client):
    campaign = a_campaign()
    clerk = the_clerk(client, campaign)
    fact = a_paper(campaign, by=clerk).facts.filter(kind=FactKind.TARGET).first()

    typed = {
        "item": "前期项目",
        "op": "=",
        "value": "many",
        "unit": "个",
        "level": "ensure",
        "date": "",
        "seen": "1",
    }
    answer = client.post(url("plan_fact", campaign, fact.pk), typed)

    assert answer.status_code == 422
    assert answer.context["form"]["value"].value() == "many"


def test_making_the_campaign_goes_from_document_to_targets(client):
    campaign = a_campaign()
    clerk = the_clerk(client, campaign)
    paper = a_paper(campaign, by=clerk)

    client.post(url("decide_plan_facts", campaign, paper.pk), {"decision": "accepted"})
    answer = client.post(url("make_plan", campaign, paper.pk), follow=True)

    assert answer.status_code == 200
    target = campaign.targets.get(value=42)
    page = client.get(url("target", campaign, target.code)).content.decode()
    assert f"?fact={target.plan_facts.get().pk}" in page


def test_a_fact_is_added_on_marked_words(client):
    campaign = a_campaign()
    clerk = the_clerk(client, campaign)
    paper = a_paper(campaign, by=clerk)

    client.post(url("add_plan_fact", campaign, paper.pk), {"kind": "phase", "start": "3", "end": "9", "item": "收尾阶段", "date": "--12-01/--12-25"})  # fmt: skip

    assert paper.facts.get(read__isnull=True).said["item"] == "收尾阶段"


def test_a_reporter_reads_the_document_and_decides_nothing(client):
    campaign = a_campaign()
    paper = a_paper(campaign)
    signed_in(client, a_person(Role.REPORTER, at=a_unit(campaign)))

    assert client.get(url("plan_paper", campaign, paper.pk)).status_code == 200
    fact = paper.facts.first()
    assert (
        client.post(url("decide_plan_fact", campaign, fact.pk), {"decision": "accepted"}).status_code == 403
    )


def test_a_document_of_another_campaign_does_not_exist(client):
    campaign, other = a_campaign(), a_campaign()
    the_clerk(client, campaign)

    assert client.get(url("plan_paper", campaign, a_paper(other).pk)).status_code == 404


def test_what_was_not_read_of_a_word_file_is_named_on_its_page(client):
    campaign = a_campaign()
    the_clerk(client, campaign)
    content = word_file(said("完成投资15亿元。"), comments='<w:comment w:id="1"/>', header=said("内部资料"))

    answer = client.post(
        url("plan_papers", campaign), {"file": SimpleUploadedFile("plan.docx", content)}, follow=True
    )

    assert "Headers and footers are not read." in answer.content.decode()
    assert "Comments are not read: 1." in answer.content.decode()
