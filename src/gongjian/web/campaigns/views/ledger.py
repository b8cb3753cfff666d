"""The ledger as it is read: newest first, in the reader's language."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.permissions import may_administer
from gongjian.campaigns.queries import organisations_within, people_within
from gongjian.kernel.renamed import todays
from gongjian.kernel.signs import keepable
from gongjian.kernel.verdict import require
from gongjian.ledger.models import Entry
from gongjian.ledger.queries import walked
from gongjian.orm import found_in
from gongjian.reading.cells.finding import is_found, wanted_words
from gongjian.rounds.permissions import may_audit
from gongjian.rounds.queries.naming import called
from gongjian.ui.days import typed_day
from gongjian.web.http import Request, campaign_of, page
from gongjian.web.shown.subjects import SORTS, Named

ENTRIES_PER_PAGE = 50
OUTSIDE_CAMPAIGNS = 0
NAMES_IN_SENTENCES = ("name", "unit", "organisation", "code")


@require_safe
def ledger(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    about_accounts = request.GET.get("chain") == "accounts"
    if about_accounts:
        require(may_administer(request.user, campaign))
    entries = entries_of_accounts(campaign) if about_accounts else of_chain(campaign.pk)
    found = filtered(entries, request, campaign).order_by("-number")
    paged = Paginator(found, ENTRIES_PER_PAGE).get_page(request.GET.get("page"))
    named = Named.of(paged, campaign, reader=request.user)
    context = {
        "page": paged,
        "rows": [(entry, named.about(entry)) for entry in paged],
        "about_accounts": about_accounts,
        "may_administer": may_administer(request.user, campaign),
        "may_audit": bool(may_audit(request.user, campaign)),
        "subjects": {label: sort.word for label, sort in SORTS.items()},
        **checked(request, OUTSIDE_CAMPAIGNS if about_accounts else campaign.pk),
    }
    return page(request, "campaigns/ledger.html", context, part="entries")


def of_chain(number: int) -> QuerySet[Entry]:
    return Entry.objects.filter(campaign_id=number)


def entries_of_accounts(campaign: Campaign) -> QuerySet[Entry]:
    """What was done to the people and organisations that this campaign's administrators look after."""
    rows: list[User | Organisation] = [*people_within(campaign), *organisations_within(campaign)]
    subjects = [f"{row._meta.label_lower}:{row.pk}" for row in rows]
    return of_chain(OUTSIDE_CAMPAIGNS).filter(subject__in=subjects)


def checked(request: Request, chain: int) -> dict[str, Any]:
    """Whether every entry still seals the one before it, and the last is the last: asked by a button, since it reads all of them."""
    if not request.GET.get("check"):
        return {"is_checked": False}
    return {"is_checked": True, "amiss": [(called(one), one.what) for one in walked(chain).findings]}


def filtered(entries: QuerySet[Entry], request: Request, campaign: Campaign) -> QuerySet[Entry]:
    asked, kind = keepable(request.GET.get("q", "")).strip(), request.GET.get("about", "")
    if asked:
        entries = entries.filter(says(asked, entries))
    if kind in SORTS:
        entries = entries.filter(subject__startswith=f"{kind}:")
    day = typed_day(request.GET.get("day", ""))
    if isinstance(day, date):
        first = datetime.combine(day, time.min, tzinfo=campaign.zone)
        entries = entries.filter(at__gte=first, at__lt=first + timedelta(days=1))
    return entries


def says(asked: str, entries: QuerySet[Entry]) -> Q:
    """Found by who did it, by what it was done to, or by the sentence as this reader sees it."""
    msgids = entries.order_by().values_list("verb__text", flat=True).distinct()
    meant = [msgid for msgid in msgids if is_found(wanted_words(asked), [gettext(todays(msgid))])]
    named = (f"verb__with__{name}" for name in NAMES_IN_SENTENCES)
    return found_in(asked, "actor", "subject", *named) | Q(verb__text__in=meant)
