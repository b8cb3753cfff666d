"""The pages of obstacles, as each role meets them."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from gongjian.campaigns.rules import Role
from gongjian.obstacles.actions import ask_for_time, close, comment, propose_escalations
from gongjian.obstacles.models import Obstacle, ObstacleKind
from gongjian.obstacles.rules import Level, ObstacleState, Ruling
from tests.obstacles.world import (
    a_draft,
    a_group,
    a_kind,
    a_member,
    a_reporter,
    an_obstacle,
    escalated,
    in_hand,
    solved,
)
from tests.web.obstacles.world import at, post
from tests.world import NOON, a_campaign, a_clerk, a_person, a_project, a_unit, an_item, noon, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def obstacle():
    return in_hand()


def test_each_chooses_among_the_projects_of_which_they_can_say_something(client):
    campaign = a_campaign()
    own, supported, other = (a_project(campaign, unit=a_unit(campaign)) for _ in range(3))
    supported.supporting_units.add(own.unit)
    reporter = a_person(Role.REPORTER, at=own.unit, campaign=campaign)
    member = a_person(Role.MEMBER, at=a_group(campaign), campaign=campaign)

    def offered(person):
        return set(at(signed_in(client, person), campaign, "raise").context["projects"])

    assert offered(reporter) == {own, supported}
    assert offered(member) == offered(a_clerk(campaign)) == {own, supported, other}
    assert offered(a_person(Role.OBSERVER, campaign=campaign)) == set()


def test_the_desk_of_a_group_is_its_own_peoples_and_those_who_read_everything(client):
    campaign = a_campaign()
    group, other = a_group(campaign), a_group(campaign)
    kinds = [a_kind(campaign, group=one) for one in (group, other)]
    member = a_person(Role.MEMBER, at=group, campaign=campaign)

    def opened(person, kind):
        return at(signed_in(client, person), campaign, "group", kind.group_id).status_code

    assert [opened(member, kind) for kind in kinds] == [200, 404]
    assert [opened(a_clerk(campaign), kind) for kind in kinds] == [200, 200]


def test_each_stands_on_one_of_three_lists(client, obstacle):
    campaign = obstacle.campaign
    an_obstacle(campaign, words="等待受理的事")
    done = solved(campaign=campaign)
    close(done, by=a_clerk(campaign), at=NOON, seen=done.version)
    office = signed_in(client, a_clerk(campaign))

    pages = [at(office, campaign, "list", query=f"list={which}") for which in ("new", "in_hand", "closed")]

    assert [page.context["page"].paginator.count for page in pages] == [1, 1, 1]
    assert "等待受理的事" in pages[0].content.decode()
    assert at(office, campaign, "list", query="list=nonsense").status_code == 404


def test_the_list_says_what_is_left_and_whose_desk_it_is_on(client, obstacle):
    page = at(signed_in(client, a_clerk(obstacle.campaign)), obstacle.campaign, "list").content.decode()

    assert "5 working days left" in page
    assert f"{obstacle.group} · {obstacle.handler}" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=签约", 1),
        ("q=1", 1),
        ("q=nothing", 0),
        ("overdue=1", 0),
        ("level=leader", 0),
        ("level=group&sort=-due", 1),
        ("kind=999999", 0),
    ],
)
def test_the_list_is_filtered_by_its_address(client, obstacle, query, found):
    page = at(signed_in(client, a_clerk(obstacle.campaign)), obstacle.campaign, "list", query=query)

    assert page.context["page"].paginator.count == found


def test_each_filter_in_force_is_a_chip_that_takes_it_off(client, obstacle):
    query = f"list=new&q=x&unit={obstacle.unit.pk}&overdue=1&project={obstacle.project.code}"

    page = at(signed_in(client, a_clerk(obstacle.campaign)), obstacle.campaign, "list", query=query)

    assert {chip["label"]: chip["value"] for chip in page.context["chips"]} == {
        "Search": "x",
        "Project": obstacle.project.code,
        "Unit": str(obstacle.unit),
        "Due": "overdue",
    }
    assert "q=" not in page.context["chips"][0]["remove_url"]
    assert page.context["clear"] == "?list=new"
    assert "chips-clear" in page.text


@pytest.mark.parametrize("query", ["level=x", "sort=x", "kind=x", "unit=-1"])
def test_an_address_that_cannot_be_read_is_no_page(client, obstacle, query):
    page = at(signed_in(client, a_clerk(obstacle.campaign)), obstacle.campaign, "list", query=query)

    assert page.status_code == 404


def test_the_part_stands_in_the_whole_page(client, obstacle):
    office = signed_in(client, a_clerk(obstacle.campaign))
    address = reverse("obstacles:list", args=[obstacle.campaign.slug])

    part = client.get(address, headers={"HX-Request": "true"}).content.decode().strip()

    assert part in office.get(address).content.decode()


def test_the_list_goes_out_as_excel_and_no_cell_calculates(client):
    campaign = a_campaign()
    in_hand(campaign=campaign, words="=1+1")
    answer = at(signed_in(client, a_clerk(campaign)), campaign, "export")

    sheet = load_workbook(BytesIO(answer.content)).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]


@pytest.mark.parametrize("many", [1, 12])
def test_the_list_asks_no_more_with_many(client, many, django_assert_max_num_queries):
    campaign = a_campaign()
    for _ in range(many):
        in_hand(campaign=campaign)
    office = signed_in(client, a_clerk(campaign))

    with django_assert_max_num_queries(18):
        at(office, campaign, "list")


def test_what_one_may_not_see_is_no_page(client, obstacle):
    stranger = a_person(Role.REPORTER, at=a_unit(obstacle.campaign))

    assert at(signed_in(client, stranger), obstacle.campaign, "obstacle", obstacle.number).status_code == 404


def test_the_page_offers_what_the_verbs_accept_and_no_more(client):
    obstacle = an_obstacle()
    member, supervisor = a_member(obstacle), a_person(Role.SUPERVISOR, campaign=obstacle.campaign)

    offered = at(signed_in(client, member), obstacle.campaign, "obstacle", obstacle.number).context["offers"]
    looked = at(signed_in(client, supervisor), obstacle.campaign, "obstacle", obstacle.number).context[
        "offers"
    ]

    assert [one.move for one in offered] == ["accept", "route", "hand_back", "escalate"]
    assert looked == []


def test_it_is_raised_from_an_item_in_one_form(client):
    campaign = a_campaign()
    unit = a_unit(campaign)
    item = an_item(project=a_project(campaign, unit=unit), unit=unit)
    kind = a_kind(campaign, group=a_group(campaign))
    reporter = signed_in(client, a_person(Role.REPORTER, at=unit))
    typed = {
        "kind": kind.pk,
        "words": "缺图纸",
        "wanted": "催要",
        "wanted_by": "2026-09-30",
        "items": [item.pk],
    }

    form = at(reporter, campaign, "raise", query=f"item={item.code}").context["form"]
    answer = post(reporter, campaign, "raise", query=f"item={item.code}", **typed)

    assert form.initial["items"] == [item.pk]
    assert answer.status_code == 302
    assert Obstacle.objects.get().items.get() == item


def test_what_is_missing_keeps_what_was_typed(client):
    campaign = a_campaign()
    project = a_project(campaign)
    office = signed_in(client, a_clerk(campaign))

    answer = post(office, campaign, "raise", query=f"project={project.code}", words="缺图纸")

    assert answer.status_code == 422
    assert "缺图纸" in answer.content.decode()


def test_of_which_project_is_asked_first(client, obstacle):
    campaign = obstacle.campaign
    page = at(signed_in(client, a_member(obstacle)), campaign, "raise", query=f"q={obstacle.project.code}")

    assert obstacle.project.name in page.content.decode()
    assert at(client, campaign, "raise", query="project=NONE").status_code == 404
    assert at(client, campaign, "raise", query="entry=x").status_code == 404


def test_what_was_handed_back_is_mended(client):
    obstacle = an_obstacle()
    reporter = signed_in(client, a_reporter(obstacle))
    typed = {
        "kind": obstacle.kind_id,
        "words": "东岸三户",
        "wanted": "协调",
        "wanted_by": "2026-10-09",
        "seen": obstacle.version,
    }

    assert at(reporter, obstacle.campaign, "mend", obstacle.number).status_code == 200
    assert post(reporter, obstacle.campaign, "mend", obstacle.number, **typed).status_code == 302
    assert Obstacle.objects.get().words == "东岸三户"
    assert post(reporter, obstacle.campaign, "mend", obstacle.number, **typed).status_code == 409


MOVES = {
    "accept": (an_obstacle, a_member, {}, ObstacleState.IN_HAND),
    "hand_back": (in_hand, a_member, {"reason": "缺户数"}, ObstacleState.HANDED_BACK),
    "solve": (in_hand, a_member, {"solution": "已签", "reference": "纪要"}, ObstacleState.SOLVED),
    "close": (solved, a_reporter, {}, ObstacleState.CLOSED),
    "send_back": (solved, a_reporter, {"reason": "余一户"}, ObstacleState.IN_HAND),
    "withdraw": (an_obstacle, a_reporter, {"reason": "已解决"}, ObstacleState.WITHDRAWN),
}


@pytest.mark.parametrize("move", MOVES)
def test_every_move_is_made_from_the_page(client, move):
    begun, who, typed, state = MOVES[move]
    obstacle = begun()
    person = signed_in(client, who(obstacle))

    answer = post(person, obstacle.campaign, "move", obstacle.number, move, seen=obstacle.version, **typed)

    assert answer.status_code == 302
    assert Obstacle.objects.get().state == state


def test_a_refused_form_stands_open_with_its_sentence(client, obstacle):
    member = signed_in(client, a_member(obstacle))

    answer = post(
        member, obstacle.campaign, "move", obstacle.number, "solve", seen=obstacle.version, solution="好"
    )

    assert answer.status_code == 422
    assert "Add evidence" in answer.content.decode()
    assert post(member, obstacle.campaign, "move", obstacle.number, "settle", seen=1).status_code == 404
    assert post(member, obstacle.campaign, "move", obstacle.number, "withdraw", seen=1).status_code == 403


def test_a_leading_official_settles_in_three_taps(client):
    obstacle = escalated()
    leader = signed_in(client, obstacle.project.leading_official)

    first = at(leader, obstacle.campaign, "settle", obstacle.number)
    second = at(leader, obstacle.campaign, "settle", obstacle.number, query="choice=on_site")
    third = post(
        leader, obstacle.campaign, "settle", obstacle.number, ruling="on_site", seen=obstacle.version
    )

    assert first.context["rulings"] == list(Ruling)
    assert second.context["chosen"] == Ruling.ON_SITE
    assert third.status_code == 302
    assert Obstacle.objects.get().level == Level.GROUP
    assert at(leader, obstacle.campaign, "settle", obstacle.number).status_code == 302


def test_own_words_are_owed_where_no_ruling_was_chosen(client):
    obstacle = escalated()
    leader = signed_in(client, obstacle.project.leading_official)

    answer = post(leader, obstacle.campaign, "settle", obstacle.number, seen=obstacle.version)

    assert answer.status_code == 409
    assert "enter what is to be done" in answer.content.decode()


def test_things_are_said_shown_and_instructed(client, obstacle, settings, tmp_path):
    settings.VAULT_DIR = tmp_path
    campaign, number = obstacle.campaign, obstacle.number
    office = signed_in(client, a_clerk(campaign))

    post(office, campaign, "comment", number, words="请抓紧")
    post(office, campaign, "attach", number, reference="现场记录", seen=obstacle.version)
    post(office, campaign, "instruct", number, words="三日内入户", due_on="2026-09-15", seen=obstacle.version)
    given = obstacle.instructions.get()
    post(office, campaign, "finish", number, given.pk, words="已入户")

    given.refresh_from_db()
    page = at(office, campaign, "obstacle", number).content.decode()
    assert given.done_words == "已入户"
    assert all(words in page for words in ("请抓紧", "现场记录", "三日内入户", "已入户"))


def test_a_file_is_checked_kept_and_handed_out(client, obstacle, settings, tmp_path):
    settings.VAULT_DIR = tmp_path
    member = signed_in(client, a_member(obstacle))
    wrong = BytesIO(b"not a picture")
    wrong.name = "photo.jpg"

    answer = post(member, obstacle.campaign, "attach", obstacle.number, file=wrong)

    assert answer.status_code == 422
    assert not obstacle.proofs.exists()


def test_the_office_decides_on_time_and_escalates(client, obstacle):
    campaign, number = obstacle.campaign, obstacle.number
    member = a_member(obstacle)
    request = ask_for_time(obstacle, until=date(2026, 9, 24), reason="等批复", by=member, at=NOON, seen=obstacle.version)  # fmt: skip
    office = signed_in(client, a_clerk(campaign))

    assert "等批复" in at(office, campaign, "obstacle", number).content.decode()
    post(office, campaign, "decide_time", number, request.pk, decision="yes")
    proposal = propose_escalations(campaign, at=noon(9, 28))[0]
    post(office, campaign, "decide_escalation", number, proposal.pk, decision="no")  # without a reason
    assert Obstacle.objects.get().level == Level.GROUP
    post(office, campaign, "decide_escalation", number, proposal.pk, decision="yes")
    assert Obstacle.objects.get().level == Level.MEETING


def test_who_only_looks_on_is_given_no_form_to_raise_one(client, obstacle):
    item = an_item(obstacle.campaign, project=obstacle.project)
    supervisor = signed_in(client, a_person(Role.SUPERVISOR, campaign=obstacle.campaign))

    assert at(supervisor, obstacle.campaign, "raise", query=f"item={item.code}").status_code == 403


def test_who_does_not_decide_is_refused_before_the_form_is_looked_at(client, obstacle):
    campaign, number = obstacle.campaign, obstacle.number
    member = a_member(obstacle)
    request = ask_for_time(obstacle, until=date(2026, 9, 24), reason="等批复", by=member, at=NOON, seen=obstacle.version)  # fmt: skip
    proposal = propose_escalations(campaign, at=noon(9, 28))[0]
    group = signed_in(client, member)

    for page, asked in (("decide_time", request), ("decide_escalation", proposal)):
        answer = post(group, campaign, page, number, asked.pk, decision="no", reason="x" * 9000)
        assert answer.status_code == 403


def test_a_group_asks_for_more_time_on_the_page(client, obstacle):
    member = signed_in(client, a_member(obstacle))
    asked = {"until": "2026-09-21", "reason": "等批复", "seen": obstacle.version}

    assert post(member, obstacle.campaign, "ask_for_time", obstacle.number, **asked).status_code == 302
    assert obstacle.more_time.get().until == date(2026, 9, 21)


def test_a_groups_desk_says_first_what_is_overdue(client):
    obstacle = in_hand(at=noon(9, 1))
    campaign, group = obstacle.campaign, obstacle.group_id
    page = at(signed_in(client, a_member(obstacle)), campaign, "group", group)

    assert [one.number for one in page.context["desk"].overdue.first] == [obstacle.number]
    assert "overdue by 2 working days" in page.content.decode()
    stranger = a_person(Role.MEMBER, at=a_group(campaign), campaign=campaign)
    assert at(signed_in(client, stranger), campaign, "group", group).status_code == 404


def test_the_analysis_counts_ages_causes_and_middles(client):
    campaign = a_campaign()
    project, kind = a_project(campaign), a_kind(campaign, group=a_group(campaign), name="审批")
    for day in (1, 2, 3):
        an_obstacle(project=project, kind=kind, at=noon(9, day))
    found = at(signed_in(client, a_clerk(campaign)), campaign, "analysis").context["found"]

    assert found.whole.open == found.whole.overdue == 3
    assert [(cause.kind, cause.times) for cause in found.causes] == [("审批", 3)]
    assert sum(bucket.count for bucket in found.ages) == 3
    reporter = a_person(Role.REPORTER, at=project.unit, campaign=campaign)
    assert at(signed_in(client, reporter), campaign, "analysis").status_code == 404


def test_the_analysis_of_nothing_is_a_page(client):
    campaign = a_campaign()

    assert at(signed_in(client, a_clerk(campaign)), campaign, "analysis").status_code == 200


def test_the_office_keeps_the_kinds(client):
    campaign = a_campaign()
    group = a_group(campaign, "政策处理组")
    office = signed_in(client, a_clerk(campaign))

    post(office, campaign, "take_standard_kinds")
    assert campaign.obstacle_kinds.get(code="policy").group == group
    post(office, campaign, "take_standard_kinds")
    assert campaign.obstacle_kinds.count() == 7
    post(office, campaign, "new_kind", name="电力", group=group.pk, is_complex="on")
    kind = ObstacleKind.objects.get(name="电力")
    assert at(office, campaign, "kind", kind.pk).status_code == 200
    post(office, campaign, "kind", kind.pk, name="电力迁改", seen=kind.version)
    kind.refresh_from_db()
    assert (kind.name, kind.is_complex, kind.group) == ("电力迁改", False, None)
    assert post(office, campaign, "new_kind", name="电力迁改").status_code == 409
    post(office, campaign, "end_kind", kind.pk, seen=kind.version)
    assert "No longer in use" in at(office, campaign, "kinds").content.decode()
    stranger = a_person(Role.SUPERVISOR, campaign=campaign)
    assert at(signed_in(client, stranger), campaign, "kinds").status_code == 403


def test_pages_of_items_and_projects_show_what_is_in_the_way(client):
    campaign = a_campaign()
    unit = a_unit(campaign)
    item = an_item(project=a_project(campaign, unit=unit), unit=unit)
    obstacle = an_obstacle(project=item.project, items=[item], words="缺图纸待补")
    comment(obstacle, "已收到", by=a_reporter(obstacle), at=NOON)
    reporter = signed_in(client, a_person(Role.REPORTER, at=unit))

    for name, code in (("item", item.code), ("project", item.project.code)):
        page = reporter.get(reverse(f"worklist:{name}", args=[campaign.slug, code])).content.decode()
        assert "缺图纸待补" in page
        assert reverse("obstacles:raise", args=[campaign.slug]) in page


def test_a_draft_of_the_small_world_is_sound():
    assert a_draft(a_campaign()).words
