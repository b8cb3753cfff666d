"""Who keeps organisations, and the accounts of the people who work there."""

from collections.abc import Collection, Sequence

from gongjian.accounts.models import Organisation, User
from gongjian.accounts.queries import keeps_everybody, organisations_administered_by, organisations_kept_by
from gongjian.kernel.verdict import YES, Verdict, not_you


def may_keep_county(kept: Collection[int]) -> Verdict:
    """Whoever keeps any organisation; asked with what they keep, which the page needs too."""
    if kept:
        return YES
    return not_you("Only an administrator of the county may do this.")


def may_keep_organisations(person: User, organisation: Organisation) -> Verdict:
    """An administrator of it, or of any organisation above it."""
    if organisation.pk in organisations_kept_by(person):
        return YES
    return not_you("Only an administrator of this organisation may do this.")


def may_keep_person(keeper: User, person: User) -> Verdict:
    """An administrator of the organisation where somebody works, or of any above it.

    A password opens all that somebody administers: its keeper keeps all of that too.
    """
    if person.is_superuser and not keeper.is_superuser:
        return not_you("The operator's account is managed by the operator.")
    kept = organisations_kept_by(keeper)
    if person.organisation_id not in kept:
        return not_you("Only an administrator of this person's organisation may do this.")
    if not kept.issuperset(organisations_administered_by([person])):
        return not_you("This person is an administrator of an organisation that you do not manage.")
    return YES


def may_keep_people(keeper: User, people: Sequence[User]) -> Verdict:
    """All of them, asked at once."""
    if keeps_everybody(keeper, people):
        return YES
    return not_you("You do not manage the accounts of all these people.")
