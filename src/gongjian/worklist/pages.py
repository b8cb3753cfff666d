"""Who opens the pages of the worklist, of the lists, of change requests and of the letters."""

from gongjian.campaigns.permissions import answerable, anybody, may_plan, readers, reporters
from gongjian.kernel.pages import Pages, pages
from gongjian.worklist.permissions import may_bring_all, may_edit_list

PAGES: Pages = {
    **pages(
        "worklist:overview worklist:lights worklist:changes worklist:left_items worklist:export worklist:unit_steps",
        anybody,
    ),
    **pages("worklist:list worklist:roadmap", anybody, answerable),
    **pages("worklist:new_project", may_edit_list),
    **pages("worklist:standard_steps", may_plan),
    # of one project or item, for whoever sees it
    **pages(
        """
        worklist:project worklist:edit_project worklist:new_item
        worklist:item worklist:edit_item worklist:rebaseline worklist:withdraw worklist:evidence
        worklist:item_steps worklist:draw_steps worklist:ask_change worklist:ask_to_withdraw
        """,
        anybody,
    ),
    # of the units, each for its own people
    **pages(
        """
        worklist:lists worklist:unit_list worklist:list_paper worklist:list_scan worklist:list_scan_form
        worklist:list_sheet worklist:list_template worklist:export_list worklist:list_move
        worklist:bring_list worklist:list_import worklist:annotated_import
        worklist:letters worklist:letter_set worklist:letter worklist:letter_file worklist:letter_scan
        worklist:letter_move worklist:self_check worklist:change worklist:change_evidence
        """,
        reporters,
    ),
    **pages("worklist:export_lists worklist:lists_export", readers),
    **pages("worklist:bring_lists", may_bring_all),
}
