"""The bodies that a plan sets up, with their heads, members and duties."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongjian.reading.plan.draft import Fact, FactKind
from gongjian.reading.plan.paper import Paper
from gongjian.reading.plan.sentences import Sentence, clauses

BODY = r"(?:领导小组|工作小组|指挥中心|指挥部|指挥小组|工作专班|专班|攻坚组|工作组|攻坚队|督查组|督导组|推进组|协调组|保障组|小分队|委员会|办公室|专项组|小组|组|中心)"
NAME = rf"[\u4e00-\u9fffA-Z0-9]{{0,30}}?{BODY}"
ENDS_LIST = r"(?:[,。;:(]|$|组成|等|[于在]|[\d一二三四五六七八九十]个|由|负责)"
ENDS_NAME = rf"(?=[、和及]|{ENDS_LIST})"
NEXT = rf"(?>[、和及](?:(?![和及])[\u4e00-\u9fffA-Z0-9]){{0,30}}?{BODY}{ENDS_NAME})"  # one way alone to part a list
SET_UP = re.compile(
    rf"(?:成立|组建|设立|建立|设置|组成|抽调.{{2,20}}组成)(?:了|以.{{2,20}}为(?:组长|总指挥|指挥长)的|由.{{2,40}}(?:任|担任|为)(?:组长|总指挥|指挥长)的)?(?P<name>{NAME})(?=[,。;:(和、]|$|(?:由|负责|统筹|办公室|下设|实行|对|全面|具体|及|并|专门|统一|牵头|抓))"
)
UNDER = re.compile(
    rf"(?:下设|设立|设|成立|分设|组建|由)(?:[\d一二三四五六七八九十]{{1,6}}个)?(?P<names>{NAME}{ENDS_NAME}(?:{NEXT}){{0,8}})(?={ENDS_LIST})"
)
SPOKEN = re.compile(
    rf"^(?P<name>[\u4e00-\u9fff]{{1,24}}?{BODY})(?=由|组长|:|,?负责|总指挥|指挥长|成员|主任|\(|设在|办公地点|承担)"
)
HEADED = re.compile(
    r"(?:^|[,:;、)])(?P<name>[\u4e00-\u9fff]{2,20}?(?:组|专班|办公室))(?=\((?:组长|牵头|负责人|召集人|责任领导)[^()]{0,4}[::])"
)
LEADS = (
    re.compile(
        r"由(?P<who>[^,;。由]{2,30}?)(?:同志)?(?:担任|(?<!主)任|兼任|为)(?:其)?(?:组长|总指挥长?|指挥长|主任|召集人|负责人|总召集人)"
    ),
    re.compile(
        r"(?:组长|总指挥长?|指挥长|(?<!副)主任|召集人)(?:由|:)(?P<who>[^,;。:]{2,30}?)(?:同志)?(?:担任|兼任|(?<!主)任|(?=[,;。)\s]|$))"
    ),
    re.compile(
        r"(?:^|[,:、])(?P<who>[\u4e00-\u9fff()]{2,24}?)(?:同志)?(?:担任|(?<!主)任|为|兼任)(?:组长|总指挥长?|指挥长|主任|召集人)"
    ),
    re.compile(r"以(?P<who>[^,;。]{2,20}?)为(?:组长|总指挥|指挥长)"),
    re.compile(r"由(?P<who>[^,;。由]{2,24}?)牵头"),
    re.compile(r"(?:设在|设于|办公室于|办公室在)(?P<who>[\u4e00-\u9fffA-Za-z()]{2,20}?)(?=[,;。)]|$|,由)"),
    re.compile(r"牵头单位:(?P<who>[^,;。:]{2,20})"),
)
MEMBERS = (
    re.compile(r"(?:[,:;]|^|由)(?P<who>[^,;。由]{2,90}?)(?:任|为|担任)(?:其)?成员(?:单位)?"),
    re.compile(r"成员(?:单位)?(?:由|:|包括)(?P<who>[^;。:]{2,120}?)(?:组成|(?=[;。]|$))"),
    re.compile(r"由(?P<who>[^,;。由]{2,90}?)组成"),
    re.compile(r"(?:[,])(?P<who>[^,;。由]{2,60}?)组成"),
)
DUTY = re.compile(r"(?:主要|具体)?(?:负责(?!人)|职责(?:是|为|:)|统筹)(?P<what>[^;。]{2,60})")
COMMON = {"攻坚组", "工作组", "领导小组", "专班", "组", "中心", "小组", "工作专班", "指挥部", "指挥中心", "委员会", "本组", "各工作组", "各组", "各专班", "项目组", "考核组", "验收组", "各攻坚组", "督查组", "督导组", "小分队"}  # fmt: skip
CHECKERS = re.compile(r"^(?:[\u4e00-\u9fff]{0,6})(?:考核|督查|督导|验收|检查|暗访)(?:工作)?小?组$")


@dataclass
class Group:
    name: str
    start: int
    end: int
    lead: str = ""
    members: tuple[str, ...] = ()
    duty: str = ""
    parts: list[str] = field(default_factory=list)


def groups(paper: Paper) -> list[tuple[Fact, tuple[int, int]]]:
    """Each group with the stretch of the fair copy that speaks of it."""
    found: dict[str, Group] = {}
    for sentence in paper.sentences:
        for group in in_sentence(sentence, list(found.values())):
            merge(found, group)
    return [(fact_of(paper, group), (group.start, group.end)) for group in found.values()]


def fact_of(paper: Paper, group: Group) -> Fact:
    return paper.fact(
        FactKind.GROUP,
        group.start,
        group.end,
        group.name,
        lead=group.lead,
        members=group.members,
        duty=group.duty,
    )


def merge(found: dict[str, Group], group: Group) -> None:
    """A group named first and described later is one group, which stands where it is described."""
    known = next(
        (
            name
            for name in found
            if name == group.name
            or (len(group.name) > 2 and (name.endswith(group.name) or group.name.endswith(name)))
        ),
        "",
    )
    if not known:
        found[group.name] = group
        return
    old = found[known]
    if not (group.lead or group.members or group.duty):
        return
    if not (old.lead or old.members or old.duty):
        old.start, old.end = group.start, group.end
    old.lead, old.members, old.duty = (
        old.lead or group.lead,
        old.members or group.members,
        old.duty or group.duty,
    )


def in_sentence(sentence: Sentence, known: list[Group]) -> Iterator[Group]:
    text = sentence.text
    names = named_groups(text, known)
    for place, (start, name) in enumerate(names):
        end = names[place + 1][0] if place + 1 < len(names) else len(text)
        alone = described(text, start, end, name)
        words = text[start:end] if alone else ""
        yield Group(
            name,
            sentence.start + start,
            sentence.start + (end if alone else start + len(name)),
            lead=lead_in(words),
            members=members_in(words),
            duty=duty_in(words),
        )


def described(text: str, start: int, end: int, name: str) -> bool:
    """Whether something is said of a body, or whether it is only one of a list."""
    return not re.match(r"[、和及]", text[start + len(name) : end]) and len(text[start:end]) > len(name) + 1


def named_groups(text: str, known: list[Group]) -> list[tuple[int, str]]:
    found: dict[int, str] = {}
    for match in SET_UP.finditer(text):
        add_group(found, match.start("name"), match["name"])
    for match in UNDER.finditer(text):
        if match[0].startswith("由") and "组成" not in text[match.end() : match.end() + 2]:
            continue
        place = match.start("names")
        for name in re.split(r"[、和及]", match["names"]):
            add_group(found, text.find(name, place), name)
    for match in HEADED.finditer(text):
        add_group(found, match.start("name"), match["name"])
    spoken_of(text, known, found)
    return sorted(found.items())


def spoken_of(text: str, known: list[Group], found: dict[int, str]) -> None:
    """A sentence that begins with a body, and a clause that begins with one that is known or has its role told."""
    spoken = SPOKEN.match(text)
    if spoken and not re.search(r"召开|报送|上报|每|将|向|要|对", spoken["name"]):
        add_group(found, spoken.start("name"), spoken["name"])
    names = {group.name for group in known} | set(found.values())
    for start, end in clauses(text):
        again = SPOKEN.match(text[start:end])
        if again and (again["name"] in names or text.startswith("设在", start + again.end())):
            add_group(found, start, again["name"])


def add_group(found: dict[int, str], place: int, name: str) -> None:
    bare = re.sub(r"^(?:了|全[县市区镇省]的?|由|的|以|和|及|相应的?|专门的?|各|若干)+", "", name)
    if (
        re.match(r"\d|[一二三四五六七八九十两]{1,6}[个支]", bare)
        or bare in COMMON
        or CHECKERS.match(bare)
        or place < 0
        or len(bare) < 3
    ):
        return
    if re.search(r"责任|负责|通过|召开|提供|完善|机制|要求$", bare) and not bare.endswith(
        ("领导小组", "指挥部", "专班")
    ):
        return
    found.setdefault(place + len(name) - len(bare), bare)


def lead_in(words: str) -> str:
    for pattern in LEADS:
        found = pattern.search(words)
        if found and not re.search(r"副$|负责", found["who"]):
            who = found["who"]
            who = who.rpartition("、")[2] if "任" in who else who
            return re.sub(r"^(?:由|其中|,|下设办公室)+", "", who)
    return ""


def members_in(words: str) -> tuple[str, ...]:
    for pattern in MEMBERS:
        found = pattern.search(words)
        if found and "任组长" not in found["who"]:
            names = re.split(r"[、,]|和(?=[\u4e00-\u9fff]{3})", re.sub(r"^(?:成员|由|,)+", "", found["who"]))
            return tuple(name for name in names if name)[:60]
    return ()


def duty_in(words: str) -> str:
    found = DUTY.search(words)
    return found["what"].rstrip(",") if found else ""
