"""People and obstacles are found however somebody types what they are called."""

from datetime import date

import pytest

from gongjian.accounts.models import Organisation, User
from gongjian.accounts.queries import people_found
from gongjian.obstacles.models import Obstacle
from gongjian.obstacles.queries.listed import Wanted, found_by
from gongjian.reading.cells.finding import is_found, normal_form, wanted_words
from gongjian.reading.pinyin import initials_of
from tests.obstacles.world import in_hand
from tests.world import a_person

pytestmark = pytest.mark.django_db


def test_script_width_case_and_blanks_make_no_difference():
    assert normal_form("供水工程 （一期）ＡＢ") == normal_form("供水工程(一期)ab") == "供水工程(一期)ab"
    assert normal_form("縣住房和城鄉建設局") == "县住房和城乡建设局"
    assert wanted_words("  供水\u3000一期 供水") == ("供水", "一期")
    assert is_found(("供水", "一期"), ["县供水工程", "（一期）"])
    assert not is_found(("供水", "二期"), ["县供水工程", "（一期）"])


@pytest.mark.parametrize(("name", "letters"), [("王芳", "wf"), ("曾庆华", "zqh"), ("欧阳明", "oym"), ("單強", "sq")])  # fmt: skip
def test_the_initials_of_a_name_are_read_as_the_name_is(name, letters):
    assert initials_of(name) == letters


@pytest.mark.parametrize(
    "typed", ["单强", "單強", "单 强", "sq", "SQ", "住建局 单", "住建局", "縣住建", "１３８０", "强"]
)
def test_a_person_is_found(typed):
    county = Organisation.objects.create(name="县住建局", position=90)
    person = a_person()
    User.objects.filter(pk=person.pk).update(
        name="单强", phone="13800000001", organisation=county, username="u9"
    )
    a_person()

    assert [one.name for one in people_found(User.objects.all(), typed)] == ["单强"]


@pytest.mark.parametrize("typed", ["供水", "供水（一期）", "供水(一期)", "供水 一期", "供水 簽約", "水"])
def test_an_obstacle_is_found_by_one_two_and_more_characters(typed):
    obstacle = in_hand()
    Obstacle.objects.update(words="三户未签约", wanted="供水（一期）")

    for words, count in ((typed, 1), ("二期", 0)):
        found = found_by(Obstacle.objects.all(), Wanted(q=words), today=date(2026, 9, 1))
        assert found.count() == count, obstacle
