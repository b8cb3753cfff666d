"""Who opens the pages of the reports."""

from gongjian.campaigns.permissions import anybody, reporters
from gongjian.kernel.pages import Pages, pages
from gongjian.reporting.permissions import may_reopen

PAGES: Pages = {
    **pages("reporting:periods", anybody, reporters),
    **pages("reporting:period reporting:report", anybody),
    **pages("reporting:reopen", may_reopen),
}
