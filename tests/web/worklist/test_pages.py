from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from gongjian.campaigns.rules import Role
from gongjian.reading.uploads import CheckedFile
from gongjian.reporting.actions import attach_file, attach_reference
from gongjian.reporting.models import Evidence
from gongjian.standing.models import Hold
from gongjian.worklist.actions import change_item
from gongjian.worklist.models import Item, Project
from tests.standing.reports import sent_back
from tests.web.asked import questions
from tests.world import (
    NOON,
    a_campaign,
    a_clerk,
    a_confirmed_report,
    a_person,
    a_report,
    a_unit,
    a_writer,
    an_item,
    noon,
    signed_in,
)

SEES_ALL = ("clerk", "director", "supervisor", "assessor", "administrator")


def at(world, name, *args):
    return reverse(f"worklist:{name}", args=[world.campaign.slug, *args])


@pytest.fixture
def office(client, world):
    return signed_in(client, world.clerk)


@pytest.mark.parametrize("who", [role.value for role in Role])
def test_who_may_open_what(client, world, who):
    signed_in(client, getattr(world, who))
    own = 200 if who in (*SEES_ALL, "reporter", "head") else 404
    other = 200 if who in (*SEES_ALL, "leader") else 404

    assert client.get(at(world, "overview")).status_code == 200
    assert client.get(at(world, "list")).status_code == 200
    assert client.get(at(world, "project", "P-1")).status_code == own
    assert client.get(at(world, "item", "P-1-1")).status_code == own
    assert client.get(at(world, "project", "P-2")).status_code == other
    assert client.get(at(world, "item", "P-2-1")).status_code == other


EDITS = [
    ("new_project", ()),
    ("edit_project", ("P-1",)),
    ("new_item", ("P-1",)),
    ("edit_item", ("P-1-1",)),
    ("rebaseline", ("P-1-1",)),
    ("withdraw", ("P-1-1",)),
]


@pytest.mark.parametrize(("name", "args"), EDITS)
def test_units_are_told_that_only_the_office_changes_the_list(client, world, name, args):
    signed_in(client, world.head)

    for answer in (client.get(at(world, name, *args)), client.post(at(world, name, *args))):
        assert answer.status_code == 403
        assert "Only the Campaign Office may change the list." in answer.content.decode()


@pytest.mark.parametrize(("name", "args"), [*EDITS, ("hold", ("P-1-1",)), ("end_hold", ("P-1-1",))])
def test_rubbish_is_refused_and_stays_in_the_form(client, world, name, args):
    signed_in(client, world.director)
    rubbish = dict.fromkeys(
        [
            "code",
            "name",
            "unit",
            "weight",
            "starts_on",
            "due_on",
            "target",
            "steps",
            "measure",
            "curve",
            "kind",
        ],
        "9" * 400 + "<b>é",
    )

    empty = client.post(at(world, name, *args))
    answer = client.post(at(world, name, *args), rubbish | {"seen": "x", "reason": "\0", "until": "never"})

    assert empty.status_code in (404, 422)
    assert answer.status_code in (404, 422)
    assert b"<b>" not in answer.content


def typed(form):
    """What a browser would send back of a form that somebody only looked at."""
    answer = {}
    for field in form:
        value = field.value()
        if isinstance(value, list):
            answer[field.html_name] = [getattr(one, "pk", one) for one in value]
        elif value is not None:
            answer[field.html_name] = getattr(value, "pk", value)
    return answer


def test_a_project_comes_into_the_list(office, world):
    form = office.get(at(world, "new_project")).context["form"]
    said = typed(form) | {
        "code": "N-1",
        "name": "New bridge",
        "line_of_work": world.project.line_of_work_id,
        "unit": world.first.organisation_id,
        "total_investment": "1200.5",
        "supporting_units": [world.second.organisation_id],
    }

    answer = office.post(at(world, "new_project"), said)

    assert answer["Location"] == at(world, "project", "N-1")
    project = Project.objects.get(code="N-1")
    assert (project.total_investment, list(project.supporting_units.all())) == (
        Decimal("1200.50"),
        [world.second.organisation],
    )
    again = office.post(at(world, "new_project"), said)
    assert again.status_code == 409
    assert "already in use" in again.content.decode()
    assert "New bridge" in again.content.decode()


def test_a_project_is_changed_and_a_colleague_is_told(office, world):
    said = typed(office.get(at(world, "edit_project", "P-1")).context["form"])

    assert office.post(at(world, "edit_project", "P-1"), said | {"name": "Renamed"}).status_code == 302
    late = office.post(at(world, "edit_project", "P-1"), said | {"name": "Mine"})

    assert late.status_code == 409
    assert 'value="Mine"' in late.content.decode()
    assert Project.objects.get(code="P-1").name == "Renamed"


ITEM = {"name": "Deck", "weight": "1", "starts_on": "2026-09-01", "due_on": "2026-10-30", "target": "100"}


@pytest.mark.parametrize(
    ("code", "measure", "curve", "steps", "count"),
    [
        ("D-1", "quantity", "by_day", "", 0),
        ("D-2", "percent", "by_month", "", 0),
        ("D-3", "percent", "steps", "2026-09-30; 40\n2026-10-30;100 %; all", 2),
        ("D-4", "milestone", "milestones", "2026-09-30; 1/3; contract\n2026-10-30\uff1b100\uff1bdone", 2),
    ],
)
def test_items_of_every_curve_come_into_the_list(office, world, code, measure, curve, steps, count):
    unit = world.first.organisation_id
    said = ITEM | {"code": code, "measure": measure, "curve": curve, "steps": steps, "unit": unit}

    answer = office.post(at(world, "new_item", "P-1"), said | {"targets": [world.target.pk]})

    assert answer["Location"] == at(world, "item", code)
    item = Item.objects.get(code=code)
    assert (len(item.baseline.steps), list(item.targets.all())) == (count, [world.target])
    assert office.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"curve": "steps", "steps": "tomorrow; 40"}, "Line 1: This cannot be read as a date."),
        ({"curve": "steps", "steps": "2026-09-30; 1/0"}, "Line 1 cannot be read"),
        ({"curve": "steps", "steps": "2026-09-30; 1e99"}, "Line 1 cannot be read"),
        ({"curve": "steps", "steps": "2026-09-30; NaN"}, "Line 1 cannot be read"),
        ({"curve": "steps", "steps": "2026-09-30; 40\n\n2026-10-30"}, "Line 2 cannot be read"),
        ({"curve": "steps", "steps": "2026-09-30; 40"}, "The last milestone must be 100%%."),
        ({"measure": "milestone"}, "needs a milestone baseline"),
        ({"due_on": "2026-08-01"}, "cannot be before the start"),
        ({"target": "0"}, "must be more than zero"),
    ],
)
def test_a_baseline_that_cannot_be_measured_gets_a_sentence(office, world, change, sentence):
    said = ITEM | {
        "code": "D-1",
        "measure": "quantity",
        "curve": "by_day",
        "unit": world.first.organisation_id,
    }

    answer = office.post(at(world, "new_item", "P-1"), said | change)

    assert answer.status_code == 422
    assert b'data-page="refused"' in answer.content  # the browser keeps what was typed
    assert sentence in answer.content.decode()
    assert 'value="Deck"' in answer.content.decode()
    assert not Item.objects.filter(code="D-1").exists()


def test_an_item_is_renamed(office, world):
    said = typed(office.get(at(world, "edit_item", "P-1-1")).context["form"])

    office.post(at(world, "edit_item", "P-1-1"), said | {"name": "Other name"})

    assert Item.objects.get(code="P-1-1").name == "Other name"
    assert list(Item.objects.get(code="P-1-1").targets.all()) == [world.target]


def test_a_new_baseline_is_set_beside_the_original(office, world):
    page = office.get(at(world, "rebaseline", "P-1-1"))
    said = typed(page.context["form"])
    assert "29 Nov 2026" in page.content.decode()

    silent = office.post(at(world, "rebaseline", "P-1-1"), said)
    office.post(at(world, "rebaseline", "P-1-1"), said | {"due_on": "2026-12-09", "reason": "flood"})
    text = office.get(at(world, "item", "P-1-1")).content.decode()

    assert silent.status_code == 422
    assert "flood" in text
    assert "Original" in text
    assert "originally Sun 29 Nov" in office.get(at(world, "project", "P-1")).content.decode()
    assert "originally Sun 29 Nov" in office.get(at(world, "list")).content.decode()


def test_milestones_survive_the_form(office, world):
    steps = "2026-09-30; 1/3; contract\n2026-10-30; 100; done"
    said = ITEM | {"code": "D-4", "measure": "milestone", "curve": "milestones", "steps": steps}
    office.post(at(world, "new_item", "P-1"), said | {"unit": world.first.organisation_id})

    again = typed(office.get(at(world, "rebaseline", "D-4")).context["form"])

    assert again["steps"] == steps


def test_an_item_leaves_the_list_and_its_page_says_why(office, world):
    said = typed(office.get(at(world, "withdraw", "P-1-1")).context["form"])

    office.post(at(world, "withdraw", "P-1-1"), said | {"reason": "stopped by the province"})

    assert "P-1-1" not in office.get(at(world, "list")).content.decode()
    assert "stopped by the province" in office.get(at(world, "item", "P-1-1")).content.decode()
    assert "stopped by the province" in office.get(at(world, "project", "P-1")).content.decode()


def test_the_director_accepts_a_reason_and_ends_it(client, world):
    signed_in(client, world.director)
    said = {"kind": "land", "reason": "relocation", "until": "2026-10-01"}

    assert client.post(at(world, "hold", "P-1-2"), said).status_code == 302
    text = client.get(at(world, "item", "P-1-2")).content.decode()
    assert "The Office has accepted a reason until Thu 1 Oct" in text
    assert client.post(at(world, "end_hold", "P-1-2")).status_code == 302
    assert client.post(at(world, "end_hold", "P-1-2")).status_code == 404
    assert Hold.objects.get().ended_by == world.director


@pytest.mark.parametrize("until", ["2026-09-01", "2027-09-01"])
def test_a_hold_without_a_sound_end_is_refused_with_the_text_kept(client, world, until):
    signed_in(client, world.director)

    answer = client.post(at(world, "hold", "P-1-2"), {"kind": "land", "reason": "relocation", "until": until})

    assert answer.status_code == 409
    assert "relocation" in answer.content.decode()


def test_a_clerk_is_told_that_only_the_director_accepts_reasons(office, world):
    answer = office.get(at(world, "hold", "P-1-2"))

    assert answer.status_code == 403
    assert "Only the director" in answer.content.decode()


def test_the_light_is_explained_in_words(office, world):
    text = office.get(at(world, "item", "P-1-1")).content.decode()

    assert "On Tue 15 Sep its baseline expects 16.7%; reported is 20.0%; the gap is +3.3 points." in text
    assert "and not below −5 points: on schedule." in text
    late = office.get(at(world, "item", "P-1-2")).content.decode()
    assert "It was due on Mon 14 Sep and is 1 working days late" in late


def test_figures_that_were_sent_back_stay_on_the_items_page(office, world):
    sent_back(world.report, at=noon(9, 14))

    assert "Sent back" in office.get(at(world, "item", "P-1-1")).content.decode()
    assert "Nothing has been reported yet." in office.get(at(world, "project", "P-1")).content.decode()


def test_a_page_of_another_day_knows_nothing_later(office, world):
    text = office.get(at(world, "item", "P-1-1"), {"on": "2026-09-10"}).content.decode()

    assert "As known" in text
    assert "Nothing has been reported yet." in text
    assert "New baseline" not in text
    assert office.get(at(world, "project", "P-1"), {"on": "2026-09-10"}).status_code == 200
    assert office.get(at(world, "project", "P-1"), {"on": "x"}).status_code == 409


def test_a_project_asks_no_more_with_many_items(office, world):
    few = questions(office, at(world, "project", "P-1"))
    assert few <= 20
    for _ in range(5):
        an_item(project=world.project, unit=world.first)

    assert questions(office, at(world, "project", "P-1")) == few


@pytest.fixture
def evidence(world):
    report = a_report(world.second, period=world.report.period, items=0)
    row = report.rows.get(item__code="P-2-1")
    reporter = a_person(Role.REPORTER, at=world.second)
    image = BytesIO()
    Image.new("RGB", (4, 4)).save(image, "PNG")
    files = {
        "image": CheckedFile("照片.png", "image/png", image.getvalue()),
        "paper": CheckedFile(
            "a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"
        ),
    }
    kept = {name: attach_file(row, file, by=reporter, at=noon(9, 11)) for name, file in files.items()}
    return kept | {"reference": attach_reference(row, "paper no. 4", by=reporter, at=noon(9, 11))}


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("clerk", 200),
        ("supervisor", 200),
        ("leader", 404),
        ("reporter", 404),
        ("head", 404),
        ("observer", 404),
    ],
)
def test_evidence_that_has_not_left_its_unit_is_for_those_who_see_its_report(
    client, world, evidence, who, status
):
    answer = signed_in(client, getattr(world, who)).get(at(world, "evidence", evidence["image"].pk))

    assert answer.status_code == status


def test_evidence_comes_with_its_own_kind_and_nothing_else(office, world, evidence):
    image = office.get(at(world, "evidence", evidence["image"].pk))
    paper = office.get(at(world, "evidence", evidence["paper"].pk))

    assert (image["Content-Type"], image["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert image["Content-Disposition"].startswith("inline; filename*=UTF-8''%E7")
    assert paper["Content-Disposition"].startswith("attachment;")
    assert "default-src 'none'" in image["Content-Security-Policy"]
    assert office.get(at(world, "evidence", evidence["reference"].pk)).status_code == 404
    assert "paper no. 4" in office.get(at(world, "item", "P-2-1")).content.decode()


def test_evidence_that_was_removed_or_belongs_elsewhere_is_not_there(client, office, world, evidence):
    Evidence.objects.filter(pk=evidence["paper"].pk).update(removed_at=noon(9, 12))
    assert office.get(at(world, "evidence", evidence["paper"].pk)).status_code == 404

    elsewhere = a_campaign()
    signed_in(client, a_clerk(elsewhere))
    address = reverse("worklist:evidence", args=[elsewhere.slug, evidence["image"].pk])
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_evidence_is_read_by_others_when_its_report_has_left_the_unit_and_not_before():
    report = a_report()
    row, writer = report.rows.get(), a_writer(report)
    attached = attach_file(
        row, CheckedFile("内部底稿.pdf", "application/pdf", b"%PDF-1.7 x"), by=writer, at=NOON
    )
    other = a_unit(report.campaign).organisation
    Project.objects.filter(pk=row.item.project_id).update(unit=other)
    project = row.item.project
    item = reverse("worklist:item", args=[report.campaign.slug, row.item.code])
    pages = [item, reverse("worklist:project", args=[report.campaign.slug, project.code])]
    file = reverse("worklist:evidence", args=[report.campaign.slug, attached.pk])
    reader = signed_in(Client(), a_person(Role.REPORTER, at=other, campaign=report.campaign))
    own, office = signed_in(Client(), writer), signed_in(Client(), a_clerk(report.campaign))

    assert [one.get(file).status_code for one in (own, office, reader)] == [200, 200, 404]
    assert all("内部底稿" not in reader.get(page).text for page in pages)
    a_confirmed_report(report, at=NOON + timedelta(hours=1))
    late = attach_file_late(row, at=NOON + timedelta(hours=2))
    assert reader.get(file).status_code == 200
    assert all("内部底稿" in reader.get(page).text for page in pages)
    assert reader.get(reverse("worklist:evidence", args=[report.campaign.slug, late.pk])).status_code == 404


def attach_file_late(row, *, at):
    """What is put to a report that came back, and has not left again."""
    return row.evidence.create(
        campaign_id=row.campaign_id, item_id=row.item_id, file_name="补充.pdf", sha256="0" * 64,
        added_at=at, added_by=a_clerk(row.report.campaign),
    )  # fmt: skip


def test_an_items_page_of_an_earlier_day_says_what_the_item_was_called_and_weighed_then(office, world):
    item = world.items[0]
    before, clerk = item.name, a_person(Role.CLERK, campaign=world.campaign)
    change_item(item, name="After", weight=Decimal("7.25"), targets=(), by=clerk, at=noon(9, 14), seen=item.version)  # fmt: skip

    now = office.get(at(world, "item", item.code)).content.decode()
    then = office.get(at(world, "item", item.code) + "?on=2026-09-12").content.decode()

    assert ("After" in heading(now), "7.25" in now) == (True, True)
    assert (before in heading(then), "7.25" in then.partition("<dl")[2].partition("</dl>")[0]) == (
        True,
        False,
    )


def heading(page):
    return page.partition("<h1")[2].partition("</h1>")[0]
