"""Who opens the pages of the campaign itself, of its people, and of what goes out of the house."""

from gongjian.campaigns.permissions import (
    anybody,
    may_administer,
    may_keep_unit,
    may_keep_unit_only,
    may_plan,
    may_read_ledger,
    may_set_rules,
)
from gongjian.kernel.pages import Pages, pages

PAGES: Pages = {
    **pages(
        """
        campaigns:obligations campaigns:targets campaigns:plan_paper campaigns:working_days
        notices:inbox setup:life demo:days
        """,
        anybody,
    ),
    **pages(
        """
        campaigns:obligation campaigns:calendar campaigns:target campaigns:plan_papers campaigns:plan_fact
        """,
        anybody,
        acts=may_plan,
    ),
    **pages("campaigns:rulebook", anybody, acts=may_set_rules),
    **pages(
        """
        campaigns:add_obligation campaigns:cancel_obligation campaigns:settings campaigns:add_target campaigns:add_plan_fact
        campaigns:add_line campaigns:change_line campaigns:remove_line
        campaigns:add_phase campaigns:change_phase campaigns:remove_phase
        notices:reminders notices:log notices:channels notices:add_robot notices:robot notices:wording
        """,
        may_plan,
    ),
    **pages("campaigns:ledger", may_read_ledger),
    **pages(
        """
        people:people people:welcome people:person people:organisations people:organisation
        people:units people:unit people:background county:roles
        people:give_role people:end_role people:set_password people:open_or_close setup:delete
        """,
        may_administer,
    ),
    **pages("people:my_unit", may_keep_unit, may_keep_unit_only),
    **pages("people:renew", may_keep_unit),
}
