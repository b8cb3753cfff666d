"""How a list is found in any sheet: its columns, by their headings."""

from gongjian.intake.rules import Layout
from gongjian.worklist.rules.columns import CELLS, ListColumn
from gongjian.worklist.rules.declaring import Sort

LAYOUT = Layout(
    columns=tuple(ListColumn),
    synonyms={column: cell.headings for column, cell in CELLS.items()},
    required=tuple(column for column, cell in CELLS.items() if cell.is_required),
    named_by=(ListColumn.PROJECT_NAME, ListColumn.NAME),
    money=tuple(column for column, cell in CELLS.items() if cell.sort == Sort.MONEY),
    measured=(ListColumn.TARGET,),
    group=tuple(column for column, cell in CELLS.items() if cell.of_project),
    group_name=ListColumn.PROJECT_NAME,
    row_name=ListColumn.NAME,
    own=(ListColumn.NAME, ListColumn.DUE_ON, ListColumn.STEPS),
    makes=(
        *(ListColumn.DUE_ON, ListColumn.STEPS, ListColumn.STARTS_ON),
        ListColumn.PERSON,
        ListColumn.PROJECT_NAME,
    ),
    mark=ListColumn.KEY,
    dated=(ListColumn.DUE_ON, ListColumn.STARTS_ON),
    else_named={
        ListColumn.NAME: "工作任务 攻坚任务 任务 任务名称 工作 内容 工作名称 前期工作事项 前期工作 工作节点"
    },
    stands_in={ListColumn.DUE_ON: ListColumn.STEPS},
    unasked=(ListColumn.KEY, ListColumn.SERIAL),
)
