"""What a correction changes, said figure by figure."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gongjian.bulletins.rules import count_lights
from gongjian.kernel.numbers import percent
from gongjian.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Difference:
    what: Text
    before: str
    after: str


def compare_snapshots(before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    """Everything in which two snapshots of one period differ."""
    return [*in_the_whole(before, after), *in_the_places(before, after), *in_the_items(before, after)]


def in_the_whole(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Difference]:
    one, other = before["overall"], after["overall"]
    if one["completion"] != other["completion"]:
        yield Difference(
            Text("Overall completion"), share_in_words(one["completion"]), share_in_words(other["completion"])
        )
    for (label, was), (_label, now) in zip(
        count_lights(one["lights"]), count_lights(other["lights"]), strict=True
    ):
        if was != now:
            yield Difference(Text("Items %(light)s", light=label), str(was), str(now))


def in_the_places(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Difference]:
    earlier, later = places(before), places(after)
    for unit, (name, *place) in later.items():
        _, *was = earlier.get(unit, (name, "–", "–"))
        if place != was:
            yield Difference(
                Text("Place and points of %(unit)s", unit=name),
                " / ".join(map(str, was)),
                " / ".join(map(str, place)),
            )


def places(data: dict[str, Any]) -> dict[int, tuple[str, int, str]]:
    return {
        place["unit"]: (place["name"], place["place"], place["total"])
        for series in data["series"]
        for place in series["places"]
    }


def in_the_items(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Difference]:
    earlier = {item["item"]: item for item in before["items"]}
    for item in after["items"]:
        was = earlier.get(item["item"])
        if was is None or was["share"] != item["share"]:
            name = Text("Completion of %(item)s", item=item["name"])
            yield Difference(
                name, share_in_words(was["share"]) if was else "–", share_in_words(item["share"])
            )


def share_in_words(share: str) -> str:
    return f"{percent(Fraction(share))}%"
