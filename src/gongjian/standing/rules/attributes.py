"""What the worklist knows of an item. Each attribute is declared here, once; questions, pages and sheets follow from it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, get_type_hints

from gongjian.documents.sheet import CellKind
from gongjian.kernel.text import Text
from gongjian.kernel.vocabulary import Term
from gongjian.reading.cells.finding import normal_form
from gongjian.standing.rules.declaring import (
    AMONG,
    FROM,
    THROUGH,
    Attribute,
    ColumnPlace,
    Fact,
    Found,
    Look,
    Question,
    Typed,
)
from gongjian.worklist.rules import Because, Confidence, Forecast, Light, Measure, counted_in

TEXT, PERSON = Found.TEXT, Found.PERSON
MARK = Text("priority item")
RANKS = {light: rank for rank, light in enumerate(Light)}
OF_UNIT = ("unit__short_name", "unit__name")
LEADS = "item__project__leading_official"


def of_official(person: str) -> tuple[str, str]:
    return f"{person}__name", f"{person}__username"


@dataclass(frozen=True, slots=True)
class Standing:
    """How one item stands on a day. Shares are of one; the gap is a difference of shares."""

    item: Annotated[int, Fact("item_id", "item_id")]
    code: Annotated[str, Fact("item__code", "code", found=TEXT)]
    name: Annotated[str, Fact("item__name", "item__name", TEXT, then="name")]
    project: Annotated[int, Fact("item__project_id", "project_id")]
    project_code: Annotated[str, Fact("item__project__code", "project__code", found=TEXT)]
    project_name: Annotated[str, Fact("item__project__name", "project__name", found=TEXT)]
    line: Annotated[int, Fact("item__project__line_of_work_id", "line_id")]
    line_name: Annotated[str, Fact("item__project__line_of_work__name", "line__name")]
    unit: Annotated[int, Fact("unit_id", "unit_id")]
    unit_name: Annotated[str, Fact(OF_UNIT, OF_UNIT, found=TEXT)]
    official: Annotated[int | None, Fact(f"{LEADS}_id", "official_id", then="leading_official_id")]
    official_name: Annotated[
        str, Fact(of_official(LEADS), of_official("official"), PERSON, of_official("leading_official"))
    ]
    township: Annotated[int | None, Fact("item__project__township_id", "project__township_id")]
    measure: Annotated[Measure, Fact("item__measure", "item__measure")]
    unit_of_measure: Annotated[str, Fact("item__unit_of_measure", "item__unit_of_measure")]
    target: Annotated[Decimal, Fact("target", "target")]
    weight: Annotated[Decimal, Fact("item__weight", "weight", then="weight")]
    value: Annotated[Decimal | None, Fact(kept="value")]
    share: Annotated[Fraction | float, Fact(kept="share", stored=float)]
    expected: Annotated[Fraction | float, Fact(kept="expected", stored=float)]
    gap: Annotated[Fraction | float, Fact(kept="gap", stored=float)]
    light: Annotated[Light, Fact(kept="light")]
    because: Annotated[Because, Fact(kept="because")]
    forecast: Annotated[Forecast | None, Fact(kept="forecast", stored=lambda said: said or "")]
    confidence: Annotated[Confidence, Fact(kept="confidence")]
    starts_on: Annotated[date, Fact("starts_on", "starts_on")]
    due_on: Annotated[date, Fact("due_on", "due_on")]
    first_due_on: Annotated[date, Fact(kept="first_due_on")]
    slips: Annotated[int, Fact(kept="slips")]
    measured_on: Annotated[date, Fact(kept="measured_on")]
    person: Annotated[str, Fact("person", "person", found=PERSON)] = ""
    priority: Annotated[bool, Fact("item__priority", "item__priority", then="priority")] = False
    unit_full_name: Annotated[str, Fact("unit__name", "unit__name", found=TEXT)] = ""

    @property
    def counted_in(self) -> str:
        return counted_in(self.measure, self.unit_of_measure)

    @property
    def done(self) -> bool:
        return self.light == Light.DONE

    @property
    def rank(self) -> int:
        return RANKS[self.light]

    @property
    def sought(self) -> str:
        """What a typed word is looked for in, in the form of `reading.cells.finding`; a line for each text."""
        return "\n".join(normal_form(str(getattr(self, name))) for name in SOUGHT if getattr(self, name))

    @property
    def completion(self) -> Fraction:
        return min(Fraction(self.share), Fraction(1))


READ: dict[str, Fact] = {
    name: hint.__metadata__[0] for name, hint in get_type_hints(Standing, include_extras=True).items()
}
"""What makes a standing, in the order of its fields."""
FACTS = READ | {"rank": Fact(kept="rank"), "sought": Fact(kept="sought")}
SEARCHED = [name for name, fact in FACTS.items() if fact.found]
PEOPLE = [name for name in SEARCHED if FACTS[name].found == Found.PERSON]
NEXT_DOOR = ("unit__", "official__")
"""Organisations and accounts change their names outside the campaign, so the projection never keeps these names."""
SOUGHT = [name for name in SEARCHED if not FACTS[name].path.startswith(NEXT_DOOR)]
COLUMNS = {
    name: fact.path for name, fact in FACTS.items() if fact.is_a_column and name != "item"
}  # of the projection


class ItemWord(Term):
    """The attributes by their names in addresses and their heads."""

    CODE = "code", "Code"
    ITEM = "item", "Item"
    LIGHT = "light", "Light"
    PROJECT = "project", "Project"
    UNIT = "unit", "Responsible unit"
    LINE = "line", "Line of work"
    OFFICIAL = "official", "Leading official"
    PERSON = "person", "Responsible person"
    DUE = "due", "Due"
    SIGNED_DUE = "signed_due", "Due as signed"
    VALUE = "value", "Actual / target"
    COMPLETION = "completion", "Completion"
    EXPECTED = "expected", "Expected"
    GAP = "gap", "Gap"
    FORECAST = "forecast", "Unit's forecast"
    MEASURED = "measured", "Figures from"
    PRIORITY = "priority", "Priority"
    FIRST_DUE = "first_due", "Due originally"
    WHOLE = "whole", "Target"
    COUNTED_IN = "counted_in", "Measured by"
    AGREES = "agrees", "Forecast and figures"
    TARGET = "target", "Target"


def unit_in_words(one: Standing) -> Text | str:
    if one.measure == Measure.MILESTONE:
        return Text("milestones")
    return "%" if one.measure == Measure.PERCENT else one.counted_in


def whole_of(one: Standing) -> Decimal | None:
    return None if one.measure == Measure.MILESTONE else one.target


USUAL, SHEET = ColumnPlace.USUAL, ColumnPlace.SHEET
OF_UNITS = Question(
    *("unit", "unit", Text("Responsible unit")), anything=Text("All units"), shown="unit_name", at_hand=True
)
OF_LINES = Question(
    *("line", "line", Text("Line of work")),
    anything=Text("All lines of work"),
    shown="line_name",
    at_hand=True,
)
OF_OFFICIALS = Question(
    *("official", "official", Text("Leading official")),
    anything=Text("All leading officials"),
    shown="official_name",
    at_hand=True,
)
OF_TARGETS = Question(
    *("target", "item", Text("Target")), anything=Text("Any target"), among="targets"
)  # the campaign's targets that an item counts for
OF_LIGHTS = Question("light", "light", Text("Light"), Typed.WORDS, AMONG, words=Light)
DUE_FROM = Question("from", "due_on", Text("Due from"), Typed.DAY, FROM)
DUE_THROUGH = Question("to", "due_on", Text("Due through"), Typed.DAY, THROUGH)
DISAGREEING = Question(
    *("disagreeing", "confidence", Text("Forecast"), Typed.TICK, AMONG),
    tick=tuple(one for one in Confidence if one != Confidence.AGREES),
    said=Text("disagrees with the figures"),
    anything=Text("Only where forecast and figures differ"),
)
OF_PRIORITY = Question(
    *("priority", "priority", Text("Priority"), Typed.TICK),
    tick=True,
    said=Text("marked by the Office"),
    anything=Text("Only priority items"),
)

ATTRIBUTES: tuple[Attribute[Standing], ...] = (
    Attribute(ItemWord.CODE, lambda one: one.code, place=ColumnPlace.ALWAYS, order=("code",), width=13),
    Attribute(ItemWord.ITEM, lambda one: one.name, place=ColumnPlace.ALWAYS, width=30),
    Attribute(
        *(ItemWord.LIGHT, lambda one: one.light, Look.LIGHT, USUAL),
        order=("rank", "gap", "code"),
        questions=(OF_LIGHTS,),
        width=12,
    ),
    Attribute(
        *(ItemWord.PROJECT, lambda one: one.project_name, Look.PROJECT, USUAL),
        by=Text("by project"),
        grouped=("project_code",),
        group=lambda one: f"{one.project_code} {one.project_name}",
        width=30,
    ),
    Attribute(
        *(ItemWord.UNIT, lambda one: one.unit_name, Look.CLIPPED, USUAL),
        order=("unit", "code"),
        by=Text("by unit"),
        questions=(OF_UNITS,),
        width=18,
    ),
    Attribute(
        *(ItemWord.LINE, lambda one: one.line_name),
        order=("line", "code"),
        by=Text("by line of work"),
        questions=(OF_LINES,),
    ),
    Attribute(
        *(ItemWord.OFFICIAL, lambda one: one.official_name, Look.TEXT, USUAL),
        order=("official", "code"),
        by=Text("by leading official"),
        questions=(OF_OFFICIALS,),
        width=11,
    ),
    Attribute(ItemWord.PERSON, lambda one: one.person, width=11),
    Attribute(
        *(ItemWord.DUE, lambda one: one.due_on, Look.DUE, USUAL),
        order=("due_on", "code"),
        questions=(DUE_FROM, DUE_THROUGH),
        width=12,
        paper=CellKind.DATE,
    ),
    Attribute(ItemWord.SIGNED_DUE, lambda one: one.first_due_on, Look.DAY, width=12, paper=CellKind.DATE),
    Attribute(ItemWord.VALUE, lambda one: one.value, Look.AMOUNT, USUAL, paper=CellKind.NUMBER),
    Attribute(
        *(ItemWord.COMPLETION, lambda one: one.share, Look.BAR, USUAL, ("share", "code"), "share"),
        width=10,
        paper=CellKind.PERCENT,
        places=1,
    ),
    Attribute(
        ItemWord.EXPECTED, lambda one: one.expected, Look.PERCENT, width=10, paper=CellKind.PERCENT, places=1
    ),
    Attribute(
        *(ItemWord.GAP, lambda one: float(one.gap) * 100, Look.POINTS, USUAL, ("gap", "code")),
        unit=Text("points"),
        paper=CellKind.NUMBER,
        places=1,
    ),
    Attribute(
        ItemWord.FORECAST, lambda one: one.forecast, Look.FORECAST, USUAL, questions=(DISAGREEING,), width=12
    ),
    Attribute(ItemWord.MEASURED, lambda one: one.measured_on, Look.DAY, width=12, paper=CellKind.DATE),
    Attribute(
        *(ItemWord.PRIORITY, lambda one: MARK if one.priority else None, Look.CHIP),
        order=("priority", "code"),
        by=Text("by priority"),
        group=lambda one: MARK if one.priority else Text("not marked"),
        questions=(OF_PRIORITY,),
        width=8,
    ),
    Attribute(
        *(ItemWord.FIRST_DUE, lambda one: one.first_due_on if one.slips else None, Look.DAY, SHEET),
        width=12,
        paper=CellKind.DATE,
    ),
    Attribute(ItemWord.WHOLE, whole_of, Look.AMOUNT, SHEET, paper=CellKind.NUMBER),
    Attribute(ItemWord.COUNTED_IN, unit_in_words, Look.TEXT, SHEET, width=10),
    Attribute(ItemWord.AGREES, lambda one: one.confidence, Look.TEXT, SHEET, width=20),
    Attribute(ItemWord.TARGET, lambda one: None, place=ColumnPlace.NOWHERE, questions=(OF_TARGETS,)),
)
SORTS = {one.ordered_as or one.word.value: one.order for one in ATTRIBUTES if one.order}
GROUPS = {one.word.value: one for one in ATTRIBUTES if one.by}
QUESTIONS = {question.name: question for one in ATTRIBUTES for question in one.questions}


def kept_values(one: Standing) -> dict[str, Any]:
    """What the projection keeps of a standing, by its columns."""
    return {column: FACTS[name].stored(getattr(one, name)) for name, column in COLUMNS.items()}
