"""How many steps a pattern takes on a text: a small backtracking reader of Python's own parsed patterns.

Steps are counted, not seconds. They grow as those of the real engine do; its shortcuts only make them fewer. Where a
repetition is bounded its bound is taken as a small one: it costs a factor, and the growth shows in shorter texts.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from tests.growth_words import inside, words_of

parser, constants = re._parser, re._constants  # type: ignore[attr-defined]
Ends = Iterator[int]
FEW, FEW_PARTS = 3, 12  # what a bounded repetition of a sign, or of more, may do beyond its least
MOST_A_SIGN = 800  # steps; more are taken only where repetitions multiply each other
SUSPICIOUS = 2.25  # twice the text, twice the steps
NEVER_MATCHED = "\x04"
SIGNS = {
    "DIGIT": r"\d",
    "NOT_DIGIT": r"\D",
    "SPACE": r"\s",
    "NOT_SPACE": r"\S",
    "WORD": r"\w",
    "NOT_WORD": r"\W",
}
CATEGORIES = {f"CATEGORY_{name}": re.compile(sign) for name, sign in SIGNS.items()}


class TooManySteps(Exception):
    pass


class Matcher:
    """One pattern, which is taken through one text after the other."""

    def __init__(self, pattern: re.Pattern[Any]) -> None:
        source, self.flags = pattern.pattern, pattern.flags
        if isinstance(source, bytes):
            source = source.decode("latin-1")
        self.tree = parser.parse(source, self.flags).data

    def has(self, flag: re.RegexFlag) -> bool:
        return bool(self.flags & flag)

    def steps(self, text: str) -> int:
        """As `finditer` and `sub` go through a text. Raises TooManySteps."""
        self.text, self.groups, self.taken = text, dict[int, tuple[int, int] | None](), 0
        self.most, at = MOST_A_SIGN * len(text), 0
        while at <= len(text):
            end = next(self.sequence(self.tree, 0, at), None)
            at = max(at + 1, end or 0)
        return self.taken

    def step(self) -> None:
        self.taken += 1
        if self.taken > self.most:
            raise TooManySteps

    def sequence(self, nodes: list[Any], place: int, at: int) -> Ends:
        if place == len(nodes):
            yield at
            return
        while (way := WAYS.get(nodes[place][0].name)) is None:
            self.step()
            if at >= len(self.text) or not self.fits(nodes[place][0].name, nodes[place][1], self.text[at]):
                return
            place, at = place + 1, at + 1
            if place == len(nodes):
                yield at
                return
        self.step()
        for end in way(self, nodes[place][1], at):
            yield from self.sequence(nodes, place + 1, end)

    def fits(self, name: str, value: Any, sign: str) -> bool:
        if name == "ANY":
            return self.has(re.DOTALL) or sign != "\n"
        if name == "IN":
            negated = value[0][0].name == "NEGATE"
            return any(self.in_set(kind.name, inside, sign) for kind, inside in value[negated:]) != negated
        if name == "NOT_LITERAL":
            return not self.in_set("LITERAL", value, sign)
        return self.in_set(name, value, sign)

    def in_set(self, name: str, value: Any, sign: str) -> bool:
        if name == "CATEGORY":
            return CATEGORIES[value.name].match(sign) is not None
        first, last = value if name == "RANGE" else (value, value)
        forms = {sign, sign.lower(), sign.upper()} if self.has(re.IGNORECASE) else {sign}
        return any(first <= ord(form) <= last for form in forms if len(form) == 1)

    def branch(self, value: Any, at: int) -> Ends:
        for branch in value[1]:
            yield from self.sequence(branch.data, 0, at)

    def subpattern(self, value: Any, at: int) -> Ends:
        group, _, _, inside = value
        for end in self.sequence(inside.data, 0, at):
            before = self.groups.get(group)
            self.groups[group] = (at, end)
            yield end
            self.groups[group] = before

    def greedy(self, value: Any, at: int) -> Ends:
        least, most, nodes = bounds(value)
        stack = [(at, iter(self.sequence(nodes, 0, at)))]
        while stack:
            place, ways = stack[-1]
            count = len(stack) - 1
            self.step()
            end = next((end for end in ways if end > place or count < least), None) if count < most else None
            if end is not None:
                stack.append((end, iter(self.sequence(nodes, 0, end))))
                continue
            stack.pop()
            if count >= least:
                yield place

    def lazy(self, value: Any, at: int) -> Ends:
        (least, most, nodes), waiting = bounds(value), [(at, 0)]
        while waiting:
            place, count = waiting.pop()
            self.step()
            if count >= least:
                yield place
            if count < most:
                ends = self.sequence(nodes, 0, place)
                waiting += [(end, count + 1) for end in ends if end > place or count < least][::-1]

    def possessive(self, value: Any, at: int) -> Ends:
        yield from first_of(self.greedy(value, at))

    def atomic(self, value: Any, at: int) -> Ends:
        yield from first_of(self.sequence(value.data, 0, at))

    def ahead_or_behind(self, value: Any, at: int) -> Ends:
        if self.looks(value, at):
            yield at

    def neither_ahead_nor_behind(self, value: Any, at: int) -> Ends:
        if not self.looks(value, at):
            yield at

    def looks(self, value: Any, at: int) -> bool:
        direction, inside = value
        if direction > 0:
            return next(self.sequence(inside.data, 0, at), None) is not None
        width = inside.getwidth()[0]
        return at >= width and at in self.sequence(inside.data, 0, at - width)

    def place(self, value: Any, at: int) -> Ends:
        if self.is_at(value.name, at):
            yield at

    def is_at(self, name: str, at: int) -> bool:
        text = self.text
        if name in ("AT_BEGINNING", "AT_BEGINNING_STRING"):
            return at == 0 or (name == "AT_BEGINNING" and self.has(re.MULTILINE) and text[at - 1] == "\n")
        if name in ("AT_END", "AT_END_STRING"):
            is_line = name == "AT_END" and text[at : at + 1] == "\n"
            return at == len(text) or (is_line and (self.has(re.MULTILINE) or at + 1 == len(text)))
        word = CATEGORIES["CATEGORY_WORD"]
        sides = [bool(word.match(text[max(0, at - 1) : at])), bool(word.match(text[at : at + 1]))]
        return (sides[0] != sides[1]) == (name == "AT_BOUNDARY")

    def same_again(self, value: Any, at: int) -> Ends:
        start, end = self.groups.get(value) or (0, -1)
        if end >= start and self.text.startswith(self.text[start:end], at):
            yield at + end - start


WAYS: dict[str, Callable[[Matcher, Any, int], Ends]] = {
    "BRANCH": Matcher.branch,
    "SUBPATTERN": Matcher.subpattern,
    "MAX_REPEAT": Matcher.greedy,
    "MIN_REPEAT": Matcher.lazy,
    "POSSESSIVE_REPEAT": Matcher.possessive,
    "ATOMIC_GROUP": Matcher.atomic,
    "ASSERT": Matcher.ahead_or_behind,
    "ASSERT_NOT": Matcher.neither_ahead_nor_behind,
    "AT": Matcher.place,
    "GROUPREF": Matcher.same_again,
}


def bounds(value: Any) -> tuple[int, float, list[Any]]:
    least, most, repeated = value
    is_one_sign = [kind.name for kind, _ in repeated] in (["IN"], ["ANY"], ["LITERAL"], ["NOT_LITERAL"])
    few = FEW if is_one_sign else FEW_PARTS
    return least, float("inf") if most is constants.MAXREPEAT else min(most, least + few), repeated.data


def first_of(ways: Ends) -> list[int]:
    end = next(iter(ways), None)
    return [] if end is None else [end]


def can_grow(tree: Any, *, is_repeated: bool = False) -> bool:
    """Something is repeated without a bound, or repeated inside of what is repeated."""
    for kind, value in tree:
        repeats = kind.name.endswith("_REPEAT") and value[1] > 1
        if repeats and (value[1] is constants.MAXREPEAT or (is_repeated and value[0] != value[1])):
            return True
        if any(can_grow(part, is_repeated=is_repeated or repeats) for part in inside(kind, value)):
            return True
    return False


def worst_growth(pattern: re.Pattern[Any], *lengths: int) -> tuple[float, str]:
    """By how much the steps grow when a text is twice as long, and that text. Longer ones only where a shorter one asks."""
    matcher = Matcher(pattern)
    worst = (2.0, "")
    for begins, word in words_of(matcher.tree) if can_grow(matcher.tree) else []:
        found = 2.0
        for signs in lengths:
            found = growth_by(matcher, begins, word or "x", signs)
            if found < SUSPICIOUS:
                break
        worst = max(worst, (found, begins + word))
        if found >= SUSPICIOUS:
            break
    return worst


def growth_by(matcher: Matcher, begins: str, word: str, signs: int) -> float:
    times = max(4, signs // len(word))
    try:
        few, many = (matcher.steps(begins + word * count + NEVER_MATCHED) for count in (times, 2 * times))
    except (TooManySteps, RecursionError):
        return float("inf")
    return many / few
