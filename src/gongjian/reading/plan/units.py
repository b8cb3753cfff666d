"""Who has a part in the plan: by a label, in brackets, or in a sentence."""

import re
from collections.abc import Iterator

from gongjian.reading.plan.draft import Fact, FactKind, UnitPart
from gongjian.reading.plan.organisations import organisations
from gongjian.reading.plan.paper import Paper
from gongjian.reading.plan.sentences import Sentence

ROLE_WORD = r"(?P<role>牵头(?:责任)?(?:单位|部门)?|主办(?:单位|部门)|主责(?:单位|部门)|责任(?:主体|单位|部门)|配合(?:单位|部门)?|协办(?:单位|部门)|协同(?:单位|部门)|参与(?:单位|部门)|参加(?:单位|部门)|实施(?:主体|单位)|落实单位|承办单位)"
LABEL = re.compile(
    rf"(?:^|(?<=[,;。:(\n\t)、]))\(?{ROLE_WORD}(?:及分工)?(?:[:]\s*|(?:为|是)?(?=[县市区州省镇旗]))(?P<names>[^:。;\n]*?)(?=[,;]?(?:牵头|主办|责任|配合|协办|完成|参与|实施|时限|落实|整改|包|分管|挂)[\u4e00-\u9fff]{{0,6}}[:]|[,;](?:牵头|主办|责任|配合|协办)(?:单位|部门)|[)。;\n]|$)"
)
LED = re.compile(
    r"(?P<names>[\u4e00-\u9fff][\u4e00-\u9fff、()A-Za-z]{1,79}?)(?P<each>分别|共同|联合)?(?P<verb>牵头|负总责|总牵头)(?!单位|部门|责任|人|领导|制|抓总的|协调下)(?P<duty>[^,;。)]{0,40})"
)
AIDED = re.compile(
    r"(?P<names>[\u4e00-\u9fff][\u4e00-\u9fff、A-Za-z()]{1,79}?)(?:等)?(?:按职责)?(?:予以|积极|做好|主动)?(?P<verb>配合|协助|参与|参加|协同)(?=[,;。)(做实落工]|$|完成)"
)
CHARGED = re.compile(
    r"(?P<names>[\u4e00-\u9fff][\u4e00-\u9fff、A-Za-z()]{1,79}?)(?P<each>要|按照?(?:各自)?职责(?:分工)?|具体|分别|共同|统一|牵头|结合职能){0,4}(?P<verb>负责|承担|抓好|做好|落实)(?P<duty>[^,;。)]{0,40})"
)
ARE = re.compile(
    r"(?P<names>[\u4e00-\u9fff][\u4e00-\u9fff、A-Za-z()]{1,79}?)(?:均)?(?:为|是|作为)(?P<role>牵头|责任|配合|主办|协办|实施|承办|落实)(?:单位|部门|主体)"
)
SHOULD = re.compile(
    r"^(?P<names>(?![各全])[\u4e00-\u9fff、A-Za-z()]{2,60}?)(?:要|应当?|须)(?P<duty>[^,;。]{2,40})"
)
SPEAKS = re.compile(
    r"单位|部门|主体|牵头|负总责|配合|协助|参与|参加|协同|负责|承担|抓好|做好|落实|要|应|须|[\u4e00-\u9fff)]:"
)
ROLES = (("牵头", UnitPart.LEAD), ("主办", UnitPart.LEAD), ("主责", UnitPart.LEAD), ("承办", UnitPart.LEAD), ("配合", UnitPart.SUPPORT), ("协", UnitPart.SUPPORT), ("参", UnitPart.SUPPORT))  # fmt: skip
HEADED = re.compile(r"(?P<names>[\u4e00-\u9fff、()]{2,80}):(?P<duty>(?!\d)[^;。]{2,40})")
GROUP_WORDS = re.compile(r"(?:组|专班|指挥部)(?:长)?(?:由|,|:)|组由|成立|设立|组建|下设")


def units(paper: Paper, taken: list[tuple[int, int]]) -> Iterator[Fact]:
    """`taken` are the places that speak of groups, whose leads and members are theirs."""
    for sentence in paper.sentences:
        used: list[tuple[int, int]] = []
        if not SPEAKS.search(sentence.text):
            continue
        for finder in (labelled, headed, are, led, aided, charged, should):
            for start, end, names, part, duty in finder(sentence, paper):
                span = (sentence.start + start, sentence.start + end)
                if any(first < span[1] and span[0] < last for first, last in [*taken, *used]):
                    continue
                if names:
                    used.append(span)
                yield from unit_facts(paper, sentence, names, part, duty)


Found = tuple[int, int, list[tuple[int, int, str]], UnitPart | None, str]


def unit_facts(
    paper: Paper, sentence: Sentence, names: list[tuple[int, int, str]], part: UnitPart | None, duty: str
) -> Iterator[Fact]:
    for place, (start, end, name) in enumerate(names):
        role = part or (UnitPart.LEAD if place == 0 else UnitPart.RESPONSIBLE)
        first = sentence.start + start
        yield paper.fact(FactKind.UNIT, first, sentence.start + end, name, role=role.value, duty=duty)


def part_of(word: str) -> UnitPart | None:
    """None for a list of responsible units, the first of which leads."""
    return next((part for start, part in ROLES if word.startswith(start)), None)


def labelled(sentence: Sentence, paper: Paper) -> Iterator[Found]:
    for match in LABEL.finditer(sentence.text):
        names = shifted(organisations(match["names"], trusted=True), match.start("names"))
        part = part_of(match["role"])
        if part is None and (
            re.search(
                r"牵头(?:责任)?(?:单位|部门)?[:]",
                same_brackets(paper.text, sentence, match.start()),
            )
            or each_of_a_kind(match["names"])
        ):
            part = UnitPart.RESPONSIBLE
        yield match.start(), match.end(), names, part, duty_above(sentence, match.start())


def same_brackets(text: str, sentence: Sentence, place: int) -> str:
    """What is said of the same task: since the bracket, the full stop or the line before."""
    left = text[max(0, sentence.start + place - 120) : sentence.start + place]
    return re.split(r"[(。\n]", left.rstrip("("))[-1] + sentence.text[place:]


def each_of_a_kind(names: str) -> bool:
    return bool(re.match(r"各", names)) and "、" not in names


def duty_above(sentence: Sentence, place: int) -> str:
    own = re.split(r"[。,:(]", sentence.text[:place].strip("(,: "))[0]
    return (own or (sentence.heads[-1] if sentence.heads else ""))[:40]


def headed(sentence: Sentence, paper: Paper) -> Iterator[Found]:
    """县财政局:统筹资金 gives each of them a task of its own."""
    match = HEADED.match(sentence.text)
    names = organisations(match["names"]) if match else []
    if match and is_list_of_bodies(match["names"], names):
        part = UnitPart.LEAD if match["duty"].startswith("牵头") else UnitPart.RESPONSIBLE
        yield 0, match.end("names"), names, part, duty_in(match["duty"])


def are(sentence: Sentence, _: Paper) -> Iterator[Found]:
    for match in ARE.finditer(sentence.text):
        names = shifted(organisations(match["names"], trusted=True), match.start("names"))
        part = part_of(match["role"]) or (UnitPart.RESPONSIBLE if each_of_a_kind(match["names"]) else None)
        yield match.start(), match.end(), names, part, ""


def led(sentence: Sentence, _: Paper) -> Iterator[Found]:
    for match in LED.finditer(sentence.text):
        names = shifted(last_list(match["names"]), match.start("names"))
        yield (
            match.start(),
            match.end("verb"),
            names,
            UnitPart.LEAD if match["each"] or "分别" in match["names"] or len(names) == 1 else None,
            duty_in(match["duty"]),
        )


def aided(sentence: Sentence, _: Paper) -> Iterator[Found]:
    for match in AIDED.finditer(sentence.text):
        yield (
            match.start(),
            match.end("verb"),
            shifted(last_list(match["names"]), match.start("names")),
            UnitPart.SUPPORT,
            "",
        )


def charged(sentence: Sentence, _: Paper) -> Iterator[Found]:
    for match in CHARGED.finditer(sentence.text):
        if GROUP_WORDS.search(match["names"]) or "解释" in match["duty"]:
            continue
        names = shifted(last_list(match["names"]), match.start("names"))
        if match["verb"] != "负责" and not is_list_of_bodies(match["names"], names):
            continue
        together = len(names) > 1 and bool(re.search(r"职责|共同|分别", match[0]))
        several = UnitPart.RESPONSIBLE if len(names) == 1 or match["verb"] != "负责" else None
        part = several if not together or "分别" not in match[0] else UnitPart.RESPONSIBLE
        yield match.start(), match.end("verb"), names, part, duty_in(match["duty"])


def should(sentence: Sentence, _: Paper) -> Iterator[Found]:
    """宣传部门要加强报道: a body that is named, not each of a kind."""
    match = SHOULD.match(sentence.text)
    names = organisations(match["names"]) if match else []
    if match and is_list_of_bodies(match["names"], names):
        yield 0, match.end("names"), names, UnitPart.RESPONSIBLE, duty_in(match["duty"])


def is_list_of_bodies(words: str, names: list[tuple[int, int, str]]) -> bool:
    return bool(names) and len(words) - sum(len(name) + 1 for _, _, name in names) <= 2


def duty_in(words: str) -> str:
    return re.sub(r"^(?:负责|抓好|做好|的)|,$", "", words)[:40]


def last_list(words: str) -> list[tuple[int, int, str]]:
    """The names at the end of a stretch of words, without what stands before the first of them."""
    found = organisations(words)
    run: list[tuple[int, int, str]] = []
    for start, end, name in found:
        if run and not re.fullmatch(r"(?:等\S{0,4})?(?:[、和及与]|以及)?", words[run[-1][1] : start]):
            run = []
        run.append((start, end, name))
    tail = words[run[-1][1] :] if run else ""
    return run if len(tail) <= 10 and not re.search(r"[的,]", tail) else []


def shifted(names: list[tuple[int, int, str]], by: int) -> list[tuple[int, int, str]]:
    return [(start + by, end + by, name) for start, end, name in names]
