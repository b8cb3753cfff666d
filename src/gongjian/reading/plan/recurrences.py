"""What returns: each week, each half month, by the 13th and the 28th."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongjian.reading.plan.draft import Fact, FactKind
from gongjian.reading.plan.numbers import number
from gongjian.reading.plan.paper import Paper
from gongjian.reading.plan.sentences import Sentence, clauses

CN = "一二三四五六七八九十"
DAYNUM = rf"(?:3[01]|[12]\d|0?[1-9]|三十一?|二十[{CN}]?|十[{CN}]?|[{CN}])"
DAYS = rf"{DAYNUM}[日号]?(?:(?:前|之前|以前)?(?:、|和|及|与|,|以及){DAYNUM}[日号]?)*(?<=[日号])"
WEEKDAY = {"一": "MO", "1": "MO", "二": "TU", "2": "TU", "三": "WE", "3": "WE", "四": "TH", "4": "TH", "五": "FR", "5": "FR", "六": "SA", "6": "SA", "日": "SU", "天": "SU", "末": "SU"}  # fmt: skip
TENTH = "FREQ=MONTHLY;BYMONTHDAY=10,20,-1"
EVERY = {
    "日": "FREQ=DAILY", "天": "FREQ=DAILY", "周": "FREQ=WEEKLY", "星期": "FREQ=WEEKLY", "礼拜": "FREQ=WEEKLY", "旬": TENTH, "半月": "FREQ=SEMIMONTHLY",
    "半个月": "FREQ=SEMIMONTHLY", "双周": "FREQ=WEEKLY;INTERVAL=2", "两周": "FREQ=WEEKLY;INTERVAL=2", "月": "FREQ=MONTHLY", "双月": "FREQ=MONTHLY;INTERVAL=2", "季": "FREQ=MONTHLY;INTERVAL=3",
    "季度": "FREQ=MONTHLY;INTERVAL=3", "半年": "FREQ=MONTHLY;INTERVAL=6", "年": "FREQ=YEARLY", "年度": "FREQ=YEARLY",
}  # fmt: skip
PERIOD = r"半个月|半月|双周|两周|双月|半年|季度|星期|礼拜|年度|日|天|周|旬|月|季|年"
DUTY = (
    r"调度|通报|例会|点评|考核|考评|排名|排序|报告|上报|报送|督查|督导|督办|督战|会商|会办|分析|小结|总结|讲评|晾晒|亮晒|晒|研判|监测|推进|推进会|碰头|碰头会|排队|交账|评比|评|比|检查|巡查|汇报|盘点|复盘|简报|报|讲|会|清|结|督|查|公示|公布"
    r"|通报会|观摩|拉练|调研|审核|审计|梳理|更新|过堂|协调|联席会议|办公|议|看|测|评估|通气|销号|对账|报表|提醒|巡查|拉练|曝光"
)
EACH = re.compile(
    rf"(?<!百)(?<!未)(?:每|逐|按|(?P<skip>隔))(?:个)?(?P<count>\d{{1,2}}|[{CN}两])?(?:个)?(?P<period>工作日|{PERIOD})(?P<rest>末|底|初|中旬|上旬|下旬|中)?"
)
WEEKLY_ON = re.compile(
    r"(?:每(?:逢)?(?:个)?(?:周|星期|礼拜)(?P<days>[一二三四五六日天末1-6](?:(?:、|和|及)(?:周|星期)?[一二三四五六日天1-6])*)(?!次|轮|遍|个|调|例|报|通|小|考|督|排|会))"
)
MONTHLY_ON = re.compile(rf"(?:每(?:个)?月(?:的)?|次月(?:的)?|当月(?:的)?|下月)(?P<days>{DAYS})")
MONTH_PART = re.compile(
    r"每(?:个)?月(?:的)?(?:月)?(?P<part>末|底|初|上旬|中旬|下旬|最后一(?:个工作日|天|日)|第一(?:周|个工作日))|次月(?P<next>初)|(?<!\d)(?<![\d一二三四五六七八九十]月)月(?P<bare>初|末)(?=召开|前|上报|报|通报|进行|开展)"
)
QUARTER_ON = re.compile(
    rf"每(?:个)?季度?(?:的)?(?:首|第一个|末|最后一个|次)月(?:的)?(?P<days>{DAYS})?|每(?:个)?季度?(?P<part>末|初|底)"
)
COUNTED = re.compile(
    rf"(?<!第)(?P<count>\d{{1,2}}|[两三四五六七八九十])(?:个)?(?P<period>日|天|周|星期|月|工作日)(?P<skip>(?!))?一(?P<what>{DUTY})"
)
NEXT_CLAUSE = 6  # characters: 实行日报告制度, and then how
EMPTY = re.compile(r"(?:召开|开展|进行|举行|组织)?(?:\d+|一)?[次期轮]?")
ONE_BY_ONE = re.compile(rf"(?P<period>{PERIOD.replace('|日|天|', '|每日|日|天|')})一?(?P<what>{DUTY})")
SHORT = re.compile(
    rf"(?<![\u4e00-\u9fff])?(?:一|每)?(?P<period>半月|双周|两周|半年|季度|日|天|周|旬|月|季|年)(?:一|1)?(?P<what>{DUTY})"
)
BEFORE_SHORT = re.compile(
    r"(?:^|[^\u4e00-\u9fff0-9]|[行立持格实取度报会评告查核名析结导施和及与制照用以展做善晒判例到推按])$"
)
PLAN_OF_YEAR = re.compile(r"年(?:度)?(?:考核|评|总结|报告|报|审计|会)")


@dataclass(frozen=True, slots=True)
class Return:
    start: int
    end: int
    rule: str
    what: str = ""
    exact: bool = True
    named: bool = False  # only named (周调度), not said in a sentence


def recurrences(paper: Paper) -> Iterator[Fact]:
    """Every returning duty; one that is only named (月点评) gives way to the sentence that says it in full."""
    told: list[Fact] = []
    named: list[Fact] = []
    for sentence in paper.sentences:
        for one, clause in in_sentence(sentence):
            fact = fact_of(paper, sentence, one, clause)
            if fact:
                (named if one.named else told).append(fact)
    yield from told
    yield from (fact for fact in named if not any(same_duty(fact, other) for other in told))


def fact_of(paper: Paper, sentence: Sentence, one: Return, clause: tuple[int, int]) -> Fact | None:
    item = one.what or duty_of(sentence.text, one, clause)
    if not item:
        return None
    start, end = (one.start, one.end) if one.named else (clause[0], max(clause[1], one.end))
    return paper.fact(
        FactKind.RECURRENCE,
        sentence.start + start,
        sentence.start + end,
        item,
        date=one.rule,
        exact=one.exact,
        who="" if one.named else actor(sentence.text, clause, one),
    )


def same_duty(named: Fact, told: Fact) -> bool:
    if named.date == told.date and 0 <= told.start - named.end <= NEXT_CLAUSE:
        return True
    same_period = told.date.partition(";BY")[0] == named.date.partition(";BY")[0]
    return same_period and len(named.item) > 1 and named.item in told.item


def in_sentence(sentence: Sentence) -> Iterator[tuple[Return, tuple[int, int]]]:
    text = sentence.text
    taken: list[tuple[int, int]] = []
    parts = list(clauses(text))
    for finder in (weekly_on, quarter_on, monthly_on, month_part, each, counted_returns, short):
        for one in finder(text):
            if any(one.start < last and first < one.end for first, last in taken):
                continue
            taken.append((one.start, one.end))
            clause = next(
                ((first, last) for first, last in parts if first <= one.start < last), (one.start, one.end)
            )
            yield one, clause


def weekly_on(text: str) -> Iterator[Return]:
    for match in WEEKLY_ON.finditer(text):
        days = [WEEKDAY[character] for character in match["days"] if character in WEEKDAY]
        yield Return(match.start(), match.end(), f"FREQ=WEEKLY;BYDAY={','.join(dict.fromkeys(days))}")


def monthly_on(text: str) -> Iterator[Return]:
    for match in MONTHLY_ON.finditer(text):
        yield Return(match.start(), match.end(), f"FREQ=MONTHLY;BYMONTHDAY={days_in(match['days'])}")


def days_in(written: str) -> str:
    found = [number(word) for word in re.findall(DAYNUM, written)]
    return ",".join(str(int(day)) for day in dict.fromkeys(found) if day)


def month_part(text: str) -> Iterator[Return]:
    for match in MONTH_PART.finditer(text):
        part = match["part"] or match["next"] or match["bare"] or ""
        ends = part.startswith(("末", "底", "最后"))
        yield Return(
            match.start(), match.end(), "FREQ=MONTHLY;BYMONTHDAY=-1" if ends else "FREQ=MONTHLY", exact=ends
        )


def quarter_on(text: str) -> Iterator[Return]:
    for match in QUARTER_ON.finditer(text):
        days = f";BYMONTHDAY={days_in(match['days'])}" if match["days"] else ""
        yield Return(match.start(), match.end(), f"FREQ=MONTHLY;INTERVAL=3{days}", exact=bool(days))


def each(text: str) -> Iterator[Return]:
    for match in EACH.finditer(text):
        rule = rule_of(match)
        if rule and not per_one(text, match):
            yield Return(match.start(), match.end(), rule)


def per_one(text: str, match: re.Match[str]) -> bool:
    """每年人均, 每天产能, 每月租金 measure something; 每滞后一周 is a condition."""
    rest = text[match.end() : match.end() + 8]
    return match["period"] in ("年", "年度") and not re.match(
        r"(?:.{0,4})(?:召开|组织|开展|评|报|考核)", rest
    )


def counted_returns(text: str) -> Iterator[Return]:
    """Each duty of a text that returns after a count of days or weeks: 三日一小结, 两周一调度."""
    for match in COUNTED.finditer(text):
        what = longest_duty(text, match.start("what"))
        yield Return(match.start(), match.start("what") + len(what), rule_of(match), what, named=True)


def rule_of(match: re.Match[str]) -> str:
    period = match["period"]
    if match[0].startswith("按") and period in ("日", "天", "年", "年度"):
        return ""
    count = int(number(match["count"]) or 1) if match["count"] else 1 + bool(match["skip"])
    if period == "工作日":
        return "FREQ=DAILY"
    if count == 1:
        return EVERY[period]
    if period in ("日", "天"):
        return {7: "FREQ=WEEKLY", 10: TENTH, 15: "FREQ=SEMIMONTHLY"}.get(
            count, f"FREQ=DAILY;INTERVAL={count}"
        )
    if period in ("周", "星期", "礼拜"):
        return f"FREQ=WEEKLY;INTERVAL={count}"
    return (
        f"FREQ=MONTHLY;INTERVAL={count * (3 if period.startswith('季') else 1)}"
        if period in ("月", "季", "季度")
        else ""
    )


def short(text: str) -> Iterator[Return]:
    """周调度、旬通报、月排名; 一周一调度, 半月一排名."""
    for match in SHORT.finditer(text):
        left = text[: match.start()]
        one_each = (
            bool(re.search(r"一(?:月|周|旬|日|天|季|季度|年)?$", match[0][:1])) or "一" in match[0][1:3]
        )
        if (
            match["period"] in ("年", "日", "天")
            and not one_each
            and not (
                match["period"] == "日"
                and (chained(text, match) or re.search(r"(?:实行|建立|执行|坚持|落实)$", left))
            )
        ):
            continue
        if not one_each and (
            not BEFORE_SHORT.search(left)
            or (re.search(r"(?:到|推)$", left[-1:]) and match["period"] in ("年", "月"))
        ):
            continue
        if one_each and left[-1:] and left[-1] in "第每唯":
            continue
        what = longest_duty(text, match.start("what"))
        end = match.start("what") + len(what)
        if len(what) == 1 and not (one_each or chained(text, match) or text.startswith("制", end)):
            continue
        yield Return(match.start(), end, EVERY[match["period"]], what, named=True)


def longest_duty(text: str, place: int) -> str:
    words = sorted(DUTY.split("|"), key=len, reverse=True)
    return next((word for word in words if text.startswith(word, place)), "")


def chained(text: str, match: re.Match[str]) -> bool:
    """One of several such words in a row is surely one of them."""
    around = text[max(0, match.start() - 8) : match.start()] + "|" + text[match.end() : match.end() + 8]
    return bool(re.search(rf"(?:半月|周|旬|月|季度?|日|天)一?(?:{DUTY})", around))


def duty_of(text: str, one: Return, clause: tuple[int, int]) -> str:
    """What is done: the words behind the time, and what is brought before it with 将 or 把."""
    rest = text[one.end : clause[1]]
    rest = re.sub(
        r"^(?:(?:的)?第[一二三](?:个工作日|天|日|周)|(?:上|下)午|晚上?|\d{1,2}(?:时|点|:)(?:\d{1,2}分?)?|半|之前|以前|前|底|末|的|下班|及时|均|都|定期|至少|不少于|要|须|应|至|,|左右|(?:各)?(?:要|应))+",
        "",
        rest,
    )
    if len(rest) < 2:
        following = [part for part in clauses(text) if part[0] >= clause[1]]
        rest = text[following[0][0] : following[0][1]] if following else ""
    before = text[clause[0] : one.start]
    brought = re.search(r"[将把]([^将把,]{2,24}?)(?:于|在)?$", before)
    if brought:
        rest = f"{brought[1]}{rest}"
    elif len(rest) < 2:
        rest = before
    elif EMPTY.fullmatch(rest):
        earlier = [part for part in clauses(text) if part[1] <= clause[0]]
        rest = (before or (text[earlier[-1][0] : earlier[-1][1]] if earlier else "")) + rest
    return re.sub(
        r"^(?:[,:、的]|对(?=.{12}))+(?:[,:、()]+$)?|(?<![,:、()])[,:、()]+$",
        "",
        re.sub(r"(?<=[\u4e00-\u9fff])[1一](?:次|轮|遍|期)", "", rest),
    )[:40]


def actor(text: str, clause: tuple[int, int], one: Return) -> str:
    """Who: what stands before the time in its clause."""
    before = text[clause[0] : one.start]
    before = re.split(r"[将把对]", before)[0]
    before = re.sub(r"(?:要|应|须|于|在|按照|坚持|实行|建立|严格|必须|由|原则上){1,8}$", "", before)
    before = re.sub(r"^(?:由|从\S{1,6}开始|其中)", "", before)
    return before if 2 <= len(before) <= 24 and not re.search(r"实行|建立|坚持|制度|\d", before) else ""
