"""What a register tells in numbers: its measures, and how its entries pass through the stages."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext

from gongjian.campaigns.queries import scope_of
from gongjian.ledger.queries import remembered
from gongjian.registers.models import Register, RegisterEntry
from gongjian.registers.queries import layout_of_register
from gongjian.registers.queries.telling import measures_now, measures_on
from gongjian.registers.rules import Layout, MeasureKind
from gongjian.registers.rules.funnel import StageFlow
from gongjian.registers.rules.layout import MeasureRule
from gongjian.registers.rules.measures import Measured, unit_of
from gongjian.ui.charts import BarPart
from gongjian.ui.numbers import number
from gongjian.web.http import Request
from gongjian.web.registers.asked import as_of
from gongjian.web.registers.shown.values import amount_told


@dataclass(frozen=True, slots=True)
class MeasureFigure:
    """A measure as it is read: nothing in its base is no number."""

    label: str
    words: str
    hint: str
    is_countable: bool


def figures_asked(
    request: Request, register: Register, entries: QuerySet[RegisterEntry]
) -> list[MeasureFigure]:
    """The measures over these entries, now or at the end of the day in the address."""
    past, layout = as_of(request), layout_of_register(register)
    campaign = register.campaign

    def measured_anew() -> list[tuple[MeasureRule, Measured]]:
        if past:
            return measures_on(register, entries, past, at=campaign.end_of(past))
        return measures_now(register, entries)

    key = ("measures of", register.pk, past, scope_of(request.user, campaign))
    told = remembered(campaign, key, measured_anew)
    return [figure_of_measure(rule, one, layout) for rule, one in told]


def figure_of_measure(rule: MeasureRule, one: Measured, layout: Layout) -> MeasureFigure:
    if one.value is None:
        return MeasureFigure(rule.label, gettext("not countable yet"), "", is_countable=False)
    if rule.kind == MeasureKind.SHARE:
        said = gettext("%(part)s of %(whole)s") % {"part": number(one.part), "whole": number(one.whole)}
        return MeasureFigure(rule.label, f"{number(one.value, 1)}%", said, is_countable=True)
    return MeasureFigure(rule.label, amount_told(one.value, unit_of(layout, rule)), "", is_countable=True)


@dataclass(frozen=True, slots=True)
class FunnelRow:
    """One stage: the bar of all that came there, by what became of them."""

    flow: StageFlow
    parts: Sequence[BarPart]


def funnel_rows(flows: Sequence[StageFlow]) -> list[FunnelRow]:
    return [FunnelRow(flow, parts_of_flow(flow)) for flow in flows]


def parts_of_flow(flow: StageFlow) -> list[BarPart]:
    return [
        BarPart(gettext("Went on"), flow.went_on, "part-1"),
        BarPart(gettext("Stand here"), min(flow.now, flow.came - flow.went_on), "part-3"),
        BarPart(gettext("Lost"), flow.lost, "part-2"),
    ]
