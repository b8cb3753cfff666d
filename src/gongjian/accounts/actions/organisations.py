"""Organisations take their place in the tree, and change."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from gongjian.accounts.models import Organisation, User
from gongjian.accounts.rules import OrganisationKind, may_stand_under
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import YES, Verdict, no, require
from gongjian.ledger.actions import record

CHANGED = ("name", "short_name", "kind", "parent", "other_names", "position")


@transaction.atomic
def found_organisation(
    name: str,
    *,
    kind: OrganisationKind,
    parent: Organisation | None,
    by: User | None,
    at: datetime,
    short_name: str = "",
    other_names: Sequence[str] = (),
    position: int = 0,
) -> Organisation:
    """An organisation takes its place in the tree."""
    require(name_is_free(name, parent=parent))

    organisation = Organisation.objects.create(
        name=name,
        short_name=short_name,
        other_names=list(other_names),
        kind=kind,
        parent=parent,
        position=position,
    )

    record(Text("added the organisation %(name)s", name=name), about=organisation, by=by, at=at)
    return organisation


@transaction.atomic
def change_organisation(
    organisation: Organisation,
    *,
    name: str,
    short_name: str,
    kind: OrganisationKind,
    parent: Organisation | None,
    by: User,
    at: datetime,
    other_names: Sequence[str] | None = None,
    position: int | None = None,
) -> Organisation:
    """An organisation gets another name, kind or place in the tree. What is not said stays."""
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    require(name_is_free(name, parent=parent, besides=organisation))
    parents = dict(Organisation.objects.values_list("pk", "parent_id"))
    require(may_stand_under(organisation.pk, parent.pk if parent else None, parents=parents))

    organisation.name, organisation.short_name = name, short_name
    organisation.kind, organisation.parent = kind, parent
    organisation.other_names = organisation.other_names if other_names is None else list(other_names)
    organisation.position = organisation.position if position is None else position
    organisation.save(update_fields=list(CHANGED))

    record(Text("changed the organisation %(name)s", name=name), about=organisation, by=by, at=at)
    return organisation


def name_is_free(name: str, *, parent: Organisation | None, besides: Organisation | None = None) -> Verdict:
    taken = Organisation.objects.filter(parent=parent, name=name)
    if besides:
        taken = taken.exclude(pk=besides.pk)
    return no("There is already an organisation called %(name)s here.", name=name) if taken.exists() else YES
