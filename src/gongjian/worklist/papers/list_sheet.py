"""A list as a sheet: the county's columns, out and in again. What goes out comes back unchanged."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from gongjian.accounts.models import Organisation
from gongjian.accounts.rules import Language
from gongjian.campaigns.models import Campaign
from gongjian.documents.form_sheet import Cell, FormColumn, FormSheet, Guidance
from gongjian.documents.sheet import Kind
from gongjian.intake.papers import blank
from gongjian.intake.papers.blank import in_script
from gongjian.kernel.numbers import plain
from gongjian.sandbox.papers import to_form
from gongjian.worklist.models import ListRow, ListVersion
from gongjian.worklist.papers.list_paper import day_in_full
from gongjian.worklist.queries.rows import facts_of, line_codes, officials, row_from
from gongjian.worklist.rules import Measure
from gongjian.worklist.rules.columns import LAYOUT, PROJECT_COLUMNS, REQUIRED, ListColumn
from gongjian.worklist.rules.row_words import MEASURE_WORDS, shown
from gongjian.worklist.rules.rows import ListFacts, Row

USUAL_WIDTH = 8
WIDTHS = {  # together they fit on one sheet of A3
    ListColumn.SERIAL: 5,
    ListColumn.PROJECT_NAME: 16,
    ListColumn.SCALE: 14,
    ListColumn.TOTAL_INVESTMENT: 9,
    ListColumn.YEAR_INVESTMENT: 9,
    ListColumn.ITEM_CODE: 9,
    ListColumn.NAME: 16,
    ListColumn.MEASURE: 7,
    ListColumn.TARGET: 9,
    ListColumn.UNIT_OF_MEASURE: 6,
    ListColumn.STARTS_ON: 10.5,
    ListColumn.DUE_ON: 10.5,
    ListColumn.STEPS: 20,
    ListColumn.LEADING_OFFICIAL: 7,
    ListColumn.UNIT: 10,
    ListColumn.PERSON: 7,
    ListColumn.SUPPORTING_UNITS: 10,
    ListColumn.TOWNSHIP: 7,
    ListColumn.WEIGHT: 5,
    ListColumn.TARGET_CODES: 7,
    ListColumn.REMARK: 9,
}
KINDS: dict[ListColumn, str] = {
    ListColumn.TOTAL_INVESTMENT: Kind.MONEY,
    ListColumn.YEAR_INVESTMENT: Kind.MONEY,
    ListColumn.TARGET: Kind.NUMBER,
    ListColumn.WEIGHT: Kind.NUMBER,
    ListColumn.SERIAL: Kind.NUMBER,
    ListColumn.STARTS_ON: Kind.DATE,
    ListColumn.DUE_ON: Kind.DATE,
}
IN_WAN = (ListColumn.TOTAL_INVESTMENT, ListColumn.YEAR_INVESTMENT)
FROZEN = 3
BLANK_ROWS = 60
Line = tuple[tuple[Cell, ...], bool]


def list_sheet(version: ListVersion, *, at: datetime) -> bytes:
    """One unit's list as it stands."""
    campaign, unit = version.campaign, version.unit
    with override(campaign.paper_language):
        said = _(
            "Responsible unit: %(unit)s. Version %(number)s, %(state)s. Stand of %(day)s. Money in 万元."
        ) % {
            "unit": unit,
            "number": version.number,
            "state": _(version.state.label),
            "day": day_in_full(campaign.day_of(at)),
        }
        facts = facts_of(campaign, unit)
        rows = lines_of([version], facts, str(unit))
        return to_form(form_of(campaign, unit, facts, (said,), rows), at=at)


def whole_sheet(campaign: Campaign, versions: Sequence[ListVersion], *, at: datetime) -> bytes:
    """The lists of all units in one sheet, for the Office."""
    with override(campaign.paper_language):
        said = _("Lists of %(count)s units. Stand of %(day)s. Money in 万元.") % {
            "count": len(versions),
            "day": day_in_full(campaign.day_of(at)),
        }
        facts = facts_of(campaign, None)
        return to_form(form_of(campaign, None, facts, (said,), lines_of(versions, facts)), at=at)


def template(campaign: Campaign, unit: Organisation | None, *, at: datetime) -> bytes:
    """An empty list with its checks, and a sheet that says what goes where."""
    with override(campaign.paper_language):
        said = [_("Only the columns in red must be filled in. Money in 万元.")]
        if unit:
            said.insert(0, _("Responsible unit: %(unit)s") % {"unit": unit})
        form = form_of(campaign, unit, facts_of(campaign, unit), tuple(said), [], empty_rows=BLANK_ROWS)
        return to_form(form, guidance(campaign), at=at)


def form_of(
    campaign: Campaign,
    unit: Organisation | None,
    facts: ListFacts,
    notes: tuple[str, ...],
    rows: Iterable[Line],
    *,
    empty_rows: int = 0,
) -> FormSheet:
    return FormSheet(
        name=_("Worklist"),
        title=_("%(campaign)s: worklist") % {"campaign": campaign.name},
        notes=notes,
        columns=columns_of(campaign, facts),
        rows=rows,
        empty_rows=empty_rows,
        frozen_columns=FROZEN,
        check_title=_("Please look again"),
        check_day=_(
            "This is no date. A day such as 2026-09-30 is expected; words such as 9月底前 are understood too."
        ),
        check_choice=_("This is not among the choices of this column."),
    )


def columns_of(campaign: Campaign, facts: ListFacts) -> tuple[FormColumn, ...]:
    choices = {
        ListColumn.LINE: tuple(facts.line_names.values()),
        ListColumn.MEASURE: tuple(measure_word(measure, campaign.paper_language) for measure in Measure),
        ListColumn.LEADING_OFFICIAL: tuple(officials(campaign)),
    }
    return tuple(
        FormColumn(
            head=heading(column, campaign.paper_language),
            width=WIDTHS.get(column, USUAL_WIDTH),
            kind=KINDS.get(column, Kind.TEXT),
            choices=choices.get(column, ()),
            must_choose=column == ListColumn.MEASURE,
            is_hidden=column == ListColumn.KEY,
            is_required=column in REQUIRED,
            is_grouped=column in PROJECT_COLUMNS,
        )
        for column in ListColumn
    )


def lines_of(versions: Sequence[ListVersion], facts: ListFacts, unit: str = "") -> Iterator[Line]:
    codes, names = line_codes(versions), {version.pk: str(version.unit) for version in versions}
    language = versions[0].campaign.paper_language if versions else Language.SIMPLIFIED
    stored = ListRow.objects.filter(list_version__in=list(names)).order_by(
        "list_version_id", "position", "pk"
    )
    project = None
    for number, kept in enumerate(stored.iterator(chunk_size=2000), start=1):
        row = row_from(kept, codes)
        begins, project = (
            project != (kept.list_version_id, row.project_name),
            (kept.list_version_id, row.project_name),
        )
        cells = cells_of(row, facts, language)
        cells |= {
            ListColumn.SERIAL: number,
            ListColumn.KEY: kept.key,
            ListColumn.UNIT: unit or names[kept.list_version_id],
        }
        yield tuple(cells[column] for column in ListColumn), begins


def cells_of(row: Row, facts: ListFacts, language: str) -> dict[ListColumn, Cell]:
    cells: dict[ListColumn, Cell] = dict(shown(row, facts))
    cells |= {
        ListColumn.MEASURE: measure_word(row.measure, language),
        ListColumn.TOTAL_INVESTMENT: row.total_investment,
        ListColumn.YEAR_INVESTMENT: row.year_investment,
        ListColumn.STARTS_ON: row.starts_on,
        ListColumn.DUE_ON: row.due_on,
        ListColumn.WEIGHT: row.weight,
    }
    if row.measure in (Measure.QUANTITY, Measure.INVESTMENT):
        cells[ListColumn.TARGET] = f"{plain(row.target)}%" if row.unit_of_measure == "%" else row.target
    return cells


def guidance(campaign: Campaign) -> Guidance:
    said = {
        ListColumn.PROJECT_NAME: _(
            "The project's name. Rows below with an empty cell belong to the same project."
        ),
        ListColumn.LINE: _("Choose from the list. Rows that have none are asked about."),
        ListColumn.NAME: _("What is to be reached, in one sentence."),
        ListColumn.MEASURE: _("Left empty, it follows from the unit of the target and from the steps."),
        ListColumn.TARGET: _(
            "A number with or without its unit: 13个, 60%, 1.5亿元. Empty means: to be completed, 100%."
        ),
        ListColumn.STARTS_ON: _("Empty means: the beginning of the campaign."),
        ListColumn.DUE_ON: _("A day, or words such as 9月底前, 9月上旬, 11月: the last day that they mean."),
        ListColumn.STEPS: _(
            "Such as: 9月30日 完成征地（40%）；10月31日 完成审批（100%）. The last step falls on the due date."
        ),
        ListColumn.TOTAL_INVESTMENT: _("In 万元; 亿元 may be written behind the number."),
        ListColumn.UNIT: _("The first unit named leads; others support it."),
        ListColumn.WEIGHT: _("Empty means 1."),
        ListColumn.PROJECT_CODE: _("Leave it empty: a free code is given."),
        ListColumn.ITEM_CODE: _("Leave it empty: a free code is given."),
        ListColumn.TARGET_CODES: _("Codes of the campaign's targets, with 、 between them."),
    }
    return blank.guidance(
        LAYOUT, said, title=_("How to fill in the worklist"), language=campaign.paper_language
    )


def heading(column: ListColumn, language: str) -> str:
    word, unit = blank.heading(LAYOUT, column, language), in_script("万元", language)
    return f"{word}\uff08{unit}\uff09" if column in IN_WAN else word


def measure_word(measure: Measure, language: str) -> str:
    return measure.label if language == Language.ENGLISH else in_script(MEASURE_WORDS[measure], language)
