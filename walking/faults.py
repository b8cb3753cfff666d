"""What a reader should never meet. Pure: a page and what is known in, faults out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from walking.known import HAN, LATIN, NAMES, Known
from walking.page import Page, Words

AROUND = 40
NO_WORDS = re.compile(
    r"""https?://\S+|[\w.+-]+@[\w.-]+  # addresses
    |\b[\w-]+\.(?:xlsx?|docx?|pdf|csv|png|jpe?g|ics|txt|html|zip)\b  # files
    |/[\w/.<>:?=&-]{3,}|\$\{\w+\}|\bGONGJIAN_\w+|\bgongjian\s\w+""",
    re.VERBOSE,
)
CODE = re.compile(
    r"\b(?=[\w-]*\d)[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*\b|\b[0-9a-f]{4,}\b|\b[a-z]+(?:-[a-z0-9]+)+\b"
)
RUN = re.compile(r"[\u3400-\u9fff]+")
ALWAYS = {
    "a dotted name": re.compile(r"\b[a-z]+\.[a-z]+:\d+|\b[a-z_]+(?:\.[a-z_]+){1,}\b(?<!\.xlsx)"),
    "a raw code": re.compile(r"\b[a-z]+(?:_[a-z]+)+\b"),
    "a repr": re.compile(
        r"\{['\"]|\[['\"]|<QuerySet|<[A-Z]\w+[:>]|\bobject \(|Decimal\(|datetime\.|%\(\w+\)|\{\{|\{%|&(?:amp|lt|gt|quot);|<Term|\bnan\b"
    ),
    "an ISO date": re.compile(r"\b\d{4}-\d{2}-\d{2}\b"),
    "an ISO time": re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:|\b\d{2}:\d{2}:\d{2}\b"),
}
PARTS = re.compile(r"\s*(?:→|->|·|[:：,，;；、()（）“”\"「」]|\s\|\s)\s*")


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    what: str
    excerpt: str


@dataclass(slots=True)
class Walk:
    """What one person met: faults by page and language, and the patterns of addresses that were reached."""

    who: str
    reached: set[str] = field(default_factory=set)
    pages: int = 0
    faults: list[tuple[str, str, Fault]] = field(default_factory=list)


def faults(page: Page, language: str, known: Known) -> Iterator[Fault]:
    for tag in page.empty:
        yield Fault("an empty heading", f"<{tag}>")
    for words in page.words:
        yield from faults_of(words, language, known)


def faults_of(words: Words, language: str, known: Known) -> Iterator[Fault]:
    text = words.text.strip()
    if text in known.whole or (language == "en" and text in known.english):
        return
    plain = NO_WORDS.sub(" ", text)
    for what, pattern in ALWAYS.items():
        if what.startswith("an ISO") and (words.attribute or words.marked):
            continue
        for found in pattern.finditer(plain):
            if found[0] not in known.latin:
                yield Fault(what, around(plain, found))
    yield from raw_words(plain, known)
    if words.marked:
        return
    if language == "en":
        yield from chinese(text, known)
    else:
        yield from english(plain, known)
        yield from other_script(text, language, known)


def raw_words(text: str, known: Known) -> Iterator[Fault]:
    """A part that is a stored code as a whole, and `None` for nothing."""
    for part in PARTS.split(text):
        if part in known.codes:
            yield Fault("a raw code", text[: 2 * AROUND])
        if part in {"None", "True", "False"}:
            yield Fault("a repr", text[: 2 * AROUND])


def english(text: str, known: Known) -> Iterator[Fault]:
    text = CODE.sub(" ", text)
    for found in LATIN.finditer(text):
        if found[0] not in NAMES and found[0] not in known.latin:
            yield Fault("English", around(text, found))
            return


def chinese(text: str, known: Known) -> Iterator[Fault]:
    """Chinese is data where somebody typed it; what a catalogue says, or nobody typed, is not."""
    if any(text in said for said in known.said.values()) and HAN.search(text):
        yield Fault("Chinese", text[: 2 * AROUND])
        return
    for found in RUN.finditer(text):
        if found[0] not in known.typed:
            yield Fault("Chinese", around(text, found))
            return


def other_script(text: str, language: str, known: Known) -> Iterator[Fault]:
    """Words of the other catalogue: Simplified on a Traditional page."""
    [other] = known.said.keys() - {language}
    if HAN.search(text) and text in known.said[other] and text not in known.said[language]:
        yield Fault("the other script", text[: 2 * AROUND])


def around(text: str, found: "re.Match[str]") -> str:
    return text[max(0, found.start() - AROUND) : found.end() + AROUND].strip()
