"""Who opens the pages on which reasons are accepted: of one item, for whoever sees it."""

from gongjian.campaigns.permissions import anybody
from gongjian.kernel.pages import Pages, pages

PAGES: Pages = pages("worklist:hold", anybody)
