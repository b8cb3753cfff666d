"""Whether the numbers of the headings follow on each other."""

import re
from collections.abc import Iterator, Sequence

from gongjian.kernel.text import Text
from gongjian.reading.plan.numbers import chinese
from gongjian.reading.plan.sentences import Sentence

FORMAL = "壹贰叁肆伍陆柒捌玖拾"
COUNTED = 2  # levels of headings: 一、 and (一)


def out_of_order(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, Text]]:
    last: dict[int, int] = {}
    for sentence in sentences:
        if not 0 < sentence.level <= COUNTED:
            continue
        words = re.sub(r"[^一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]", "", sentence.mark)
        number = chinese(words) or 0
        if any(character in FORMAL for character in words):
            yield sentence, Text("The heading is numbered %(mark)s, unlike the others.", mark=sentence.mark)
        elif number not in (1, last.get(sentence.level, 0) + 1) and sentence.level in last:
            yield (
                sentence,
                Text("The heading %(mark)s does not follow the one before it.", mark=sentence.mark),
            )
        last[sentence.level] = number
        for deeper in [level for level in last if level > sentence.level]:
            del last[deeper]
