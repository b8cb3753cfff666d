"""Filters that people keep."""

from datetime import datetime

from django.db import transaction

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import roles_of
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, not_you, require
from gongjian.ledger.actions import record
from gongjian.worklist.models import SavedView


@transaction.atomic
def save_view(campaign: Campaign, name: str, *, query: str, by: User, at: datetime) -> SavedView:
    """Keep a filter under a name. The same name again replaces what it stood for."""
    if not roles_of(by, campaign):
        require(not_you("Only people with a seat in this campaign may do this."))
    if not name.strip() or len(query) > 1000:
        require(no("Give the view a name, and keep its filter short."))

    view, _ = SavedView.objects.update_or_create(
        campaign=campaign, person=by, name=name.strip()[:60], defaults={"query": query}
    )

    record(Text("saved the view %(name)s", name=view.name), about=view, by=by, at=at)
    return view


@transaction.atomic
def forget_view(view: SavedView, *, by: User, at: datetime) -> None:
    """Throw away a filter of one's own."""
    if view.person_id != by.pk:
        require(not_you("This view belongs to somebody else."))

    record(Text("deleted the view %(name)s", name=view.name), about=view, by=by, at=at)
    view.delete()
