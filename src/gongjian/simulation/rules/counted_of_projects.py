"""What the sample county counts of its projects, in the plan's quantities."""

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from gongjian.simulation.rules.projects import sample_projects
from gongjian.simulation.rules.sample_entries import SampleEntry, SampleMove, on_day, paper_of

NEW_STARTS, CONTINUING, HOUSES_EACH = 23, 19, 55
COUNTED_ON = (9, 23, 38, 53, 68, 83, 98, 113)
"""The days on which the year's investment is added up, a little before each report."""


def leaders() -> Iterator[SampleEntry]:
    ways: dict[str, list[tuple[float, str]]] = {
        "LP-001": [(70, "agreed"), (112, "landed")],
        "LP-002": [(6, "agreed"), (20, "landed"), (30, "in_statistics"), (45, "started")],
        "LP-003": [(8, "agreed"), (52, "landed"), (60, "in_statistics"), (80, "started")],
        "LP-004": [(3, "agreed"), (3, "landed"), (4, "in_statistics"), (4, "started")],
    }
    for number, (code, way) in enumerate(ways.items(), 1):
        moves = [SampleMove(on_day(on), stage, paper_of(stage, number)) for on, stage in way]
        named = {"to_start": "yes" if code in ("LP-002", "LP-003") else "no"}
        yield SampleEntry(code, code, values=named, moves=tuple(moves))


def preliminary() -> Iterator[SampleEntry]:
    """The 42, each with the goal of its year: some are early, some are stuck until the winter."""
    listed = [one for one in sample_projects() if one.line == "PR"]
    for number, one in enumerate(listed, 1):
        draw = Random(f"preliminary {one.code}")
        planned = 32 + number * 83 // len(listed)
        done = planned + draw.choice((-12, -4, 0, 3, 9, 18, 40))
        way = (
            (2, "sited"),
            (done // 3, "proposed"),
            (done * 2 // 3, "studied"),
            (done - 6, "designed"),
            (done, "year_done"),
        )
        moves = tuple(SampleMove(on_day(on), stage, code_before(stage, number)) for on, stage in way)
        values = {
            "sticking": draw.choice(("无", "选址", "政策处理", "审批")),
            "year_goal": "完成初步设计批复",
        }
        yield SampleEntry(one.code, one.code, values=values, due=on_day(planned), moves=moves)


def code_before(stage: str, number: int) -> dict[str, str]:
    return paper_of("in_statistics", number + 300) if stage == "studied" else {}


def construction() -> Iterator[SampleEntry]:
    """The plan's 102: 23 to be started, 19 to go on, 60 to reach the year's investment."""
    here = [one for one in sample_projects() if one.line in ("LP", "KC", "UR", "ST") and one.code != "LP-001"]
    ranked = sorted(here, key=lambda one: ("LP", "KC", "UR", "ST").index(one.line))
    fresh = [one for one in ranked if one.line == "LP"] + [one for one in ranked if one.line == "KC"]
    kinds = dict.fromkeys((one.code for one in fresh[:NEW_STARTS]), "计划新开工")
    rest = [one for one in ranked if one.code not in kinds and one.line != "ST"]
    kinds |= dict.fromkeys((one.code for one in rest[-CONTINUING:]), "续建")
    for number, one in enumerate(ranked, 1):
        kind = kinds.get(one.code, "保年度投资")
        yield SampleEntry(
            one.code, one.code, values={"kind": kind}, moves=tuple(way_of_building(one.code, kind, number))
        )


def way_of_building(code: str, kind: str, number: int) -> Iterator[SampleMove]:
    draw = Random(f"building {code}")
    start = draw.randint(12, 88) if kind == "计划新开工" else 2
    yield SampleMove(on_day(2), "approved")
    yield SampleMove(on_day(start), "started", paper_of("started", number))
    yield SampleMove(on_day(start + draw.randint(3, 12)), "in_statistics", paper_of("in_statistics", number))
    done = draw.randint(48, 128)
    if done > start + 14:
        yield SampleMove(on_day(done), "year_done")


def investment() -> Iterator[SampleEntry]:
    """What was spent of the year's plan: claimed by the unit, and what of it is evidenced."""
    listed = {one.code: one for one in sample_projects()}
    wanted = ["LP-004", *(one.name for one in construction() if one.values["kind"] == "保年度投资")]
    for code in wanted:
        draw, year = Random(f"investment {code}"), Decimal(15_000) if code == "LP-004" else listed[code].year
        pace, proven = draw.uniform(0.85, 1.12), draw.uniform(0.6, 0.95)
        moves = []
        for on in COUNTED_ON:
            claimed = year * Decimal(min(1, 0.3 + 0.7 * pace * on / 118)) // 1
            told = {"claimed": str(claimed), "evidenced": str(claimed * Decimal(proven) // 1)}
            moves.append(SampleMove(on_day(on), values=told))
        yield SampleEntry("年度投资", code, quantity=year, moves=tuple(moves))


def renewal() -> Iterator[SampleEntry]:
    """Four quarters of 55 buildings, together a little more than 160,000 square metres."""
    for village in range(1, 5):
        for number in range(1, HOUSES_EACH + 1):
            draw = Random(f"house {village} {number}")
            survey = 3 + number * 16 / HOUSES_EACH
            signed = 14 + number * 66 / HOUSES_EACH + draw.randint(0, 8)
            vacated = signed + draw.randint(8, 18)
            down = vacated + draw.randint(5, 14)
            way = (
                (survey, "surveyed"),
                (signed, "signed"),
                (vacated, "vacated"),
                (down, "demolished"),
                (down + 45, "rebuilt"),
            )
            values = {
                "village": f"{village}片",
                "kind": draw.choice(("住宅", "住宅", "非住宅")),
                "settled": draw.choice(("货币", "安置房")),
            }
            moves = tuple(SampleMove(on_day(on), stage) for on, stage in way)
            yield SampleEntry(
                f"{village}-{number:02}",
                f"UR-{village:03}",
                quantity=Decimal(draw.randrange(560, 940)),
                values=values,
                due=on_day(34 + number * 74 / HOUSES_EACH),
                moves=moves,
            )
