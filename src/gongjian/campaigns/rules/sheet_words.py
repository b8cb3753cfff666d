"""By which words a sheet of organisations and people names series and roles."""

from gongjian.accounts.rules import Outside
from gongjian.campaigns.rules.words import Role, Series

SERIES_WORDS = {
    Series.DEPARTMENTS: "部门 部门系列 县直部门 县直单位 县级部门 县直 机关单位 部门组",
    Series.TOWNSHIPS: "乡镇 乡镇系列 乡镇街道 镇街 街道 乡镇(街道) 乡镇组",
    Series.ENTERPRISES: "国企 国企系列 国有企业 国资企业 平台公司 县属国企 企业 国企组",
}
ROLE_WORDS = {
    Role.REPORTER: "填报人 填报员 报送人 联络员 信息员 经办人",
    Role.HEAD: "单位负责人 负责人 主要负责人 主要领导 一把手",
    Role.CLERK: "攻坚办工作人员 攻坚办人员 攻坚办",
    Role.DIRECTOR: "攻坚办主任",
    Role.LEADER: "领办领导 县领导",
    Role.MEMBER: "工作组成员 组员",
    Role.SUPERVISOR: "督查人员 督查员 督查",
    Role.ASSESSOR: "考核人员 考核员 考核",
    Role.EDITOR: "宣传编辑",
    Role.OBSERVER: "观察员",
}


def outside(also_kept: frozenset[int] = frozenset()) -> Outside:
    """What a campaign tells the reader of such a sheet. Nobody becomes an administrator by a sheet."""
    return Outside(
        series={
            word: series.value
            for series, words in SERIES_WORDS.items()
            for word in (*words.split(), series.value, series.label)
        },
        roles={
            word: role.value
            for role, words in ROLE_WORDS.items()
            for word in (*words.split(), role.value, role.label)
        },
        also_kept=also_kept,
    )
