"""A campaign that never began is deleted whole. That it was there, and who deleted it, stays."""

import re
from collections.abc import Iterator
from datetime import datetime
from graphlib import TopologicalSorter
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models, transaction

from gongjian import vault
from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.permissions import may_administer
from gongjian.campaigns.rules.life import Life
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import locked_chain, record, seal_chain
from gongjian.ledger.queries import OUTSIDE_CAMPAIGNS

FINGERPRINT = re.compile(r"\b[0-9a-f]{64}\b")
HOLDS_FILES = (models.CharField, models.JSONField)
STAYS = {"ledger"}
Rows = dict[type[models.Model], "models.QuerySet[Any]"]


@transaction.atomic
def delete_prepared(campaign: Campaign, *, typed: str, by: User, at: datetime) -> None:
    """Nothing of the campaign is left but the ledger: that it was opened, what was done, and that it was deleted."""
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    require(may_administer(by, campaign))
    if campaign.life != Life.PREPARING:
        require(no("Only a campaign that is still being prepared can be deleted."))
    if typed.strip() != campaign.name:
        require(no("Type the name of the campaign exactly: %(name)s", name=campaign.name))

    locked_chain(OUTSIDE_CAMPAIGNS)  # before that of the campaign, as everybody takes them
    deleted = Text("deleted the campaign %(name)s", name=campaign.name)
    last = record(deleted, about=campaign, by=by, at=at)
    seal_chain(campaign, at=at)
    record(deleted, about=campaign.organisation, by=by, at=at, closes_chain=campaign.pk, entries=last.number, seal=last.sha256)  # fmt: skip
    rows = campaign_rows(campaign)
    files = files_in(rows)
    for found in reversed(rows.values()):
        delete_links(found)
        found._raw_delete(found.db)
    transaction.on_commit(lambda: forget(files))


def campaign_rows(campaign: Campaign) -> Rows:
    """Every row that belongs to the campaign; whoever is pointed at comes first."""
    found: Rows = {Campaign: Campaign.objects.filter(pk=campaign.pk)}
    for model in models_in_order():
        fields = {field.name: field for field in model._meta.local_fields}
        if "campaign" in fields:
            found[model] = model._default_manager.filter(campaign=campaign)
        elif "campaign_id" in fields:
            found[model] = model._default_manager.filter(campaign_id=campaign.pk)
        elif links := [name for name, field in fields.items() if field.related_model in found]:
            found[model] = model._default_manager.filter(**{f"{links[0]}__in": found[fields[links[0]].related_model]})  # type: ignore[index]  # fmt: skip
    return found


def models_in_order() -> Iterator[type[models.Model]]:
    """Our models that belong to a campaign; whoever is pointed at comes first."""
    ours = [
        model
        for model in apps.get_models()
        if model.__module__.startswith("gongjian.") and model._meta.app_label not in STAYS
    ]
    stairs = {
        model: {
            field.related_model
            for field in model._meta.local_fields
            if field.related_model in ours and field.related_model is not model and not field.null
        }
        for model in ours
    }
    yield from TopologicalSorter(stairs).static_order()


def delete_links(rows: "models.QuerySet[Any]") -> None:
    for field in rows.model._meta.local_many_to_many:
        through = field.remote_field.through
        if through._meta.auto_created:
            links = through.objects.filter(**{f"{field.m2m_field_name()}__in": rows})
            links._raw_delete(links.db)


def files_in(rows: Rows) -> set[str]:
    """The fingerprints that stand in these rows, in fields of their own or inside a kept answer."""
    return {one for found in rows.values() for one in fingerprints(found)}


def fingerprints(rows: "models.QuerySet[Any]") -> Iterator[str]:
    names = [field.name for field in rows.model._meta.local_fields if isinstance(field, HOLDS_FILES)]
    for values in rows.values_list(*names).iterator() if names else ():
        yield from FINGERPRINT.findall(" ".join(str(value) for value in values))


def forget(files: set[str]) -> None:
    """The kept files go, unless something else names them."""
    if not files:
        return
    elsewhere = {
        one
        for model in models_in_order()
        for one in fingerprints(model._default_manager.all())  # what is left, of all campaigns
    }
    for sha256 in files - elsewhere:
        vault.forget(settings.VAULT_DIR, sha256)
