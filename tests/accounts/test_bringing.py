"""Organisations and people come in a sheet, whole or not at all, and a second time without harm."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.accounts.actions import (
    answer_questions,
    apply_people,
    appoint_administrator,
    bring_people,
    people_of,
)
from gongjian.accounts.models import Organisation, User
from gongjian.accounts.rules import OrganisationKind, Outside
from gongjian.kernel.verdict import NotAllowed, Refused
from gongjian.ledger.models import Entry
from tests.accounts.sheets import messy, plain
from tests.world import NOON, a_person, an_organisation

pytestmark = pytest.mark.django_db

OUTSIDE = Outside(
    series={"部门": "departments", "乡镇": "townships", "国企": "enterprises"},
    roles={"填报人": "reporter", "单位负责人": "head"},
)
PEOPLE = ("单位", "姓名", "手机")


@pytest.fixture
def county():
    return an_organisation("云屏县", kind=OrganisationKind.COUNTY)


def brought(county, content, name="名册.xlsx", *, by=None):
    return bring_people(county, name, content, by=by, at=NOON, outside=OUTSIDE)


def taken_in(county, content, *, answers=None, by=None):
    incoming = brought(county, content, by=by)
    if answers:
        incoming = answer_questions(incoming, answers, by=by, at=NOON, outside=OUTSIDE)
    return apply_people(incoming, by=by, at=NOON, outside=OUTSIDE)


def sentences(incoming, kind="problems"):
    return [
        (
            one["letter"],
            one["row"],
            one["text"]["text"] % one["text"]["with"]
            if "%(word" in one["text"]["text"]
            else one["text"]["text"],
        )
        for one in incoming.outcome[kind]
    ]


def a_unit(county, name="县住房和城乡建设局", **more):
    return Organisation.objects.create(name=name, kind=OrganisationKind.DEPARTMENT, parent=county, **more)


def works_at(organisation, name="张三", **more):
    return User.objects.create(
        username=f"u{User.objects.count()}", name=name, organisation=organisation, **more
    )


def test_a_messy_sheet_gives_sixty_units_in_their_order_and_a_hundred_and_twenty_people(county):
    incoming = taken_in(county, messy())

    units = list(Organisation.objects.filter(parent=county).order_by("position"))
    assert len(units) == 60
    assert [one.position for one in units] == list(range(1, 61))
    assert (units[0].name, units[0].short_name, units[0].kind) == (
        "云屏县第0建设局",
        "0局",
        OrganisationKind.DEPARTMENT,
    )
    assert (units[59].kind, units[59].proposed_series) == (OrganisationKind.TOWNSHIP, "townships")
    people = people_of(incoming)
    assert len(people) == 120
    assert {one.proposed_role for one in people} == {"reporter", "head"}
    assert (people[0].duty, people[0].phone, people[0].email) == (
        "科长",
        "13800000000",
        "p0.0@example.gov.cn",
    )
    assert not people[0].has_usable_password()


def test_the_dry_run_writes_nothing_and_says_what_it_guessed(county):
    incoming = brought(county, messy())

    assert Organisation.objects.count() == 1
    assert not User.objects.exists()
    counts = incoming.outcome["counts"]
    assert (counts["organisations_new"], counts["people_new"], counts["problems"]) == (60, 120, 0)
    assert counts["notes"] == 30
    assert incoming.outcome["sheets"][0]["skipped"] == {"section": 2, "sum": 1, "note": 1}


def test_the_same_file_again_changes_nothing(county):
    taken_in(county, messy())
    before = list(User.objects.order_by("pk").values()), list(Organisation.objects.order_by("pk").values())

    again = taken_in(county, messy())

    counts = again.outcome["counts"]
    assert (counts["organisations_unchanged"], counts["people_unchanged"]) == (60, 120)
    assert again.outcome["shown"] == []
    assert len(people_of(again)) == 120
    assert before == (
        list(User.objects.order_by("pk").values()),
        list(Organisation.objects.order_by("pk").values()),
    )


def test_a_changed_cell_is_a_change_shown_before_and_after(county):
    taken_in(county, messy())

    def promoted(unit, rows):
        return [
            (*row[:5], "局长", *row[6:]) if unit == 3 and not number else row
            for number, row in enumerate(rows)
        ]

    again = taken_in(county, messy(change=promoted))

    (shown,) = again.outcome["shown"]
    assert (shown["what"], shown["change"], shown["name"]) == ("person", "changed", "王小3号0")
    assert shown["cells"] == [["duty", "科长", "局长"]]
    assert User.objects.get(name="王小3号0").duty == "局长"


def test_as_many_questions_are_put_to_the_database_for_three_people_as_for_a_hundred_and_twenty(county):
    counted = []
    taken_in(county, plain((*PEOPLE[:1], "单位性质"), [("县甲局", "部门")]))  # the ledger has begun
    for units, each in ((3, 1), (60, 2)):
        place = an_organisation(f"县{units}", kind=OrganisationKind.COUNTY)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            taken_in(place, messy(units, each))
        counted.append(len(queries))

    assert counted[0] == counted[1]


@pytest.mark.parametrize(
    ("head", "row", "letter", "said"),
    [
        (PEOPLE, ("县住建局", "张三", "12"), "C", "not a telephone number"),
        ((*PEOPLE, "邮箱"), ("县住建局", "张三", "", "zhang@"), "D", "not an e-mail address"),
        (("单位", "姓名", "用户名"), ("县住建局", "张三", "张 三/"), "C", "not a valid user name"),
        (("单位", "姓名", "用户名"), ("县住建局", "张三", "TAKEN"), "C", "already in use"),
        (("单位", "姓名", "角色"), ("县住建局", "张三", "皇帝"), "C", "is not recognised"),
        (("单位", "姓名", "职务"), ("县住建局", "张三", "长" * 61), "C", "too long"),
        (PEOPLE, ("县天文局", "张三", ""), "A", "No organisation is known"),
        (PEOPLE, ("", "张三", ""), "A", "organisation is missing"),
        (("单位", "考核系列"), ("县水利局", "甲组"), "B", "is not recognised"),
        (("单位", "单位性质"), ("县水利局", "星球"), "B", "Unknown kind"),
        (("单位", "单位性质"), ("红旗", ""), "B", "does not show what kind"),
        (("单位", "上级单位"), ("县水利局", "县天文局"), "B", "No organisation is known"),
        (("单位", "上级单位"), ("县住建局", "县住建局"), "B", "below itself"),
        (("单位", "单位性质"), ("局" * 121, "部门"), "A", "too long"),
    ],
)
def test_what_is_wrong_is_said_by_its_cell_and_nothing_is_taken_in(county, head, row, letter, said):
    a_unit(county, short_name="县住建局")
    a_person(username="taken")
    incoming = brought(county, plain(head, [row]))

    problems = [one for one in incoming.outcome["problems"] if said in one["text"]["text"]]
    assert [(one["letter"], one["row"]) for one in problems] == [(letter, 2)]
    with pytest.raises(Refused, match="still problems"):
        apply_people(incoming, by=None, at=NOON, outside=OUTSIDE)
    assert User.objects.count() == 1


def test_rows_that_contradict_each_other_are_a_problem(county):
    head = ("单位", "单位性质", "姓名", "手机")
    rows = [("县水利局", "部门", "张三", "13800000001"), ("县水利局", "国企", "张三", "13800000002")]
    incoming = brought(county, plain(head, rows))

    assert [one["letter"] for one in incoming.outcome["problems"]] == ["B", "D"]


def test_a_file_without_a_heading_and_one_that_is_too_long_are_refused_with_a_sentence(county):
    nothing = brought(county, plain(("甲", "乙"), [("一", "二")]))
    assert "No header was found" in nothing.outcome["refused"]["text"]

    long = brought(county, "单位,姓名\n".encode() + "县住建局,张三\n".encode() * 20_001, "长.csv")
    assert long.outcome["refused"]["with"] == {"most": 20_000}
    with pytest.raises(Refused):
        apply_people(long, by=None, at=NOON)
    with pytest.raises(Refused):
        brought(county, b"%PDF-1.7")


@pytest.mark.parametrize(
    "written", ["县住建局", "云屏县住建局", "住建局", "縣住建局", "云屏 县住房和城乡建设局", "县建设局"]
)
def test_an_organisation_is_found_by_every_name_that_lists_call_it(county, written):
    unit = a_unit(county, short_name="住建局", other_names=["县建设局"])

    incoming = taken_in(county, plain(PEOPLE, [(written, "张三", "")]))

    assert people_of(incoming)[0].organisation == unit


def test_a_new_name_with_the_former_one_beside_it_is_a_change_of_name(county):
    unit = a_unit(county, "县建设局")

    taken_in(county, plain(("单位", "曾用名"), [("县住房和城乡建设局", "县建设局")]))

    unit.refresh_from_db()
    assert (unit.name, unit.other_names) == ("县住房和城乡建设局", ["县建设局"])


def test_two_organisations_of_one_name_are_a_question(county):
    one, other = (
        a_unit(county, "县资源局", short_name="资源局"),
        a_unit(county, "县规划局", short_name="资源局"),
    )
    other.other_names = ["自然资源局"]
    Organisation.objects.filter(pk__in=[one.pk, other.pk]).update(other_names=["自然资源局"])
    sheet = plain(PEOPLE, [("县自然资源局", "张三", "")])
    incoming = brought(county, sheet)

    (question,) = incoming.outcome["questions"]
    with pytest.raises(Refused, match="open questions"):
        apply_people(incoming, by=None, at=NOON, outside=OUTSIDE)
    incoming = taken_in(county, sheet, answers={question["key"]: str(other.pk)})
    assert people_of(incoming)[0].organisation == other


def test_an_organisation_may_stand_below_one_that_comes_later(county):
    taken_in(county, plain(("单位", "上级单位"), [("县质监站", "县住建局"), ("县住建局", "")]))

    assert Organisation.objects.get(name="县质监站").parent == Organisation.objects.get(name="县住建局")


def test_who_comes_later_stands_behind_and_a_new_order_is_a_new_order(county):
    head = ("单位", "单位性质")
    taken_in(county, plain(head, [("县甲局", "部门"), ("县乙局", "部门")]))
    taken_in(county, plain(head, [("县丙局", "部门")]))
    order = Organisation.objects.filter(parent=county).order_by("position").values_list("name", flat=True)
    assert list(order) == ["县甲局", "县乙局", "县丙局"]

    taken_in(county, plain(head, [("县丙局", ""), ("县甲局", ""), ("县乙局", "")]))
    assert list(order.all()) == ["县丙局", "县甲局", "县乙局"]


def test_the_same_name_at_another_organisation_is_a_question_and_never_silently_a_second_account(county):
    here, there = a_unit(county, "县水利局"), a_unit(county)
    person = works_at(there)
    sheet = plain(PEOPLE, [("县水利局", "张三", "")])
    incoming = brought(county, sheet)

    (question,) = incoming.outcome["questions"]
    assert [code for code, _ in question["options"]] == ["same", "another"]
    with pytest.raises(Refused, match="open questions"):
        apply_people(incoming, by=None, at=NOON, outside=OUTSIDE)

    taken_in(county, sheet, answers={question["key"]: "same"})
    person.refresh_from_db()
    assert (person.organisation, User.objects.count()) == (here, 1)
    assert taken_in(county, sheet).outcome["shown"] == []


def test_another_person_of_the_same_name_gets_an_account_and_is_not_asked_about_again(county):
    a_unit(county, "县水利局")
    works_at(a_unit(county))
    sheet = plain(PEOPLE, [("县水利局", "张三", "")])
    key = brought(county, sheet).outcome["questions"][0]["key"]

    taken_in(county, sheet, answers={key: "another"})
    again = taken_in(county, sheet)

    assert User.objects.filter(name="张三").count() == 2
    assert (again.outcome["questions"], again.outcome["shown"]) == ([], [])


def test_the_same_mobile_under_two_names_is_a_question_but_an_office_telephone_rings_for_several(county):
    a_unit(county)
    rows = [("县住建局", "张三", "13800000001"), ("县住建局", "李四", "138 0000 0001")]
    Organisation.objects.filter(parent=county).update(short_name="县住建局")

    assert len(brought(county, plain(PEOPLE, rows)).outcome["questions"]) == 1
    office = [(unit, name, "0578-6820000") for unit, name, _ in rows]
    assert brought(county, plain(PEOPLE, office)).outcome["questions"] == []


def test_answers_survive_reading_the_file_again(county):
    a_unit(county, "县水利局")
    works_at(a_unit(county))
    sheet = plain(PEOPLE, [("县水利局", "张三", "")])
    incoming = brought(county, sheet)
    answer_questions(incoming, {incoming.outcome["questions"][0]["key"]: "another"}, by=None, at=NOON)

    assert brought(county, sheet).outcome["counts"]["questions"] == 0


def test_somebody_named_at_two_organisations_of_one_sheet_stays_where_they_are(county):
    home = a_unit(county)
    a_unit(county, "县水利局")
    person = works_at(home)
    sheet = plain(PEOPLE, [("县水利局", "张三", ""), (home.name, "张三", "")])
    key = brought(county, sheet).outcome["questions"][0]["key"]

    taken_in(county, sheet, answers={key: "same"})

    person.refresh_from_db()
    assert (person.organisation, User.objects.count()) == (home, 1)
    assert taken_in(county, sheet).outcome["shown"] == []


def test_two_roles_in_two_rows_are_two_roles_of_one_person(county):
    a_unit(county)
    rows = [("县住房和城乡建设局", "张三", "填报人"), ("县住房和城乡建设局", "张三", "单位负责人")]

    (person,) = people_of(taken_in(county, plain(("单位", "姓名", "角色"), rows)))

    assert person.proposed_role == "reporter,head"


def test_user_names_are_proposed_or_taken_as_given(county):
    a_unit(county)
    works_at(None, "别人", phone="")
    User.objects.update(username="shanqiang")
    head = ("单位", "姓名", "用户名")
    rows = [
        ("县住房和城乡建设局", name, given)
        for name, given in (("单强", ""), ("曾解", ""), ("赵云", "zilong"))
    ]

    names = [one.username for one in people_of(taken_in(county, plain(head, rows)))]

    assert names == ["shanqiang2", "zengjie", "zilong"]


def test_an_administrator_brings_people_of_what_they_keep_and_of_nothing_else(county):
    unit, other = a_unit(county), a_unit(county, "县水利局")
    keeper, stranger = a_person(), works_at(other, "李四")
    appoint_administrator(keeper, unit, by=None, at=NOON)
    sheet = plain(PEOPLE, [(unit.name, "李四", "")])

    with pytest.raises(NotAllowed):
        brought(county, sheet, by=keeper)
    incoming = brought(unit, sheet, by=keeper)

    (question,) = incoming.outcome["questions"]
    assert [code for code, _ in question["options"]] == ["another"]
    assert stranger.organisation == other


def test_what_has_changed_since_the_file_was_looked_at_is_looked_at_again(county):
    unit = a_unit(county)
    incoming = brought(county, plain(PEOPLE, [(unit.name, "张三", "13800000001")]))
    works_at(unit)

    with pytest.raises(Refused, match="changed since"):
        apply_people(incoming, by=None, at=NOON, outside=OUTSIDE)


def test_a_file_is_applied_once(county):
    incoming = taken_in(county, plain(("单位", "单位性质"), [("县甲局", "部门")]))

    with pytest.raises(Refused, match="already been applied"):
        apply_people(incoming, by=None, at=NOON, outside=OUTSIDE)
    assert Entry.objects.filter(subject=f"intake.incominglist:{incoming.pk}").count() == 2


def test_nobody_is_asked_thousands_of_questions(county):
    head, rows = ("单位", "单位性质", "姓名"), [(f"县第{number}局", "部门", "王一") for number in range(200)]
    incoming = brought(county, plain(head, rows))

    assert len(incoming.outcome["questions"]) == 500
    assert [one["text"]["with"] for one in incoming.outcome["problems"]] == [{"most": 500}]
