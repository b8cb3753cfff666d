"""Who opens the bulletins: each for whoever sees it."""

from gongjian.campaigns.permissions import anybody
from gongjian.kernel.pages import Pages, pages

PAGES: Pages = pages("bulletins:list bulletins:bulletin bulletins:file", anybody)
