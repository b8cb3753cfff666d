"""What scanning, converting and copying did to a text is undone in a fair copy; the source itself stays as it is."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from opencc import OpenCC

from gongjian.reading.plan.copy import Copy, Match
from gongjian.reading.plan.draft import Script
from gongjian.reading.plan.page_marks import without_page_marks

HAN = "\u3400-\u9fff\uf900-\ufaff"
NUMERAL = "一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾"
QUIET = re.compile(
    "[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x08\x0b-\x1f\x7f“”‘’\"'「」『』]+"
)
PINYIN = re.compile(rf"(?<=[{HAN}])\([a-z\u00e0-\u01dc]{{1,7}}\)(?=[{HAN}])")
LOST_NUMBER = re.compile(rf"[?\ufffd□]{{1,4}}(?=(?:个|项|家|户|处|座|亩|亿元|万元|万平方米|%)[{HAN}])")
LOST = re.compile(r"[?\ufffd]{2,6}[a-z]?|\ufffd")
BROKEN_HUNDRED = re.compile(r"(?<=百) ?\d{1,2} ?(?=日)")
STRAY = re.compile(rf"(?:(?<=[\n。 ])|^)\d{{1,3}} ?(?=\([{NUMERAL}]{{1,3}}\))")
FOOT = re.compile(
    r"\n[ \t]*(?:[-\u2013\u2014][ ]?\d{1,3}[ ]?[-\u2013\u2014]|第 ?\d{1,3} ?页[^\n]{0,12}|\d{1,3})[ \t]*(?=\n|$)"
)
WIDE_SPACE = re.compile("[ \u00a0\u2000-\u200a\u3000]+")
HEAD = rf"(?:[{NUMERAL}]{{1,3}}、|第[{NUMERAL}]{{1,3}}[章节条部]|\([{NUMERAL}]{{1,3}}\)|\(\d{{1,2}}\)|\d{{1,2}}[.、](?!\d)|[\u2460-\u2473])"
BEFORE_HEAD = re.compile(rf" (?={HEAD})|(?<=[。;:!]) ")
AFTER_HEAD = re.compile(rf"(?:^|(?<=[\n。;])){HEAD}[^,。;:\n ]{{2,24}}(?P<gap> +)(?=[{HAN}])")
AFTER_TITLE = re.compile(r"(?:方案(?:\([^() \n]{1,12}\))?|通知|意见(?= [为按]))(?P<gap> +)")
SPACE = re.compile(r" +")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
DECIMAL_DOT = re.compile(r"(?<=\d)[·。](?=\d{1,3}(?:亿|万|%|公里|平方|个百分点))")
OCR_DECIMAL = re.compile(r"(?<![\d、月至.-])(\d{1,6})、(?=\d{1,3}(?:亿|万|%|公里|平方|个百分点|千))")
FULL_STOP = re.compile(rf"(?<=[{HAN}%)])\.(?=[{HAN}\n ]|\d{{1,2}}月|\d{{4}}年|$)(?<!\n[{NUMERAL}]\.)")
OLD_SPELLING = str.maketrans(
    {"佈": "布", "羣": "群", "峯": "峰", "効": "效", "覈": "核", "衞": "卫", "湧": "涌", "尅": "克"}
)
WRITTEN_ZHE = re.compile(r"(?<![显专名编论原巨译])著(?![名作])")
WRAPPED = re.compile(rf"(?<![。;:!?\t])\n(?!{HEAD}|\n|[{HAN}]{{2,6}}:)")
SUMMARY = re.compile(r"内容(?:总结|摘要|提要)\(\d\)")


@cache
def converter(way: str) -> OpenCC:
    return OpenCC(way)


def script_of(text: str) -> Script:
    """Whichever script would have to change more to become the other one."""
    sample = text[:20_000]
    to_simplified = count_differences(sample, converter("t2s").convert(sample))
    to_traditional = count_differences(sample, converter("s2t").convert(sample))
    return Script.TRADITIONAL if to_simplified > to_traditional else Script.SIMPLIFIED


def count_differences(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=False))


def half_width(text: str) -> str:
    return "".join(folded(character) for character in text)


@cache
def folded(character: str) -> str:
    """Letters, digits and punctuation of the Latin width; a circled or composed sign stays what it is."""
    if not ("\uff01" <= character <= "\uff5e" or character in "﹑﹔﹕﹖％"):
        return {"\u2014": "\u2014", "\u2015": "\u2014", "\u2212": "-", "〜": "~"}.get(character, character)
    return unicodedata.normalize("NFKC", character)


def simplified(text: str) -> str:
    return str(converter("t2s").convert(text)).translate(OLD_SPELLING)


def fair_copy(text: str) -> Copy:
    """Simplified, half-width, without marks of pages, spaces that mean nothing, and marks of quotation."""
    copy = Copy.of(text).respelt(half_width).respelt(simplified)
    for pattern, words in FIRST:
        copy = copy.rewritten(pattern, words)
    copy = without_summary(without_page_marks(copy))
    for pattern, words in THEN:
        copy = copy.rewritten(pattern, words)
    return joined(copy)


def without_summary(copy: Copy) -> Copy:
    """Some sites add a summary of their own at the end, which says everything twice."""
    found = SUMMARY.search(copy.text)
    if not found or found.start() < len(copy.text) // 3:
        return copy
    return Copy(copy.text[: found.start()], copy.starts[: found.start()], copy.ends[: found.start()])


def decimal(match: Match) -> str:
    """53、04亿元 is a decimal point badly read; 分别为10、20亿元 is not."""
    before = match.string[max(0, match.start() - 30) : match.start()].rpartition("。")[2]
    return match[0] if "分别" in before else match[1] + "."


def kept_spaces(match: Match) -> str:
    """Several spaces are the end of a paragraph that was flattened; one is a gap that means nothing."""
    return "\n" if len(match[0]) > 1 else ""


Words = Callable[[Match], str] | str
FIRST: tuple[tuple[re.Pattern[str], Words], ...] = (
    (re.compile("[\u00a0\u2000-\u200a\u3000]"), " "),
    (re.compile(" {3,}"), "  "),
    (QUIET, ""),
    (re.compile("[\u2028\u2029\x0b\x0c]"), "\n"),
    (re.compile(r"(?<! ) *\n *"), "\n"),
    (FOOT, ""),
    (WRITTEN_ZHE, "着"),
    (PINYIN, ""),
    (BROKEN_HUNDRED, ""),
    (LOST_NUMBER, "X"),
    (LOST, "。"),
    (STRAY, ""),
    (THOUSANDS, ""),
    (re.compile(r"(?<=\d) +(?=[^\d(])|(?<=[^\d\n。;:)]) {1,4}(?=\d+(?:\.\d+)?[^\d.、])"), ""),
    (BEFORE_HEAD, "\n"),
)
THEN: tuple[tuple[re.Pattern[str], Words], ...] = (
    (DECIMAL_DOT, "."),
    (OCR_DECIMAL, decimal),
    (FULL_STOP, "。"),
    (AFTER_HEAD, "\n"),
    (AFTER_TITLE, "\n"),
    (SPACE, kept_spaces),
)


def joined(copy: Copy) -> Copy:
    """Lines that a page was too narrow for are one again."""
    lengths = sorted(len(line) for line in copy.text.split("\n") if line)
    if len(lengths) < 4:
        return copy
    width = lengths[-1]
    full = [length for length in lengths if length >= width - 4]
    if "\t" in copy.text or not 20 <= width <= 70 or len(full) < max(3, len(lengths) // 4):
        return copy
    return copy.rewritten(WRAPPED, lambda match: "" if is_long_before(match, width - 4) else "\n")


def is_long_before(match: Match, width: int) -> bool:
    """The line that ends here has this many signs at least."""
    start = match.start() - width
    return start >= 0 and "\n" not in match.string[start : match.start()]
