"""Who may grant a hold, and who says what a target counts."""

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.permissions import may_plan
from gongjian.campaigns.queries import roles_of
from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import YES, Verdict, no, not_you
from gongjian.standing.models import TargetBinding
from gongjian.standing.rules.deriving import BindingKind


def may_hold(person: User, campaign: Campaign) -> Verdict:
    """Reasons are accepted by the Office's director, never by the unit that gives them."""
    if roles_of(person, campaign).holds(Role.DIRECTOR):
        return YES
    return not_you("Only the director of the Campaign Office may accept a reason.")


def may_bind(person: User, campaign: Campaign) -> Verdict:
    """What a target counts is set by whoever keeps the plan."""
    return may_plan(person, campaign)


def may_keep(person: User, campaign: Campaign, binding: TargetBinding | None) -> Verdict:
    """The named keeper of a figure, or the Office."""
    is_keeper = binding is not None and binding.keeper_id == person.pk
    if not (is_keeper or roles_of(person, campaign).office):
        keeper = str(binding.keeper) if binding and binding.keeper else "–"
        return not_you("Only %(keeper)s or the Campaign Office keeps this figure.", keeper=keeper)
    if binding is None or binding.kind != BindingKind.BY_HAND:
        return no("This target is not kept by hand: its figure follows from rows.")
    return YES
