"""What the sample county counts that belongs to no project: leads, parcels, townships and problem spots."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random

from gongjian.simulation.rules.county import TOWNSHIPS
from gongjian.simulation.rules.plan import YEAR
from gongjian.simulation.rules.projects import PARCELS, sample_projects
from gongjian.simulation.rules.sample_entries import SampleEntry, SampleMove, on_day, paper_of

SECOND_BATCH, TOWNS, FLEXIBLE, SPOTS_EACH = 13, 16, 6, 15
SPOT_KINDS = ("乱堆乱放", "乱搭乱建", "乱拉乱挂", "乱停乱行", "乱贴乱画", "乱泼乱倒")
CORNERS = ("桥头", "车站旁", "河埠头", "老街口", "菜场后", "学校侧", "村口", "停车场边")
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
DUE, NEXT_YEAR = (22, 36, 50, 62, 76, 90), date(YEAR + 1, 6, 30)


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
        due = on_day(DUE[number])
        yield SampleEntry(one.name, unit=one.unit, values=values, due=due, moves=moves, is_project=True)
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
        yield SampleEntry(name, unit=units[number % len(units)], values=values, due=NEXT_YEAR, moves=moves)


def way_of_lead(
    number: int, signed: int | None, landed: int | None, lost: int | None
) -> tuple[SampleMove, ...]:
    moves: list[SampleMove] = []
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
            SampleMove(on_day(2), values=done),
            SampleMove(on_day(pace + 8), "scheme", {"scheme_no": f"政复〔{YEAR}〕{number + 31}号", "handled": "yes"}),
            SampleMove(on_day(pace + 20), "ready", dict.fromkeys(CHECKS, "yes") | {"conditions": f"规条〔{YEAR}〕{number + 11}号"}),
            SampleMove(on_day(pace + 27), "listed", {"listed_price": str(price)}),
            SampleMove(on_day(pace + 49), "sold", {"price": str(int(price * 1.06))}),
        )  # fmt: skip
        values = {"place": f"{name}地块", "difficult": "yes"}
        due = on_day(44 + number * 7)
        yield SampleEntry(
            f"{name}地块", unit=one.unit, quantity=area, values=values, due=due, moves=moves, is_project=True
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
            values={"batch": batch, "class": assessed},
            due=due,
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
                SampleMove(on_day(mended), "mended", {"done": "已清理"}),
            ]
            closed = mended + draw.choice((1, 2, 3, 6))
            moves.append(SampleMove(on_day(closed), "closed", by="head"))
            if draw.random() < 0.3:
                moves.append(SampleMove(on_day(closed + 14), "rechecked"))
            values = {
                "kind": draw.choice(SPOT_KINDS),
                "place": CORNERS[(place + number) % len(CORNERS)],
            }
            due = on_day(found + 21)
            yield SampleEntry(f"{number:02}", unit=township, values=values, due=due, moves=tuple(moves))
