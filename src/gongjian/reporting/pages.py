"""Who opens the pages of the reports."""

from gongjian.campaigns.permissions import anybody, reporters
from gongjian.kernel.pages import Pages, pages

PAGES: Pages = {
    **pages("reporting:periods", anybody, reporters),
    **pages("reporting:period reporting:report", anybody),
}
