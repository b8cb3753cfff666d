"""By which names an organisation is known, and how people are called when they sign in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.accounts.rules import OrganisationKind
from gongjian.accounts.rules.contacts import email_of, is_mobile, phone_of
from gongjian.accounts.rules.kinds import kind_of_name, kind_of_word
from gongjian.accounts.rules.names import Directory, name_key
from gongjian.accounts.rules.user_names import FITS, pinyin_of, proposed

NAMES = st.text(alphabet="县青田住建局委办镇乡街道城水利 （）", min_size=1, max_size=12).filter(str.strip)


@given(NAMES)
def test_a_name_that_has_been_made_comparable_stays_as_it_is(name):
    assert name_key(name_key(name, "青田县"), "青田县") == name_key(name, "青田县")


@given(
    st.text(alphabet="住建水利财政交通教育", min_size=2, max_size=6),
    st.sampled_from(["", "县", "青田县", "青田", " 青田 县 ", "青田縣"]),
)
def test_the_county_in_front_of_a_name_does_not_matter(name, before):
    assert name_key(f"{before}{name}局", "青田县") == f"{name}局"


@given(
    st.lists(
        st.text(alphabet="住建水利财政交通", min_size=2, max_size=5), min_size=1, max_size=8, unique=True
    )
)
def test_everybody_is_found_by_their_own_name(names):
    directory = Directory("青田县")
    for ref, name in enumerate(names, start=1):
        directory.enter(ref, f"青田县{name}局")

    assert [directory.find(f"县{name}局") for name in names] == [(ref,) for ref in range(1, len(names) + 1)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("青田县住建局", "县住建局", True),
        ("温溪镇人民政府", "温溪镇", True),
        ("鹤城街道办事处", "鹤城街道", True),
        ("青田縣住房和城鄉建設局", "县住房和城乡建设局", True),
        ("中共青田县委宣传部", "县委宣传部", True),
        ("县住建局", "县建设局", False),
        ("青田街道", "街道", False),
        ("县委", "县委办", False),
    ],
)
def test_names_that_mean_the_same(one, other, same):
    assert (name_key(one, "青田县") == name_key(other, "青田县")) is same


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("单强", "shanqiang"), ("仇和", "qiuhe"), ("区大明", "oudaming"), ("曾国", "zengguo"), ("解放", "xiefang"),
        ("查良", "zhaliang"), ("任重", "renzhong"), ("欧阳锋", "ouyangfeng"), ("尉迟恭", "yuchigong"), ("吕布", "lvbu"),
        ("張 三", "zhangsan"), ("Ann Li", "annli"), ("··", ""),
    ],
)  # fmt: skip
def test_names_are_read_as_people_read_them(name, read):
    assert pinyin_of(name) == read


@given(st.text(min_size=1, max_size=20), st.sets(st.sampled_from(["user", "user2", "wang"])))
def test_a_proposed_user_name_is_free_and_fits(name, taken):
    username = proposed(name, taken)

    assert username not in taken
    assert FITS.match(username)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("138 0000 0000", "13800000000"), ("+86-138-0000-0000", "13800000000"), ("１３８００００００００", "13800000000"),
        ("0578-6820000", "0578-6820000"), ("(0578)6820000", "05786820000"), ("6820000", "6820000"), ("612345", "612345"),
        ("12", None), ("138000000000", None), ("电话", None), ("13800000000/13900000000", None),
    ],
)  # fmt: skip
def test_telephone_numbers_are_read(written, meant):
    assert phone_of(written) == meant
    assert is_mobile(meant or "") is (meant == "13800000000")


@pytest.mark.parametrize(
    ("written", "meant"),
    [(" A.b@Gov.CN ", "a.b@gov.cn"), ("a＠gov.cn", "a@gov.cn"), ("a@b", None), ("@gov.cn", None)],
)
def test_e_mail_addresses_are_read(written, meant):
    assert email_of(written) == meant


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("温溪镇", OrganisationKind.TOWNSHIP), ("鹤城街道办事处", OrganisationKind.TOWNSHIP), ("县城投集团有限公司", OrganisationKind.ENTERPRISE), ("县水利局", OrganisationKind.DEPARTMENT),
        ("县委宣传部", OrganisationKind.PUBLICITY), ("县委督查室", OrganisationKind.SUPERVISION), ("征迁工作组", OrganisationKind.GROUP), ("红旗", None),
    ],
)  # fmt: skip
def test_the_ending_of_a_name_says_its_kind(name, kind):
    assert kind_of_name(name) == kind


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("县直部门", OrganisationKind.DEPARTMENT),
        ("鄉鎮（街道）", OrganisationKind.TOWNSHIP),
        ("state-owned enterprise", OrganisationKind.ENTERPRISE),
        ("星球", None),
    ],
)
def test_kinds_are_known_by_their_words(word, kind):
    assert kind_of_word(word) == kind
