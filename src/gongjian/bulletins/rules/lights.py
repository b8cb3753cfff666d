"""How a bulletin counts its items: what lags is one set, and those that lag seriously are part of it."""

from collections.abc import Mapping

from gongjian.kernel.text import Text
from gongjian.worklist.rules import BEHIND, Light

COUNTED: tuple[tuple[Text, tuple[Light, ...]], ...] = (
    (Text(Light.DONE.label), (Light.DONE,)),
    (Text(Light.AHEAD.label), (Light.AHEAD,)),
    (Text(Light.ON_SCHEDULE.label), (Light.ON_SCHEDULE,)),
    (Text("Behind"), BEHIND),
    (Text("of which seriously"), (Light.SERIOUS,)),
    (Text(Light.BLOCKED.label), (Light.BLOCKED,)),
    (Text(Light.NOT_DUE.label), (Light.NOT_DUE,)),
)


def count_lights(lights: Mapping[str, int]) -> tuple[tuple[Text, int], ...]:
    return tuple((label, sum(lights[one.value] for one in ones)) for label, ones in COUNTED)


def behind(lights: Mapping[str, int]) -> int:
    return sum(lights[light.value] for light in BEHIND)
