"""Papers that the plan leans on and does not contain."""

import re
from collections.abc import Iterator

from gongjian.reading.plan.draft import Fact, FactKind
from gongjian.reading.plan.paper import Paper
from gongjian.reading.plan.sentences import Sentence

TITLE = re.compile(
    r"《(?P<name>[^《》\n]{2,80}(?:〈[^〉]{0,40}〉[^《》\n]{0,40})?)》(?:\((?P<number>[^()]{4,30}号)\))?"
)
ENDING = r"(?:办法|方法|细则|细那么|机制|清单|规定|意见|方案|计划|规划|标准|导则|规程|条例|制度|通知|评分表|考核表|责任书|任务书|目标责任状|一览表|分解表|图)"
LEANS = re.compile(
    rf"(?:根据|按照|依据|对照|依照|参照|遵照|执行|结合|围绕|严格落实|贯彻落实)(?!本|此|该)(?P<name>[\u4e00-\u9fffA-Za-z0-9()、]{{2,44}}?{ENDING}(?:\((?:试行|暂行|修订|修订稿|修订版)\))?)(?=的(?:内容|规定|要求|精神|相关)|[,;。、)]|$|有关|规定|相关|要求|执行|(?:逐|进行|予以|和|及|对|开展|明确|抓好|由|给予|严格|实施|组织|落实|,))"
)
VAGUE = re.compile(
    r"^(?:上级|上述|以上|有关|相关|国家|法律|法规|要求|各自|职责|本|该|此|原|既定|工作|行动|实施|年度|具体|一定|统一|统筹|实际|总体|攻坚|考核|整改|任务|问题|项目|时间|责任|进度)?(?:工作|行动|实施|任务|考核|责任|整改|有关|相关|攻坚|目标|问题|项目|年度)*"
    + ENDING
    + "$"
)
MAKES = re.compile(
    r"(?:制定|制订|编制|出台|建立|完善|健全|起草|拟定|研究制定|印发实施|修订|细化|形成|列出|梳理出|签订)[^,;。]{0,14}$"
)
ATTACHED = re.compile(r"附件?\s*[:：]\s*|^附件\s*\d*$")


def documents(paper: Paper) -> Iterator[Fact]:
    known: set[str] = {bare(paper.title)}
    for start, end, name in sorted([*quoted(paper), *leaned_on(paper), *attached(paper)]):
        if bare(name) in known or (re.search(rf"{ENDING}$", paper.title) and bare(name) in bare(paper.title)):
            continue
        known.add(bare(name))
        yield paper.fact(FactKind.DOCUMENT, start, end, name)


def bare(name: str) -> str:
    return re.sub(r"[《》()\s]|试行|暂行|关于|印发|的通知", "", name)


def quoted(paper: Paper) -> Iterator[tuple[int, int, str]]:
    for match in TITLE.finditer(paper.text):
        if MAKES.search(paper.text[max(0, match.start() - 20) : match.start()]):
            continue
        yield match.start(), match.end(), match["name"]


def leaned_on(paper: Paper) -> Iterator[tuple[int, int, str]]:
    for sentence in paper.sentences:
        for match in LEANS.finditer(sentence.text):
            name = match["name"].rpartition("《")[2]
            if len(re.sub(r"\(.{0,60}?\)", "", name)) < 6 or VAGUE.match(name) or "》" in name:
                continue
            if re.search(r"工作要求|统一部署|决策部署", name):
                continue
            start = sentence.start + match.start("name")
            yield start, start + len(match["name"]), name


def attached(paper: Paper) -> Iterator[tuple[int, int, str]]:
    """The list of attachments at the end, unless the attachment itself follows."""
    heads = [
        place
        for place, sentence in enumerate(paper.sentences)
        if re.match(r"附件?:|附件\d?:?$", sentence.text)
    ]
    if not heads:
        return
    first = paper.sentences[heads[0]]
    following = paper.sentences[heads[0] : heads[0] + 12]
    for sentence in [first, *[other for other in following[1:] if is_listed(other)]]:
        words = re.sub(r"^附件?\d?:\s*(?:\d{1,2}[.、])?", "", sentence.text).strip("《》")
        if 4 <= len(words) <= 44 and re.search(
            rf"(?:{ENDING[3:-1]}|表|册|名单|分工|方案|情况|台账|模板|样表)(?:\(.{0, 44}\))?$", words
        ):
            rest = paper.text[sentence.end :]
            if words in rest:
                continue
            start = sentence.end - len(sentence.text) + sentence.text.find(words)
            yield start, start + len(words), words


def is_listed(sentence: Sentence) -> bool:
    return sentence.level == 3 and len(sentence.text) <= 44 and "," not in sentence.text
