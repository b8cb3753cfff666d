"""Writing down what was done."""

from datetime import UTC, datetime
from typing import Any, Protocol

from django.db import connection, transaction
from django.db.models import Model

from gongjian.kernel.text import Text, stored
from gongjian.kernel.verdict import YES, Verdict, no, require
from gongjian.ledger.models import Chain, Entry
from gongjian.ledger.rules import BEGINNING, sealed
from gongjian.orm import prepared

COLUMNS = [str(field.column) for field in Chain._meta.concrete_fields]
FOUND = f"SELECT {', '.join(COLUMNS)} FROM {Chain._meta.db_table} WHERE campaign_id = %s"
WRITTEN = [field for field in Entry._meta.concrete_fields if not field.primary_key]
WRITE = (
    f"INSERT INTO {Entry._meta.db_table} ({', '.join(str(field.column) for field in WRITTEN)})"
    f" VALUES ({', '.join('%s' for _ in WRITTEN)}) RETURNING id"
)
MOVED_ON = f"UPDATE {Chain._meta.db_table} SET number = %s, sha256 = %s WHERE id = %s"
"""In plain SQL, since every verb ends here: putting these three together took longer than answering them."""


class Actor(Protocol):
    pk: Any


def record(verb: Text, *, about: Model, by: Actor | None, at: datetime, **facts: Any) -> Entry:
    """Write down what was done to whom. Everything that happens in a campaign ends here, once.

    A sealed chain takes nothing more, so whatever a verb has changed before it comes here is taken back with it.
    """
    chain = locked_chain(campaign_of(about))
    require(open_for_entries(chain))
    entry = Entry(
        campaign_id=chain.campaign_id,
        number=chain.number + 1,
        at=at.astimezone(UTC),
        actor_id=by.pk if by else None,
        actor=str(by) if by else "",
        verb=verb,
        subject=subject_of(about),
        facts={name: stored(value) for name, value in facts.items()},
        previous=chain.sha256,
    )
    entry.sha256 = sealed(chain.sha256, entry.content())
    with connection.cursor() as cursor:
        cursor.execute(WRITE, prepared(entry, WRITTEN))
        (entry.pk,) = cursor.fetchone()
        cursor.execute(MOVED_ON, [entry.number, entry.sha256, chain.pk])
    return entry


def open_for_entries(chain: Chain | None) -> Verdict:
    if chain and chain.sealed_at:
        return no("This campaign is archived. Everything can be read, nothing changed.")
    return YES


def require_open(about: Model) -> None:
    """The same question for what leaves no entry: drafts, marks of one's own, what is worked out again."""
    require(open_for_entries(Chain.objects.filter(campaign_id=campaign_of(about)).first()))


def seal_chain(about: Model, *, at: datetime) -> None:
    """Close the ledger of a campaign: its last seal stays the last."""
    Chain.objects.filter(pk=locked_chain(campaign_of(about)).pk).update(sealed_at=at)


def unseal_chain(about: Model) -> None:
    Chain.objects.filter(pk=locked_chain(campaign_of(about)).pk).update(sealed_at=None)


def subject_of(about: Model) -> str:
    return f"{about._meta.label_lower}:{about.pk}"


def campaign_of(about: Model) -> int:
    if about._meta.label_lower == "campaigns.campaign":
        return int(about.pk)
    return int(getattr(about, "campaign_id", None) or 0)


def locked_chain(campaign_id: int) -> Chain:
    return found_chain(campaign_id) or begun_chain(campaign_id)


def found_chain(campaign_id: int) -> Chain | None:
    can_lock = connection.features.has_select_for_update
    lock = connection.ops.for_update_sql(no_key=True) if can_lock else ""
    with connection.cursor() as cursor:
        cursor.execute(f"{FOUND} {lock}", [campaign_id])
        row = cursor.fetchone()
    return Chain(*row) if row else None


def begun_chain(campaign_id: int) -> Chain:
    with transaction.atomic():
        Chain.objects.get_or_create(campaign_id=campaign_id, defaults={"sha256": BEGINNING})
        return Chain.objects.select_for_update(no_key=True).get(campaign_id=campaign_id)
