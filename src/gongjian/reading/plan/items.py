"""What a quantity is a quantity of: the noun before or behind it, without the verbs that carry it."""

import re

from gongjian.reading.plan.quantities import BEFORE, UNIT, Quantity

COMPARED = "|".join(words for words, _ in BEFORE)
CARRIES = r"达到|到达|达成|达|实现|完成|突破|超过|超|提高到|提升到|提升至|提高至|增加到|增至|上升到|保持在|稳定在|稳定|控制在|控制|增长到|扩大到|扩大至|提高|增长|提升|下降|降低|减少|增加|压缩|压减|缩短|为|到|至|在|约|近|共|共计|计|总计|合计|分别|各|不|均|都|力争|确保|争取|以内|实现率|要|应|需|须|使|较上年|较去年|比上年|比去年|同比|年均"
TRAILING = re.compile(rf"(?:{CARRIES}|{COMPARED}|[,:()的])$")
GROWTH = re.compile(
    r"(?:同比|年均|较上年|较去年|比上年|比去年)?(?:增长|下降|降低|减少|压减|压缩|提高|提升|增加)(?:到|至)?(?:约|近)?$"
)
MODALS = r"确保|力争|争取|力求|务必|必须|保证|努力|奋力|要|需要?|应|须|全力|全面|切实|扎实|加快|加速|大力|积极|如期|按期|高质量|圆满|顺利|逐步|进一步|持续|继续|同时|其中|并|且|以及|还|再|即|共|总计|合计|预计|计划|拟|将|对|把|由|在|于|到|至(?!少|多)|从"
LIGHT = r"推进|实现|完成|达到|组织|开展|抓好|做好|推动|促进|涉及|安排实施|安排|确定|包括|剩余的?|余下的?"
SCOPE = r"(?:今年|本年|当年|全年|年内|年度|当前|期间|攻坚期间|活动期间|行动期间|本次[^,]{2,8}|此次[^,]{2,8}|全[县市区镇省州乡村])"
TIME = r"(?:20\d\d年(?:度|底|末)?|第?[一二三四]季度末?|上半年|下半年|年底前?|年内|(?:次年|明年|今年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|\d{1,2}日|上旬|中旬|下旬|初|底|末)?(?:之前|以前|前)?|(?:春节|国庆节?|元旦|五一)(?:前|后)?(?:之前)?)"
LEADING = re.compile(
    rf"^(?:{COMPARED}|{MODALS}|{LIGHT}|{SCOPE}|{TIME}|一方面要?|另一方面要?|分别|各|[,、:;()的和与及])"
)
NOUN_END = re.compile(
    r"[,;。:、(\t]|(?:和|与|及|以及|并)(?=\d|[一-龥]{0,6}\d)|(?<=.)(?:全部|全面|如期|按期|按时|顺利|务必|必须|均|都|要|进行|开展|作为|达到|到达|实现|完成|提前|基本|率先|力争|确保|逐一|逐个|由|(?<!存)在|(?<!属)于|纳入|于|应|需)"
)
NEXT = re.compile(rf"^、?[\d.]+(?:{UNIT})")  # 13宗、2860亩土地征收: both are of what stands behind
BLANK = "\u3000"  # stands where a date was
LISTED = re.compile(r"[、和与及]|以及")
ENDING = re.compile(r"(?:的?(?:任务|目标|工作))$|的$")
EMPTY = re.compile(r"^(?:工作|任务|目标|项目|工程|以上|左右|的|个|年度|投资额)?$")


def item_of(
    sentence: str, clause: tuple[int, int], quantity: Quantity, *, earlier: str, floor: int, ceiling: int
) -> str:
    """The name of a goal; `floor` and `ceiling` are where the quantities before and behind it in the clause stand."""
    left = sentence[max(clause[0], floor) : quantity.start].replace(BLANK, "")
    listed = floor > clause[0]
    before = noun_before(LISTED.split(left)[-1] if listed else left)
    stop = clause[1] if sentence[quantity.end : ceiling] in ("", "、") else min(clause[1], ceiling)
    right = sentence[quantity.end : stop].replace(BLANK, "")
    behind = noun_behind(NEXT.sub("", right), quantity)
    if listed and quantity.unit == "%" and not LISTED.search(left) and earlier:
        before = earlier
    elif quantity.unit == "%" and before:
        behind = ""
    if listed and not left and not behind:
        return earlier
    name = joined(before, behind).rstrip("和与及、")
    grows = GROWTH.search(left)
    if grows and not before:
        return f"{subject_before(sentence[: clause[0]]) or earlier}{re.sub('到|至|约|近', '', grows[0])}"[:40]
    if not name:
        name = subject_before(sentence[: clause[0]]) or earlier
    return name[:40]


def joined(before: str, behind: str) -> str:
    if before and behind and (before.endswith(behind) or behind.startswith(before)):
        return before if len(before) >= len(behind) else behind
    return before + behind


def noun_before(left: str) -> str:
    """完成固定资产投资 → 固定资产投资; 省市县长工程落地率达到 → 省市县长工程落地率; 工业技改投资增长 keeps its verb."""
    grows = GROWTH.search(left)
    words = stripped_end(left)
    words = stripped_start(words.rpartition("、")[2] if words.count("、") and len(words) > 20 else words)
    if grows and words:
        verb = re.sub(r"到|至|约|近", "", grows[0])
        return words + verb if not words.endswith(verb) else words
    return words


def stripped_end(words: str) -> str:
    while found := TRAILING.search(words):
        words = words[: found.start()]
    return words


def stripped_start(words: str) -> str:
    while found := LEADING.match(words):
        if found.end() == 0 or len(words) == found.end():
            return words[found.end() :]
        if keeps(words, found[0]):
            return words
        words = words[found.end() :]
    return words


def keeps(words: str, found: str) -> bool:
    """计划投资 and 到位资金 are names, not adverbs."""
    rest = words[len(found) :]
    if found in (
        "计划",
        "到",
        "要",
        "将",
        "对",
        "由",
        "在",
        "从",
        "应",
        "于",
        "再",
        "还",
        "至",
        "即",
        "共",
        "须",
    ):
        return rest.startswith(("位", "投资", "素", "总", "用", "急", "外", "同", "账"))
    return found in ("年度", "完成") and rest.startswith(("计划", "率", "投资额"))


def noun_behind(right: str, quantity: Quantity) -> str:
    """6个招商工程签约落地 → 招商工程签约落地; 16万平方米的城中村改造工作 → 城中村改造工作."""
    words = re.sub(r"^(?:务必|必须|全部|全面|如期|按期|要|须|应).*", "", right.removeprefix("的"))
    words = re.sub(r"^\([^()]{0,30}\)", "", words)
    cut = NOUN_END.search(words)
    words = words[: cut.start()] if cut else words
    if re.match(r"以|及|或|左右|和|与|并|,", words):
        return ""
    return ENDING.sub("", words)[:24]


def subject_before(text: str) -> str:
    """The last clause before, when it is a bare name: 固定资产投资,力争突破100亿元."""
    clause = re.split(r"[,;:]", text.rstrip(",;:"))[-1]
    name = noun_before(clause)
    return name if 2 <= len(name) <= 24 and not re.search(r"\d", name) else ""
