"""The words by which a county's sheets name roles and series. A sheet proposes; seats are given by a person."""

from gongjian.campaigns.rules.words import Role, Series

ROLE_SAID = {
    Role.REPORTER: "填报人 填报员 联络员 经办人 信息员 报送人 责任单位填报人",
    Role.HEAD: "单位负责人 主要负责人 负责人 主要领导 局长 乡镇长 一把手 责任单位主要领导",
    Role.CLERK: "攻坚办工作人员 攻坚办 攻坚办人员 办公室工作人员 攻坚办科员",
    Role.DIRECTOR: "攻坚办主任 办公室主任 主任",
    Role.LEADER: "领办领导 县领导 领办县领导 分管县领导",
    Role.MEMBER: "工作组成员 组员 专项组成员 攻坚组成员 成员",
    Role.SUPERVISOR: "督查人员 督查 督查员 督查组成员",
    Role.ASSESSOR: "考核人员 考核 考核员",
    Role.EDITOR: "宣传编辑 宣传 宣传人员",
    Role.OBSERVER: "观察员 列席 查看人员",
    Role.ADMINISTRATOR: "管理员 系统管理员",
}
SERIES_SAID = {
    Series.DEPARTMENTS: "部门 县直部门 县直单位 县级部门 部门系列 机关单位 县直",
    Series.TOWNSHIPS: "乡镇 乡镇(街道) 乡镇街道 镇街 街道 乡镇系列 乡镇（街道）",
    Series.ENTERPRISES: "国企 国有企业 国资企业 平台公司 国企系列 县属国企",
}


def words(said: dict) -> dict[str, str]:
    """Every word with the code that it means; a code and its English label mean themselves."""
    return {
        word: term.value
        for term, list_of_words in said.items()
        for word in (*list_of_words.split(" "), term.value, term.label)
    }


ROLE_WORDS, SERIES_WORDS = words(ROLE_SAID), words(SERIES_SAID)
