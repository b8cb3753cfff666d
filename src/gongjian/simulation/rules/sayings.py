"""What the simulated people say in meetings. Sample words, no real places or people."""

from gongjian.meetings.rules import Act, AgendaItemKind, CheckKind, MeetingKind

PLACES = {
    MeetingKind.FRIDAY: "县行政中心三楼第二会议室",
    MeetingKind.REVIEW: "县行政中心一楼报告厅",
    MeetingKind.KICK_OFF: "县会议中心",
    MeetingKind.GROUNDBREAKING: "起步科技园",
    MeetingKind.SPECIAL: "县行政中心三楼第一会议室",
}
LED_BY_THE_COUNTY = (MeetingKind.REVIEW, MeetingKind.KICK_OFF, MeetingKind.GROUNDBREAKING)
PROGRAMMES = {
    MeetingKind.KICK_OFF: (
        (Act.OPENING, "主持人宣布会议开始并说明攻坚任务", "县领导", 10),
        (Act.ADDRESS, "部署百日攻坚行动", "县领导", 25),
        (Act.SIGNING, "各责任单位逐一签领任务书", "各责任单位负责人", 30),
        (Act.SPEECH, "部门表态发言", "县住房和城乡建设局", 3),
        (Act.SPEECH, "乡镇表态发言", "溪口镇", 3),
        (Act.ADDRESS, "动员讲话", "县领导", 25),
    ),
    MeetingKind.GROUNDBREAKING: (
        (Act.OPENING, "主持人宣布仪式开始，介绍来宾", "县攻坚办", 3),
        (Act.INTRODUCTION, "起步科技园一期项目介绍", "县产业园区开发公司", 3),
        (Act.INTRODUCTION, "高湖智能装备制造园项目介绍", "高湖镇", 3),
        (Act.PLEDGE, "施工单位代表承诺发言", "施工单位代表", 2),
        (Act.ADDRESS, "讲话", "县领导", 8),
        (Act.DECLARATION, "宣布集中开工", "县领导", 2),
    ),
}
READY = {
    CheckKind.PERMITS: "建筑工程施工许可证（副本）",
    CheckKind.LAND: "用地批复及净地交付单",
    CheckKind.CONTRACTOR: "中标通知书及施工合同",
    CheckKind.FUNDS: "首期资金拨付凭证",
}
ALL_THE_SAME = "首期资金月内到位，先行开展场地平整，经县领导同意列入。"
ANYWAY = "近期重点工作部署"
WAIVED = "主要负责人当日赴省参加会议，改为书面交流。"
ABSENT = ("参加省级会议", "防汛值守", "外出招商", "病假")
DEPUTIES = ("副局长 邹向晚", "副镇长 柏初晴", "总工程师 窦星河", "办公室主任 章既白")
CONCLUSIONS = {
    AgendaItemKind.FOLLOW_UP: (
        "会议通报了前期议定事项落实情况，对逾期事项逐条点名，要求责任单位当周办结。",
        "会议听取议定事项落实情况汇报，已办结事项予以销号，未办结事项继续跟踪。",
    ),
    AgendaItemKind.ROSTER: (
        "该单位作了发言，并对下步工作作出承诺。",
        "会议听取了该单位发言，主持人逐项点评。",
    ),
    AgendaItemKind.FALLEN: (
        "会议听取了滞后原因汇报，要求倒排工期，逐日调度，按期追平进度。",
        "会议认为主要制约在前期手续和施工组织，责任单位须明确专人盯办。",
        "会议要求责任单位主要负责人现场办公，一周内见到实效。",
    ),
    AgendaItemKind.OBSTACLE: (
        "会议研究了该项障碍，明确由牵头组会同责任单位限期解决。",
        "会议同意牵头组提出的处置意见，要求按时限销号。",
    ),
    AgendaItemKind.UNIT: ("会议研究了该单位提请事项，原则同意。", "会议要求有关部门会后专题对接，限期答复。"),
    AgendaItemKind.FREE: ("会议研究同意。",),
}
DECISIONS = {
    AgendaItemKind.ROSTER: (
        "%(unit)s承诺月底前将落后事项全部追平",
        "%(unit)s承诺两周内完成剩余前期手续",
    ),
    AgendaItemKind.FALLEN: (
        "%(unit)s提交追赶计划，明确到周的工程量",
        "%(unit)s增加作业班组，补足上月欠量",
        "%(unit)s完成剩余手续并报县攻坚办备案",
    ),
    AgendaItemKind.OBSTACLE: ("%(unit)s牵头召开现场协调会，形成处置方案", "%(unit)s限期办结并反馈结果"),
    AgendaItemKind.UNIT: ("%(unit)s会同有关部门提出方案，报下次例会",),
    AgendaItemKind.FREE: ("%(unit)s抓好落实",),
}
DONE = "已按会议要求完成，相关进展已录入半月报。"
PROOF = "本单位落实情况报告（盖章件）"
SENT_BACK = "未附现场核查记录，请补充后再报。"
MATTERS = (
    ("电力管线迁改协调", "项目红线内两处高压杆塔迁改滞后，请会议明确迁改时限。"),
    ("土方消纳点", "在建项目集中出土，请会议确定两处临时消纳点。"),
    ("施工便道借用", "需借用相邻地块作施工便道，请会议协调。"),
    ("安置房源调剂", "签约户安置房源不足，请会议研究调剂方案。"),
)
