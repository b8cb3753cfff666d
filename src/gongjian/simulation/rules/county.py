"""The county of the reference campaign. Fictional, with fictional people: ranking real ones would defame them."""

from collections.abc import Iterator
from dataclasses import dataclass

from gongjian.accounts.rules import OrganisationKind
from gongjian.campaigns.rules import Role, Series

COUNTY = "云屏县"
OFFICE = "县百日攻坚办公室"
TOWNSHIPS = (
    *(
        "溪口镇",
        "石门镇",
        "枫岭镇",
        "白鹭镇",
        "青塘镇",
        "梅坑镇",
        "东堡镇",
        "起步镇",
        "高湖镇",
        "飞鹤镇",
        "竹源镇",
    ),
    *(
        "莲湾乡",
        "松坪乡",
        "云台乡",
        "半岭乡",
        "金滩乡",
        "杏川乡",
        "双桥乡",
        "鹤鸣街道",
        "临江街道",
        "北屏街道",
        "南屏街道",
    ),
)
DEPARTMENTS = (
    *(
        "发展和改革局",
        "经济商务局",
        "教育局",
        "科学技术局",
        "公安局",
        "民政局",
        "财政局",
        "自然资源局",
        "生态环境局",
    ),
    *(
        "住房和城乡建设局",
        "交通运输局",
        "水利局",
        "农业农村局",
        "文化和旅游局",
        "卫生健康局",
        "应急管理局",
        "市场监管局",
    ),
    *(
        "林业局",
        "行政审批中心",
        "投资促进中心",
        "综合行政执法局",
        "供销合作社",
        "大数据发展中心",
        "机关事务中心",
    ),
    *("电力发展中心", "古城保护中心", "体育发展中心", "退役军人事务局"),
)
ENTERPRISES = (
    *("城市建设投资集团", "交通建设投资集团", "水务集团", "文化旅游集团", "产业园区开发公司", "农业发展公司"),
    *("国有资产经营公司", "粮食收储公司", "公共交通公司", "城市更新公司"),
)
GROUPS = (("coordination", "综合协调服务组"), ("approvals", "工程审批组"), ("policy", "政策处理组"))
SUPERVISION = ("县委督查室", "县政府督查室", "县委考核办", "县效能办", "县工程办", "县重点办")
LEADERS = 12
SURNAMES = "沈陆顾秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛范彭"
GIVEN = (
    *(
        "明远",
        "思齐",
        "文舟",
        "若溪",
        "景行",
        "知行",
        "望舒",
        "清和",
        "子衿",
        "嘉禾",
        "长庚",
        "予安",
        "怀瑾",
        "书砚",
        "立夏",
    ),
    *(
        "闻笛",
        "听泉",
        "南乔",
        "北辰",
        "归鸿",
        "承泽",
        "向晚",
        "云起",
        "松涛",
        "星河",
        "小满",
        "谷雨",
        "既白",
        "初晴",
        "远山",
    ),
)


def person_name(number: int) -> str:
    """A made-up name; different numbers below 900 have different names."""
    return SURNAMES[number % len(SURNAMES)] + GIVEN[(number // len(SURNAMES) + number * 7) % len(GIVEN)]


@dataclass(frozen=True, slots=True)
class SampleUnit:
    """One responsible unit of the sample; its people are unitNN and headNN."""

    number: int
    name: str
    kind: OrganisationKind
    series: Series


def units() -> Iterator[SampleUnit]:
    """The sixty responsible units, in their three series."""
    groups = (
        (DEPARTMENTS, OrganisationKind.DEPARTMENT, Series.DEPARTMENTS, "县"),
        (TOWNSHIPS, OrganisationKind.TOWNSHIP, Series.TOWNSHIPS, ""),
        (ENTERPRISES, OrganisationKind.ENTERPRISE, Series.ENTERPRISES, "县"),
    )
    number = 0
    for names, kind, series, prefix in groups:
        for name in names:
            number += 1
            yield SampleUnit(number, prefix + name, kind, series)


@dataclass(frozen=True, slots=True)
class SamplePerson:
    username: str
    name: str
    role: Role
    organisation: str


def people() -> Iterator[SamplePerson]:
    """Everybody with a role, the unit's own people last."""
    office = (("office", Role.CLERK), ("director", Role.DIRECTOR), ("admin", Role.ADMINISTRATOR))
    number = 0
    for username, role in office:
        yield SamplePerson(username, person_name(number := number + 1), role, OFFICE)
    for username, group in GROUPS:
        yield SamplePerson(username, person_name(number := number + 1), Role.MEMBER, group)
    yield SamplePerson("supervisor", person_name(number := number + 1), Role.SUPERVISOR, SUPERVISION[1])
    yield SamplePerson("assessor", person_name(number := number + 1), Role.ASSESSOR, SUPERVISION[2])
    yield SamplePerson("publicity", person_name(number := number + 1), Role.EDITOR, "县委宣传部")
    yield SamplePerson("observer", person_name(number := number + 1), Role.OBSERVER, COUNTY)
    for leader in range(1, LEADERS + 1):
        yield SamplePerson(f"leader{leader:02}", person_name(number := number + 1), Role.LEADER, "县领导")
    for unit in units():
        yield SamplePerson(
            f"unit{unit.number:02}", person_name(number := number + 1), Role.REPORTER, unit.name
        )
        yield SamplePerson(f"head{unit.number:02}", person_name(number := number + 1), Role.HEAD, unit.name)
