"""The columns of the sheets in which organisations and people come, and the headings that people give them."""

from gongjian.intake.rules import Layout
from gongjian.kernel.vocabulary import Term


class Column(Term):
    """The columns of both sheets, in the order of the blank form."""

    SERIAL = "serial", "no."
    UNIT = "unit", "organisation"
    SHORT_NAME = "short_name", "short name"
    OTHER_NAMES = "other_names", "former and other names"
    KIND = "kind", "kind"
    SERIES = "series", "series"
    PARENT = "parent", "organisation above"
    PERSON = "person", "name"
    DUTY = "duty", "job title"
    PHONE = "phone", "telephone"
    EMAIL = "email", "e-mail"
    ROLE = "role", "role"
    USERNAME = "username", "user name"
    REMARK = "remark", "remark"


SYNONYMS = {
    Column.SERIAL: "序号 编号 号 排序",
    Column.UNIT: "单位名称 单位 责任单位 所在单位 工作单位 成员单位 参战单位 部门 部门名称 单位部门 部门单位 所在部门 单位全称 全称 机构名称 组织名称 单位乡镇 乡镇街道名称 乡镇部门",
    Column.SHORT_NAME: "简称 单位简称 规范简称 常用简称",
    Column.OTHER_NAMES: "曾用名 别名 其他名称 曾用名及别名 曾用名别名 原名称 原单位名称 又称 其他称谓 其他叫法",
    Column.KIND: "单位类别 类别 单位类型 类型 单位性质 性质 单位分类",
    Column.SERIES: "考核系列 系列 排名系列 考核序列 排名序列 序列 考核类别 考核分类 考核组别 组别",
    Column.PARENT: "上级单位 主管单位 上级部门 隶属单位 隶属于 归口单位 上级主管单位",
    Column.PERSON: "姓名 人员 人员姓名 联系人 联络员 填报人 填报员 经办人 联系人姓名 负责人 责任人 具体责任人 报送人",
    Column.DUTY: "职务 岗位 职务职级 现任职务 职务岗位 单位及职务",
    Column.PHONE: "手机 手机号 手机号码 电话 联系电话 联系方式 电话号码 移动电话 联系手机 手机电话 办公电话",
    Column.EMAIL: "邮箱 电子邮箱 电子邮件 邮件 email 邮箱地址 电子邮箱地址",
    Column.ROLE: "角色 系统角色 席位 账号角色 用户角色 拟任角色 权限角色 担任角色",
    Column.USERNAME: "用户名 账号 登录名 登录账号 用户账号 登陆账号 系统账号",
    Column.REMARK: "备注 说明 附注",
}
OF_ORGANISATIONS = (Column.SHORT_NAME, Column.OTHER_NAMES, Column.KIND, Column.SERIES, Column.PARENT)
OF_PEOPLE = (Column.PERSON, Column.DUTY, Column.PHONE, Column.EMAIL, Column.ROLE, Column.USERNAME)


def layout(*columns: Column, required: tuple[Column, ...], row_name: Column) -> Layout[Column]:
    return Layout(
        columns=columns,
        synonyms=SYNONYMS,
        required=required,
        named_by=(Column.UNIT, Column.PERSON),
        row_name=row_name,
        fewest=2,
        group=(Column.UNIT, *OF_ORGANISATIONS) if row_name == Column.PERSON else (),
        group_name=Column.UNIT if row_name == Column.PERSON else None,
        unasked=(Column.SERIAL,),
    )


ORGANISATIONS = layout(
    *(Column.SERIAL, Column.UNIT, *OF_ORGANISATIONS, Column.REMARK),
    required=(Column.UNIT,),
    row_name=Column.UNIT,
)
PEOPLE = layout(
    *(Column.SERIAL, Column.UNIT, *OF_PEOPLE, Column.REMARK),
    required=(Column.UNIT, Column.PERSON),
    row_name=Column.PERSON,
)
BOTH = layout(*Column, required=(Column.UNIT,), row_name=Column.PERSON)
LAYOUTS = {"organisations": ORGANISATIONS, "people": PEOPLE, "both": BOTH}
