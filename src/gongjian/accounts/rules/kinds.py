"""What kind an organisation is: by the word in its column, or by the ending of its name."""

import re

from gongjian.accounts.rules.words import OrganisationKind
from gongjian.reading.cells.words import normal

WORDS = {
    OrganisationKind.COUNTY: "县 县级 县政府 市 区",
    OrganisationKind.LEADERSHIP: "县领导 领导 县级领导 四套班子",
    OrganisationKind.DEPARTMENT: "部门 县直部门 县级部门 县直单位 县直机关 机关 机关单位 事业单位 行政单位 党政部门 局办 委办局",
    OrganisationKind.TOWNSHIP: "乡镇 镇 乡 街道 乡镇街道 镇街 街镇 镇乡 乡镇(街道) 镇(街道)",
    OrganisationKind.ENTERPRISE: "国企 国有企业 县属国企 县属国有企业 企业 平台公司 公司 国有公司",
    OrganisationKind.GROUP: "指挥中心工作组 指挥部工作组 工作组 指挥部 专班 工作专班 专项组",
    OrganisationKind.SUPERVISION: "督查部门 督查 督查室 督查机构 监督部门",
    OrganisationKind.PUBLICITY: "宣传部门 宣传 宣传口",
}
BY_WORD = {
    normal(word): kind for kind, words in WORDS.items() for word in (kind.value, kind.label, *words.split())
}
ENDINGS = (
    (re.compile(r"(镇|乡|街道)(人民政府|政府|办事处|党委|党工委)?$"), OrganisationKind.TOWNSHIP),
    (re.compile(r"(公司|集团|厂)$"), OrganisationKind.ENTERPRISE),
    (re.compile(r"(工作组|专班|指挥部)$"), OrganisationKind.GROUP),
    (re.compile(r"督查(室|局|办|办公室|中心)$"), OrganisationKind.SUPERVISION),
    (re.compile(r"宣传部$"), OrganisationKind.PUBLICITY),
    (
        re.compile(
            r"(局|委|办|办公室|部|中心|院|会|队|所|站|社|馆|校|学校|处|库|室|法院|检察院|分局|委员会)$"
        ),
        OrganisationKind.DEPARTMENT,
    ),
)


def kind_of_word(word: str) -> OrganisationKind | None:
    return BY_WORD.get(normal(word))


def kind_of_name(name: str) -> OrganisationKind | None:
    """A guess: somebody has to look at it."""
    return next((kind for ending, kind in ENDINGS if ending.search(normal(name))), None)
