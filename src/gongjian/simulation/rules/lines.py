"""Every register of the sample county's lines of work, by the kit from which it is set up, and what its targets count."""

from dataclasses import dataclass

from gongjian.simulation.rules.counted_of_places import parcels, pipeline, spots, towns
from gongjian.simulation.rules.counted_of_projects import (
    construction,
    investment,
    leaders,
    preliminary,
    renewal,
)

ENTRIES = {
    "leaders": leaders,
    "preliminary": preliminary,
    "construction": construction,
    "investment": investment,
    "pipeline": pipeline,
    "parcels": parcels,
    "renewal": renewal,
    "towns": towns,
    "spots": spots,
}


@dataclass(frozen=True, slots=True)
class SampleBinding:
    """The register and the measure that a target counts; of one project; evenly or by what is due."""

    register: str
    measure: str
    project: str = ""
    is_even: bool = False


BINDINGS = {
    "T01": SampleBinding("leaders", "agreed", "LP-001"),
    "T02": SampleBinding("leaders", "landing_rate"),
    "T03": SampleBinding("leaders", "named_started"),
    "T04": SampleBinding("investment", "claimed", "LP-004", is_even=True),
    "T05": SampleBinding("preliminary", "year_done"),
    "T06": SampleBinding("construction", "year_done"),
    "T07": SampleBinding("pipeline", "landed"),
    "T08": SampleBinding("parcels", "difficult_sold"),
    "T09": SampleBinding("renewal", "area"),
    "T10": SampleBinding("towns", "second_finished"),
    "T11": SampleBinding("towns", "third_share", is_even=True),
    "T13": SampleBinding("spots", "closing_rate"),
}
"""The others count the items that belong to them."""
