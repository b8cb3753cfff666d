"""Every page of a campaign and who opens it: the tables of all rooms, and the pages that go through them."""

from gongjian.accounts.models import User
from gongjian.assessment.pages import PAGES as ASSESSMENT
from gongjian.bulletins.pages import PAGES as BULLETINS
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.pages import PAGES as CAMPAIGNS
from gongjian.campaigns.permissions import anybody, readers
from gongjian.kernel.pages import Pages, offered, pages
from gongjian.kernel.verdict import YES, Verdict
from gongjian.meetings.pages import PAGES as MEETINGS
from gongjian.obstacles.pages import PAGES as OBSTACLES
from gongjian.registers.pages import PAGES as REGISTERS
from gongjian.reporting.pages import PAGES as REPORTING
from gongjian.rounds.permissions import may_audit, may_see_unattended, whoever_hands_over
from gongjian.standing.pages import PAGES as STANDING
from gongjian.worklist.pages import PAGES as WORKLIST

THROUGH_ALL: Pages = {
    **pages("desk:desk desk:pile people:handed finding:find", anybody),
    **pages("people:hand_over", whoever_hands_over),
    **pages("people:unattended people:unattended_count", may_see_unattended),
    **pages("campaigns:audit", may_audit),
    **pages("burden:burden", readers),
}
PAGES: Pages = {
    **CAMPAIGNS,
    **WORKLIST,
    **REGISTERS,
    **REPORTING,
    **OBSTACLES,
    **STANDING,
    **ASSESSMENT,
    **BULLETINS,
    **MEETINGS,
    **THROUGH_ALL,
}


def may_open(page: str, person: User, campaign: Campaign) -> Verdict:
    """Asked by the page itself, and by whatever leads to it."""
    return PAGES[page].opens(person, campaign)


def may_send(page: str, person: User, campaign: Campaign) -> Verdict:
    """Asked before anything that was typed is looked at."""
    acts = PAGES[page].acts
    return may_open(page, person, campaign) and (acts(person, campaign) if acts else YES)


def is_offered(page: str, person: User, campaign: Campaign) -> bool:
    """Whether the way around leads there: it opens, and there can be something of theirs."""
    return offered(PAGES[page], person, campaign)
