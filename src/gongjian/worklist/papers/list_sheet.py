"""A list as a sheet: the county's columns, out and in again. What goes out comes back unchanged."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from gongjian.accounts.models import Organisation
from gongjian.accounts.rules import Language
from gongjian.campaigns.models import Campaign
from gongjian.documents.form_sheet import Cell, FormColumn, FormSheet, Guidance
from gongjian.intake.papers import blank
from gongjian.intake.papers.blank import in_script
from gongjian.kernel.numbers import plain
from gongjian.sandbox.papers import to_form
from gongjian.worklist.models import ListRow, ListVersion
from gongjian.worklist.papers.list_paper import day_in_full
from gongjian.worklist.queries.rows import line_codes, list_facts, officials, row_from
from gongjian.worklist.rules import Measure
from gongjian.worklist.rules.columns import CELLS, ListColumn, names_of
from gongjian.worklist.rules.declaring import Sort
from gongjian.worklist.rules.layout import LAYOUT
from gongjian.worklist.rules.row_words import MEASURE_WORDS, YES, row_in_words
from gongjian.worklist.rules.rows import ListFacts, ListRowValues

FROZEN = 3
BLANK_ROWS = 60
Line = tuple[tuple[Cell, ...], bool]


def list_sheet(version: ListVersion, *, at: datetime) -> bytes:
    """One unit's list as it stands."""
    campaign, unit = version.campaign, version.unit
    with override(campaign.paper_language):
        said = _(
            "Responsible unit: %(unit)s. Version %(number)s, %(state)s. As of %(day)s. Amounts in 万元."
        ) % {
            "unit": unit,
            "number": version.number,
            "state": _(version.state.label),
            "day": day_in_full(campaign.day_of(at)),
        }
        facts = list_facts(campaign, unit)
        rows = stored_lines([version], facts, str(unit))
        return to_form(form_sheet(campaign, unit, facts, (said,), rows), at=at)


def whole_sheet(campaign: Campaign, versions: Sequence[ListVersion], *, at: datetime) -> bytes:
    """The lists of all units in one sheet, for the Office."""
    with override(campaign.paper_language):
        said = _("Lists of %(count)s units. As of %(day)s. Amounts in 万元.") % {
            "count": len(versions),
            "day": day_in_full(campaign.day_of(at)),
        }
        facts = list_facts(campaign, None)
        return to_form(form_sheet(campaign, None, facts, (said,), stored_lines(versions, facts)), at=at)


def template(campaign: Campaign, unit: Organisation | None, *, at: datetime) -> bytes:
    """An empty list with its checks, and a sheet that says what goes where."""
    with override(campaign.paper_language):
        said = [_("Only the red columns are required. Amounts in 万元.")]
        if unit:
            said.insert(0, _("Responsible unit: %(unit)s") % {"unit": unit})
        form = form_sheet(campaign, unit, list_facts(campaign, unit), tuple(said), [], empty_rows=BLANK_ROWS)
        return to_form(form, guidance(campaign), at=at)


def form_sheet(
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
        check_title=_("Please check"),
        check_day=_(
            "This is not a date. Enter a date such as 2026-09-30; words such as 9月底前 are also understood."
        ),
        check_choice=_("This is not among the choices of this column."),
    )


def columns_of(campaign: Campaign, facts: ListFacts) -> tuple[FormColumn, ...]:
    choices = {
        ListColumn.LINE: tuple(facts.line_names.values()),
        ListColumn.MEASURE: tuple(measure_word(measure, campaign.paper_language) for measure in Measure),
        ListColumn.LEADING_OFFICIAL: tuple(officials(campaign)),
        **{ListColumn.of(name): (YES,) for name in names_of(Sort.TICK)},
    }
    return tuple(
        FormColumn(
            head=heading(column, campaign.paper_language),
            width=cell.width,
            kind=cell.in_sheet,
            choices=choices.get(column, ()),
            must_choose=column == ListColumn.MEASURE,
            is_hidden=column == ListColumn.KEY,
            is_required=cell.is_required,
            is_grouped=cell.of_project,
        )
        for column, cell in CELLS.items()
    )


def stored_lines(versions: Sequence[ListVersion], facts: ListFacts, unit: str = "") -> Iterator[Line]:
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


def cells_of(row: ListRowValues, facts: ListFacts, language: str) -> dict[ListColumn, Cell]:
    cells: dict[ListColumn, Cell] = dict(row_in_words(row, facts))
    cells |= {ListColumn.of(name): getattr(row, name) for name in names_of(Sort.MONEY, Sort.DAY, Sort.NUMBER)}
    cells[ListColumn.MEASURE] = measure_word(row.measure, language)
    if row.measure in (Measure.QUANTITY, Measure.INVESTMENT):
        cells[ListColumn.TARGET] = f"{plain(row.target)}%" if row.unit_of_measure == "%" else row.target
    return cells


def guidance(campaign: Campaign) -> Guidance:
    said = {column: cell.help.say(_) for column, cell in CELLS.items() if cell.help}
    return blank.guidance(
        LAYOUT, said, title=_("Instructions for the worklist"), language=campaign.paper_language
    )


def heading(column: ListColumn, language: str) -> str:
    word, unit = blank.heading(LAYOUT, column, language), in_script("万元", language)
    return f"{word}\uff08{unit}\uff09" if CELLS[column].sort == Sort.MONEY else word


def measure_word(measure: Measure, language: str) -> str:
    return measure.label if language == Language.ENGLISH else in_script(MEASURE_WORDS[measure], language)
