"""What the sample county counts along its lines of work, in the plan's quantities, and when each thing moves.

Days are counted from the first of September; what lies before the register stands is told when it is set up.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from gongjian.simulation.rules.county import TOWNSHIPS
from gongjian.simulation.rules.plan import YEAR
from gongjian.simulation.rules.projects import PARCELS, sample_projects

BEGIN = date(YEAR, 9, 1)
SECOND_BATCH, TOWNS, FLEXIBLE = 13, 16, 6
SPOT_KINDS = ("乱堆乱放", "乱搭乱建", "乱拉乱挂", "乱停乱行", "乱贴乱画", "乱泼乱倒")
CORNERS = ("桥头", "车站旁", "河埠头", "老街口", "菜场后", "学校侧", "村口", "停车场边")
SPOTS_EACH, HOUSES_EACH = 15, 55
NEW_STARTS, CONTINUING = 23, 19


@dataclass(frozen=True, slots=True)
class SampleMove:
    """On a day an entry reaches a stage, its fields having been filled in before; none: the fields only."""

    on: date
    stage: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    by: str = "reporter"


@dataclass(frozen=True, slots=True)
class SampleEntry:
    """One row: under a project, or under a place by the unit's name; and its way."""

    name: str
    project: str = ""
    unit: str = ""
    quantity: Decimal = Decimal(1)
    values: Mapping[str, str] = field(default_factory=dict)
    moves: Sequence[SampleMove] = ()
    is_project: bool = False  # of a lead or a parcel: the project stands in the list already


def on_day(offset: float) -> date:
    return BEGIN + timedelta(days=int(offset))


def leaders() -> Iterator[SampleEntry]:
    ways: dict[str, list[tuple[float, str]]] = {
        "LP-001": [(70, "agreed"), (112, "landed")],
        "LP-002": [(6, "agreed"), (20, "landed"), (30, "in_statistics"), (45, "started")],
        "LP-003": [(8, "agreed"), (52, "landed"), (60, "in_statistics"), (80, "started")],
        "LP-004": [(3, "agreed"), (3, "landed"), (4, "in_statistics"), (4, "started")],
    }
    for number, (code, way) in enumerate(ways.items(), 1):
        moves = [SampleMove(on_day(on), stage, paper_of(stage, number)) for on, stage in way]
        yield SampleEntry(code, code, moves=tuple(moves))


def paper_of(stage: str, number: int) -> dict[str, str]:
    """What has to be filled in before a stage."""
    return {
        "agreed": {"agreement_no": f"协〔{YEAR}〕{number}号"},
        "signed": {"agreement_no": f"招协〔{YEAR}〕{number}号"},
        "in_statistics": {"project_code": f"{YEAR}-330000-01-02-{100_000 + number}"},
        "started": {"permitted": "no" if number % 9 == 4 else "yes"},
    }.get(stage, {})


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


LEADS = (
    ("高端阀门制造", "先进制造", 32_000, (12, 30, None)),
    ("石墨烯材料", "新材料", 58_000, (None, None, None)),
    ("数据标注基地", "数字经济", 9_000, (34, None, None)),
    ("精品民宿集群", "文旅康养", 21_000, (None, None, 47)),
    ("杨梅深加工", "农产品加工", 6_500, (52, 96, None)),
    ("智能泵阀检测", "先进制造", 12_000, (None, None, None)),
    ("竹木新材", "新材料", 17_000, (71, None, None)),
    ("康养小镇", "文旅康养", 88_000, (None, None, None)),
)
SIGNED, LANDED = (9, 16, 24, 38, 52, 66), (27, 41, 58, 74, 86, 110)


def pipeline() -> Iterator[SampleEntry]:
    """The six projects of the list, and leads that are only talked about: some sign, one falls through."""
    listed = [one for one in sample_projects() if one.line == "IP"]
    for number, one in enumerate(listed):
        values = {
            "investor": f"{one.name[:4]}投资方",
            "industry": "先进制造",
            "investment": str(one.total),
            "risk": "低",
        }
        moves = way_of_lead(number + 1, SIGNED[number], LANDED[number], None)
        yield SampleEntry(one.name, unit=one.unit, values=values, moves=moves, is_project=True)
    units = [one.unit for one in listed]
    for number, (name, industry, money, (signed, landed, lost)) in enumerate(LEADS):
        values = {
            "investor": f"{name}投资方",
            "industry": industry,
            "investment": str(money),
            "risk": "中",
            "next_step": "上门洽谈",
        }
        moves = way_of_lead(number + 11, signed, landed, lost)
        yield SampleEntry(name, unit=units[number % len(units)], values=values, moves=moves)


def way_of_lead(
    number: int, signed: int | None, landed: int | None, lost: int | None
) -> tuple[SampleMove, ...]:
    moves = [SampleMove(on_day(2), "talking")]
    if signed:
        moves.append(SampleMove(on_day(signed), "signed", paper_of("signed", number)))
    if landed:
        moves.append(SampleMove(on_day(landed), "landed"))
        if landed < 45:
            moves.append(SampleMove(on_day(landed + 48), "started"))
    if lost:
        moves.append(SampleMove(on_day(lost), "withdrawn", note="投资方改投邻县，洽谈终止"))
    return tuple(moves)


CHECKS = ("handled", "vacated", "access", "soil", "heritage", "rights")


def parcels() -> Iterator[SampleEntry]:
    """The eleven difficult ones, the first of them the old villa; each ready before the buyer comes."""
    listed = [one for one in sample_projects() if one.line == "LT"]
    for number, (one, name) in enumerate(zip(listed, PARCELS, strict=True)):
        draw = Random(f"parcel {name}")
        pace, area = 5 + number * 4 + (34 if number > 8 else 0), Decimal(draw.randrange(18, 75))
        price = int(area * draw.randrange(180, 320))
        done = dict.fromkeys(CHECKS[: draw.randint(1, 4)], "yes")
        moves = (
            SampleMove(on_day(2), "handling", done),
            SampleMove(on_day(pace + 8), "scheme", {"scheme_no": f"政复〔{YEAR}〕{number + 31}号", "handled": "yes"}),
            SampleMove(on_day(pace + 20), "ready", dict.fromkeys(CHECKS, "yes") | {"conditions": f"规条〔{YEAR}〕{number + 11}号"}),
            SampleMove(on_day(pace + 27), "listed", {"listed_price": str(price)}),
            SampleMove(on_day(pace + 49), "sold", {"price": str(int(price * 1.06))}),
        )  # fmt: skip
        values = {"place": f"{name}地块", "difficult": "yes"}
        yield SampleEntry(
            f"{name}地块", unit=one.unit, quantity=area, values=values, moves=moves, is_project=True
        )


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
                moves=moves,
            )


POINTS = (
    "clean_1",
    "clean_2",
    "clean_3",
    "order_1",
    "order_2",
    "order_3",
    "look_1",
    "look_2",
    "look_3",
    "work_1",
    "work_2",
)
REVIEWED = (9, 23, 28, 38, 53, 68, 83, 89, 98, 113)


def towns() -> Iterator[SampleEntry]:
    """Thirteen of the second batch, in two classes with their own deadlines, and three of the third."""
    for number, township in enumerate(TOWNSHIPS[:TOWNS], 1):
        is_second, is_flexible = number <= SECOND_BATCH, number <= FLEXIBLE
        batch, assessed = ("第二批" if is_second else "第三批"), ("机动考核" if is_flexible else "年终考核")
        due = date(YEAR, 9, 30) if is_flexible else date(YEAR, 11, 30) if is_second else date(YEAR, 12, 31)
        span = (26 + number % 3 * 6) if is_flexible else 70 + number % 4 * 9 if is_second else 165
        moves = tuple(way_of_town(span, number))
        yield SampleEntry(
            township,
            unit=township,
            values={"batch": batch, "class": assessed, "due": due.isoformat()},
            moves=moves,
        )


def way_of_town(span: int, number: int) -> Iterator[SampleMove]:
    yield SampleMove(on_day(2), "planned")
    yield SampleMove(on_day(4), "building")
    for on in REVIEWED:
        done = min(len(POINTS), len(POINTS) * on // span)
        census = "100" if on > 22 + number % 3 * 8 else str(min(95, on * 4))
        yield SampleMove(on_day(on), values=dict.fromkeys(POINTS[:done], "yes") | {"census": census})
        if done == len(POINTS):
            yield SampleMove(on_day(on), "finished")
            yield SampleMove(on_day(on + 9), "passed", by="office")
            return


def spots() -> Iterator[SampleEntry]:
    """Fifteen in each township: found, mended, closed by a second person, some looked at again."""
    for place, township in enumerate(TOWNSHIPS[:TOWNS]):
        for number in range(1, SPOTS_EACH + 1):
            draw = Random(f"spot {township} {number}")
            found = 3 + number * 22 // SPOTS_EACH
            mended = found + draw.choice((4, 7, 11, 18, 30, 52))
            moves = [
                SampleMove(on_day(found), "found"),
                SampleMove(on_day(mended), "mended", {"done": "已清理"}),
            ]
            closed = mended + draw.choice((1, 2, 3, 6))
            moves.append(SampleMove(on_day(closed), "closed", by="head"))
            if draw.random() < 0.3:
                moves.append(SampleMove(on_day(closed + 14), "rechecked"))
            values = {
                "kind": draw.choice(SPOT_KINDS),
                "place": CORNERS[(place + number) % len(CORNERS)],
                "due": on_day(found + 21).isoformat(),
            }
            yield SampleEntry(f"{number:02}", unit=township, values=values, moves=tuple(moves))


def investment() -> Iterator[SampleEntry]:
    """What was spent of the year's plan: claimed by the unit, and what of it is evidenced."""
    listed = {one.code: one for one in sample_projects()}
    wanted = ["LP-004", *(one.name for one in construction() if one.values["kind"] == "保年度投资")]
    for code in wanted:
        draw, year = Random(f"investment {code}"), Decimal(15_000) if code == "LP-004" else listed[code].year
        pace, proven = draw.uniform(0.85, 1.12), draw.uniform(0.6, 0.95)
        moves = []
        for on in REVIEWED:
            claimed = year * Decimal(min(1, 0.3 + 0.7 * pace * on / 118)) // 1
            told = {"claimed": str(claimed), "evidenced": str(claimed * Decimal(proven) // 1)}
            moves.append(SampleMove(on_day(on), values=told))
        yield SampleEntry("年度投资", code, quantity=year, moves=tuple(moves))


ENTRIES = {
    "leaders": leaders,
    "construction": construction,
    "investment": investment,
    "pipeline": pipeline,
    "parcels": parcels,
    "renewal": renewal,
    "towns": towns,
    "spots": spots,
}
