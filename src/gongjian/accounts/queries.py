"""Questions about the tree of organisations and its keepers."""

from collections.abc import Iterable
from datetime import datetime

from gongjian.accounts.models import Administrator, FirstKey, Organisation, User
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


def is_founded() -> bool:
    """Somebody administers this installation, or works in it already."""
    return Administrator.objects.filter(ended_at=None, person__is_active=True).exists() or User.objects.exists()


def fitting_key(key_hash: str, *, at: datetime) -> FirstKey | None:
    """Only the newest key fits, while it is fresh and unused."""
    newest = FirstKey.objects.order_by("-pk").first()
    fits = newest and newest.key_hash == key_hash and newest.used_at is None and newest.expires_at > at
    return newest if fits else None
