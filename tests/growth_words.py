"""What a pattern could be made to read: texts sampled from its own parts."""

from collections.abc import Iterator
from itertools import pairwise, product
from random import Random
from typing import Any

SAMPLES_OF_ONE = 3
SAMPLES = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a", "CATEGORY_NOT_SPACE": "a"}


def inside(kind: Any, value: Any) -> list[Any]:
    """The patterns of which this part of a pattern is made."""
    name = kind.name
    if name == "BRANCH":
        return list(value[1])
    if name == "SUBPATTERN":
        return [value[3]]
    if name.endswith("_REPEAT"):
        return [value[2]]
    if name == "ATOMIC_GROUP":
        return [value]
    return [value[1]] if name.startswith("ASSERT") else []


def signs_of(tree: Any) -> Iterator[str]:
    """A sign for every literal and set of a pattern."""
    for kind, value in tree:
        if kind.name == "LITERAL":
            yield chr(value)
        elif kind.name == "IN":
            yield from signs_in(value)
        elif kind.name in ("ANY", "NOT_LITERAL"):
            yield "x"
        for part in inside(kind, value):
            yield from signs_of(part)


def signs_in(value: Any) -> Iterator[str]:
    if value[0][0].name == "NEGATE":
        yield "x"
        return
    for kind, part in value[:6]:
        if kind.name == "LITERAL":
            yield chr(part)
        elif kind.name == "RANGE":
            yield chr(part[0])
        else:
            yield SAMPLES.get(part.name, "x")


def words_of(tree: Any) -> list[tuple[str, str]]:
    """How a text may begin, and what of a pattern could stand behind it over and over."""
    signs = list(dict.fromkeys(signs_of(tree)))
    few = signs[:10]
    words = [*few, *map("".join, pairwise(few)), *map("".join, product(few[:3], repeat=2)), "".join(few)]
    return list(dict.fromkeys([*(("", word) for word in words), *repeated_in(tree, "")]))


def repeated_in(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    """Each repetition: what leads to it, and what it repeats."""
    for place, (kind, value) in enumerate(tree):
        for part in inside(kind, value):
            yield from repeated_in(part, before)
            if kind.name.endswith("_REPEAT"):
                behind = sample(tree[place + 1 :], Random(1))
                for luck in map(Random, range(SAMPLES_OF_ONE)):
                    word = sample(part, luck)
                    yield from (
                        (before, word),
                        (before, word + behind),
                        (before + word, behind),
                        ("", before + word),
                    )
        before += sample([(kind, value)], Random(0))


def sample(tree: Any, luck: Random) -> str:
    """A text that this part of a pattern takes, as far as a sign can be chosen without looking around."""
    text = ""
    for kind, value in tree:
        if kind.name == "BRANCH":
            text += sample(luck.choice(value[1]), luck)
        elif kind.name == "IN":
            text += luck.choice(list(signs_in(value)))
        elif kind.name in ("LITERAL", "ANY", "NOT_LITERAL"):
            text += next(signs_of([(kind, value)]))
        elif kind.name.endswith("_REPEAT"):
            text += "".join(sample(value[2], luck) for _ in range(value[0]))
        elif not kind.name.startswith("ASSERT"):
            text += "".join(sample(part, luck) for part in inside(kind, value))
    return text
