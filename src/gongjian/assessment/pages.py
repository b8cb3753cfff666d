"""Who opens the ranking."""

from gongjian.campaigns.permissions import anybody
from gongjian.kernel.pages import Pages, pages

PAGES: Pages = pages("assessment:ranking", anybody)
