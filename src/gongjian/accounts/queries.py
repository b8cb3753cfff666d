"""Questions about the tree of organisations and its keepers."""

from collections.abc import Iterable

from gongjian.accounts.models import Administrator, Organisation, User
from gongjian.accounts.rules import all_below


def organisations_kept_by(person: User) -> frozenset[int]:
    """The organisations that somebody is an administrator of, with everything below them."""
    if not person.is_active:
        return frozenset()
    if not (tops := organisations_administered_by([person])):
        return frozenset()
    return all_below(tops, parents=dict(Organisation.objects.values_list("pk", "parent_id")))


def organisations_administered_by(people: Iterable[User]) -> frozenset[int]:
    """The organisations that these people are administrators of, without what lies below them."""
    held = Administrator.objects.filter(person__in=list(people), ended_at=None)
    return frozenset(held.values_list("organisation_id", flat=True))
