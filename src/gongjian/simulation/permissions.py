"""Who may let days pass, and when."""

from datetime import date

from gongjian.campaigns.models import Campaign
from gongjian.kernel.verdict import YES, Verdict, no
from gongjian.simulation.queries import passage_under_way


def may_pass(campaign: Campaign, *, through: date) -> Verdict:
    """One passage at a time, and only forward."""
    if under_way := passage_under_way(campaign):
        return no(
            "Days are already being simulated: it is %(today)s, continuing to %(day)s.",
            today=under_way.reached_on,
            day=under_way.through,
        )
    if through <= campaign.day_of(campaign.clock.at):
        return no("The date cannot go back.")
    return YES


def may_act(campaign: Campaign) -> Verdict:
    """While days pass, visitors read; they act again on the morning that is waited for."""
    if under_way := passage_under_way(campaign):
        return no(
            "The sample campaign is still being simulated: it is %(today)s. You can act when it "
            "has reached %(day)s; until then you can read everything.",
            today=under_way.reached_on,
            day=under_way.through,
        )
    return YES
