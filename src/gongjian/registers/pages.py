"""Who opens the pages of the registers."""

from gongjian.campaigns.permissions import anybody, concerned
from gongjian.kernel.pages import Pages, pages
from gongjian.registers.permissions import may_set_up

PAGES: Pages = {
    **pages("registers:list", anybody, concerned),
    **pages("registers:new registers:item_links", may_set_up),
    # of one register, entry or file, for whoever sees it
    **pages(
        """
        registers:register registers:settings registers:standard registers:export registers:blank registers:bring
        registers:project registers:new_entry registers:entry registers:edit_entry
        registers:import registers:marked_import
        registers:add registers:split registers:join registers:become registers:entry_file
        """,
        anybody,
    ),
}
