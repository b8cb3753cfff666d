"""Reading what was done."""

from collections.abc import Iterable

from django.db.models import Model, QuerySet

from gongjian.ledger.models import Chain, Entry


def history(subjects: Iterable[Model]) -> QuerySet[Entry]:
    """The entries about these rows, newest first."""
    names = [f"{row._meta.label_lower}:{row.pk}" for row in subjects]
    return Entry.objects.filter(subject__in=names).order_by("-at", "-number")


def last_number(campaign_id: int) -> int:
    return Chain.objects.filter(campaign_id=campaign_id).values_list("number", flat=True).first() or 0
