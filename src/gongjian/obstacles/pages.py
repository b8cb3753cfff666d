"""Who opens the pages of the obstacles."""

from gongjian.campaigns.permissions import anybody, concerned
from gongjian.kernel.pages import Pages, pages
from gongjian.obstacles.permissions import may_analyse, may_keep_kinds

PAGES: Pages = {
    **pages("obstacles:list", anybody, concerned),
    **pages("obstacles:export obstacles:raise", anybody),
    **pages("obstacles:analysis obstacles:group", may_analyse),
    **pages("obstacles:kinds obstacles:new_kind obstacles:kind obstacles:end_kind", may_keep_kinds),
    # of one obstacle, for whoever sees it
    **pages("obstacles:obstacle obstacles:mend obstacles:settle obstacles:proof", anybody),
}
