"""What somebody is in a campaign: asked once per person in hand, by whatever says who sees it or who may."""

from django.db.models import Model

from gongjian.accounts.models import User
from gongjian.campaigns.rules import Role, RolesHeld
from gongjian.ledger.queries import remembered


def roles_of(person: User, campaign: Model | int) -> RolesHeld:
    """What this person is in this campaign. The campaign's number will do."""
    pk: int = campaign if isinstance(campaign, int) else campaign.pk
    known: dict[int, RolesHeld] = person.__dict__.setdefault("_roles_by_campaign", {})

    def asked() -> RolesHeld:
        rows = person.role_assignments.filter(campaign=pk, ended_at=None).values_list(
            "role", "organisation_id"
        )
        return RolesHeld(frozenset((Role.of(role), organisation) for role, organisation in rows))

    if pk not in known:
        key = ("seats of", person.pk)
        known[pk] = asked() if isinstance(campaign, int) else remembered(campaign, key, asked)
    return known[pk]
