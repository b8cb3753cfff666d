"""The pages of the steps."""

import pytest
from django.urls import reverse

from gongjian.campaigns.rules import Role
from gongjian.worklist.actions import StepDraft, draw_steps
from gongjian.worklist.models import StepPlan, StepSet
from gongjian.worklist.rules.backwards import WorkStep
from tests.web.asked import questions
from tests.world import NOON, a_campaign, a_clerk, a_person, an_item, signed_in

pytestmark = pytest.mark.django_db

TYPED = {
    "seen": "0",
    "name-1": "design",
    "workdays-1": "5",
    "name-2": "build",
    "workdays-2": "10",
    "after-2": "1",
}


def the_reporter(client, item):
    return signed_in(client, a_person(Role.REPORTER, campaign=item.campaign, at=item.baseline.unit))


def address(name, item, *more):
    return reverse(f"worklist:{name}", args=[item.campaign.slug, item.code, *more])


def test_a_reporter_draws_steps_and_sees_by_when_each_must_begin(client):
    item = an_item(a_campaign())
    the_reporter(client, item)

    answer = client.post(address("draw_steps", item), TYPED, follow=True)

    assert answer.status_code == 200
    assert [one.row.name for one in (line.one for line in answer.context["told"])] == ["design", "build"]


def test_what_a_change_pushes_is_shown_and_nothing_is_saved(client):
    item = an_item(a_campaign())
    the_reporter(client, item)
    client.post(address("draw_steps", item), TYPED)

    answer = client.post(
        address("draw_steps", item),
        {**TYPED, "seen": "1", "was-1": "1", "was-2": "2", "workdays-2": "12", "preview": "1"},
    )

    assert [(push.name, push.moves) for push in answer.context["pushes"]] == [
        ("design", True),
        ("build", True),
    ]
    assert StepPlan.objects.get(item=item).version == 1


def test_a_step_that_cannot_be_read_is_named_and_everything_typed_stays(client):
    item = an_item(a_campaign())
    the_reporter(client, item)

    answer = client.post(address("draw_steps", item), {**TYPED, "workdays-2": "ten"})

    assert answer.status_code == 422
    assert [line.workdays for line in answer.context["lines"]] == ["5", "ten"]


def test_a_reporter_marks_a_step_beside_the_report(client):
    item = an_item(a_campaign())
    the_reporter(client, item)
    client.post(address("draw_steps", item), TYPED)

    client.post(address("mark_step", item, 1), {"mark": "done", "on": "2026-09-09"})

    assert str(item.step_plan.steps.get(number=1).done_on) == "2026-09-09"


def test_a_stranger_does_not_learn_that_the_item_exists(client):
    item, other = an_item(a_campaign()), an_item(a_campaign())
    the_reporter(client, other)

    assert client.get(address("item_steps", item)).status_code == 404


def test_the_office_sets_the_standard_steps_from_the_usual_ones(client):
    item = an_item(a_campaign())
    signed_in(client, a_clerk(item.campaign))
    url = reverse("worklist:standard_steps", args=[item.campaign.slug, item.project.line_of_work.code])

    shown = client.get(url, {"from": "land"})
    client.post(url, {"seen": "0", **{f"{n}-{line.place}": getattr(line, n) for line in shown.context["lines"] for n in ("name", "workdays", "after")}})  # fmt: skip

    assert len(StepSet.objects.get(campaign=item.campaign).steps) == 5


def test_the_roadmap_asks_the_same_number_of_questions_for_one_item_and_for_three(client):
    item = an_item(a_campaign())
    clerk = a_clerk(item.campaign)
    signed_in(client, clerk)
    url = reverse("worklist:roadmap", args=[item.campaign.slug])
    steps = [StepDraft(WorkStep(1, "a", 3))]
    draw_steps(item, steps, by=clerk, at=NOON, seen=0)
    client.get(url)
    one = questions(client, url)

    for _ in range(2):
        draw_steps(an_item(item.campaign, project=item.project), steps, by=clerk, at=NOON, seen=0)

    assert questions(client, url) == one


def test_no_button_of_a_row_calls_louder_than_the_others(client):
    item = an_item(a_campaign())
    the_reporter(client, item)
    client.post(address("draw_steps", item), TYPED)

    page = client.get(address("item_steps", item)).text

    assert page.count('name="mark" value="done"') == 2
    assert "btn-primary" not in page.partition("<main")[2]
