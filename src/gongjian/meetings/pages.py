"""Who opens the pages of the meetings."""

from gongjian.campaigns.permissions import anybody
from gongjian.kernel.pages import Pages, pages
from gongjian.meetings.permissions import may_propose, may_run_meetings

PAGES: Pages = {
    **pages("meetings:list meetings:follow_ups meetings:follow_ups_sheet", anybody),
    **pages("meetings:make", may_run_meetings),
    **pages(
        """
        meetings:add_agenda_item meetings:invite meetings:attach meetings:attendance meetings:decide
        meetings:enter_project meetings:add_point meetings:add_venue meetings:add_photo
        """,
        may_run_meetings,
    ),
    **pages("meetings:propose", may_propose),
    # of one meeting or decision, for whoever sees it
    **pages(
        """
        meetings:meeting meetings:act meetings:arrange meetings:move_day meetings:attachment
        meetings:run meetings:change_decision meetings:present meetings:present_agenda_item
        meetings:minutes meetings:paper meetings:draft meetings:roster
        meetings:ceremony meetings:ceremony_project meetings:ceremony_list meetings:photo
        meetings:follow_up meetings:follow_up_evidence
        """,
        anybody,
    ),
}
