"""What follows when a goal is missed: who is called to account, and how."""

import re
from collections.abc import Iterator

from gongjian.reading.plan.draft import Fact, FactKind
from gongjian.reading.plan.paper import Paper
from gongjian.reading.plan.sentences import Sentence

STEP = re.compile(
    r"(?:予以|给予|进行|实施|实行)?(?P<step>挂牌督办|现场督办|重点督办|专项督办|交办|督办|催办|提醒谈话|提醒约谈|警示约谈|集体约谈|诫勉谈话|诫勉约谈|诫勉|约谈|谈话提醒|提醒函|提示函|警示谈话|书面提醒|提醒|预警"
    r"|全[县市区州镇省](?:范围内)?通报(?:批评)?|通报批评|点名批评|点名通报|内部通报|公开通报|公开曝光|通报曝光|媒体曝光|曝光|黄牌警告|红牌警告|红牌清退|黄牌|红牌|亮黄牌|亮红牌|亮黄灯(?:提醒|警示|预警)?|亮红灯(?:提醒|警示|预警)?|黄灯|红灯|蓝牌"
    r"|书面检查|作(?:出)?(?:深刻|书面)?检[查讨]|检讨发言|作表态发言|表态发言|说明(?:情况|原因)|书面说明|公开承诺"
    r"|启动问责(?:程序)?|严肃(?:追责问责|问责|追责|处理|追究责任)|追责问责|问责追责|问责|追责|(?:依规依纪|依法依规|依纪依法|严肃){0,3}追究(?:相关|有关)?(?:人员|单位|领导)?(?:的)?责任|责任追究|依规依纪严肃处理|严肃处理|组织处理|组织调整|岗位调整|调整(?:工作)?岗位|免职|停职|就地免职|先免职|撤职|党纪政务处分|纪律处分|处分|立案|移送"
    r"|取消(?:[\u4e00-\u9fff]{0,8}?)(?:评先|评优|评先评优|先进|奖励|考核优秀)(?:[\u4e00-\u9fff]{0,4}?)资格|取消(?:当年|年度)?(?:评先评优|评优评先|评先|评优)|一票否决|扣减.{0,8}?分|列入黑名单|黑名单|收回(?:土地|项目|资金)|清退|责令(?:限期)?整改|限期整改|停产整治|停产整顿|停业整顿|关停|停工|通报(?!表扬|表彰|进展|情况|工作|制|进度|完成|各|排名|一次|\d|会)|不得评[^,;。]{2,12}|扣发[^,;。]{2,8}|核减[^,;。]{2,8}|扣除?[^,;。\d]{0,12}分\d{0,3}分?|下发督办(?:函|单|通知书?)|督办函)"
)
IF = re.compile(
    r"(?:对于?|凡是?|若|如|如果|因|出现|发生)(?P<trigger>[^,;。]{2,50}?)(?:的(?=$|[,、]|[\u4e00-\u9fff]{0,14}$|[\u4e00-\u9fff]{0,10},)|,)"
)
THAT = re.compile(
    r"(?P<trigger>[^,;。:]{3,50}?)的(?P<noun>[\u4e00-\u9fff]{0,14}?)(?=[,、]|由|予以|给予|一律|启动|将|要|进行|实行|亮|在|作|责令|纳入|取消|扣|约谈|通报|问责|诫勉|督办|交办|提醒|黄牌|红牌|全[县市区镇]|下发|严肃|追|停|并)"
)
FAULT = re.compile(
    r"未|不(?:力|到位|达|足|够|按|合格|担当|作为|实|严|落实|及时)|滞后|落后|缓慢|末位|靠后|后[一二三四五两\d]|倒数|逾期|超期|超时|拖延|推诿|推脱|敷衍|失职|弄虚作假|虚报|瞒报|迟报|漏报|排名|连续|两次|三次|累计|第[一二三]次|事故|严重|造成|影响|违|慢|差|阻|情节|零|仍|曝光|点名|投诉|举报|蜗牛|黑榜|低于|黄牌|红牌|整改|偏|较差|问题|无故|拒不|完不成|没有|缺乏|反弹|红灯|黄灯|失信"
)
WHO = re.compile(
    r"由(?P<who>[^,;。由]{2,30}?)(?:进行|予以|给予|实施|对其)?$|^(?P<who2>[^,;。由对]{0,3}(?:县|市|区|镇|州|省|指挥|纪|政府|办)[^,;。对]{0,14}?)(?:要|将|进行|予以)?$"
)
TIME_STEP = re.compile(r"第(?P<nth>[一二三四])次(?:未[^,;]{0,10}的?,?)?(?:由[^,;]{2,12})?$")


def ladder(paper: Paper) -> Iterator[Fact]:
    for sentence in paper.sentences:
        yield from in_sentence(paper, sentence)


def in_sentence(paper: Paper, sentence: Sentence) -> Iterator[Fact]:
    """Each step stands under the condition before it in the same sentence."""
    text = sentence.text
    conditions = triggers(text)
    if not conditions:
        return
    end_of_last = 0
    for match in STEP.finditer(text):
        if match.start() < end_of_last or negated(text, match):
            continue
        above = [(place, until, words) for place, until, words in conditions if until <= match.start("step")]
        if not above or any(start <= match.start("step") < until for start, until, _ in conditions):
            continue
        start, until, trigger = above[-1]
        between = text[until : match.start("step")]
        if len(between) > 48 or praises(between):
            continue
        end_of_last = match.end()
        step = match["step"]
        yield paper.fact(
            FactKind.LADDER,
            sentence.start + start,
            sentence.start + match.end(),
            step,
            trigger=trigger,
            step=step,
            who=who_in(between),
        )


def negated(text: str, match: re.Match[str]) -> bool:
    """A step that is only the name of something: 督办单, 约谈制度, 督查考核机制."""
    behind = text[match.end() : match.end() + 5]
    if re.match(r"(?:单(?!位)|制度|机制|清单|台账|函号|办法|平台|系统|工作|事项|会)", behind):
        return True
    return (
        bool(re.search(r"(?:免于|不予|不再)$", text[max(0, match.start("step") - 2) : match.start("step")]))
        and "先" not in match[0]
    )


def triggers(text: str) -> list[tuple[int, int, str]]:
    """(where it begins, where it ends, what it is), of every condition that tells of a fault."""
    found: list[tuple[int, int, str]] = []
    for pattern in (IF, THAT):
        for match in pattern.finditer(text):
            words = trimmed(match["trigger"])
            if not FAULT.search(words) or STEP.fullmatch(words):
                continue
            if any(start <= match.start() < end for start, end, _ in found):
                continue
            found.append((match.start(), match.end(), words))
    nth = [(match.start(), match.end(), match[0]) for match in re.finditer(r"第[一二三四]次(?!会)", text)]
    base = found[0][2] if found else ""
    extra = [(start, end, f"{base}{words}") for start, end, words in nth if found and start >= found[0][1]]
    late = [
        (m.start(), m.end(), m[0].rstrip(","))
        for m in re.finditer(
            r"每(?:滞后|逾期|超期)[^,;。]{1,8},|(?:滞后|逾期|超期)[^,;。的]{1,10}(?:以上)?的,|(?:连续)?(?:两|二|三|四)次[^,;。]{1,14}的,",
            text,
        )
    ]
    late = [
        (start, end, words.rstrip("的"))
        for start, end, words in late
        if not any(s <= start < e for s, e, _ in found)
    ]
    return sorted([*found, *extra, *late])


def trimmed(words: str) -> str:
    return re.sub(r"^(?:对于?|凡是?|若|如果?|并|且|其中|同时|以及|和|位居(?=后))+", "", words)


def praises(between: str) -> bool:
    return "表扬" in between or "奖励" in between


def who_in(between: str) -> str:
    for clause in re.split(r"[,、]", between)[::-1]:
        found = WHO.search(clause)
        if found:
            words = found["who"] or found["who2"] or ""
            return "" if STEP.search(words) else re.sub(r"^(?:一律|要|将)", "", words)
    return ""
