"""Early warnings on the desk: a step should have begun, while its item is not late yet."""

from gongjian.campaigns.queries import section_at
from gongjian.kernel.sections import read_section
from gongjian.web.http import Request, now, today
from gongjian.worklist.models import Item
from gongjian.worklist.queries.steps import StepOfItem, dated_steps, ruler_of
from gongjian.worklist.rules.backwards import EARLY_WARNINGS, StepRules

MOST = 6


def early_warnings(request: Request) -> list[StepOfItem]:
    """The most pressing steps of the units and projects that this person answers for."""
    campaign = request.campaign
    items = Item.objects.visible_to(request.user, campaign).standing_in_the_list().distinct()
    rules = read_section(StepRules, section_at(campaign, "steps", now(request)))
    found = dated_steps(
        campaign,
        items.filter(step_plan__isnull=False).select_related("baseline__unit", "project"),
        today=today(request),
        rules=rules,
        ruler=ruler_of(campaign),
    )
    late = [one for one in found if one.state in EARLY_WARNINGS]
    return sorted(late, key=lambda one: one.dated.latest_start)[:MOST]
