"""What the lists, the change requests and the letters put on a desk."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from gongjian.campaigns.rules import Role
from gongjian.web.desk.pile import OnDesk
from gongjian.web.http import Request
from gongjian.worklist.models import ChangeRequest, Item, Letter, ListVersion
from gongjian.worklist.permissions import heads_to_agree
from gongjian.worklist.rules.changes import ChangeState
from gongjian.worklist.rules.letters import LetterState
from gongjian.worklist.rules.lists import ListState

MOST = 30


def lists_owed(request: Request) -> Iterator[OnDesk]:
    """Lists that the unit has yet to draw up, or that came back."""
    units = request.seats.organisations(Role.REPORTER, Role.HEAD)
    if not units:
        return
    campaign = request.campaign
    working = set(
        Item.objects.filter(campaign=campaign, baseline__unit__in=units).values_list(
            "baseline__unit", flat=True
        )
    )
    known = {one.unit_id: one for one in ListVersion.objects.filter(campaign=campaign, unit__in=units).order_by("number")}  # fmt: skip
    for unit in campaign.units.filter(organisation__in=units).select_related("organisation"):
        version = known.get(unit.organisation_id)
        not_begun = version is None and unit.organisation_id not in working
        if not_begun or (version and version.state == ListState.DRAFTING):
            detail = version.sent_back_because if version else ""
            title = _("Draw up the list of the unit")
            yield OnDesk(
                title, detail or str(unit), list_url(request, unit.organisation_id), icon="checklist"
            )


def papers_to_sign(request: Request) -> Iterator[OnDesk]:
    """What waits for the signature of a head."""
    units = request.seats.organisations(Role.HEAD)
    drafts = ListVersion.objects.filter(campaign=request.campaign, unit__in=units, state=ListState.DRAFTING)
    for version in drafts.filter(rows__isnull=False).distinct().select_related("unit"):
        url = reverse("worklist:list_move", args=[request.campaign.slug, version.unit_id, "sign"])
        yield OnDesk(_("Sign the list of the unit"), str(version.unit), url, icon="edit")
    letters = Letter.objects.filter(campaign=request.campaign, unit__in=units, state=LetterState.ISSUED)
    for letter in letters.select_related("campaign", "unit"):
        url = reverse("worklist:letter", args=[request.campaign.slug, letter.pk])
        yield OnDesk(_("Sign for the letter of responsibility"), str(letter), url, icon="file-certificate")
    asked = ChangeRequest.objects.visible_to(request.user, request.campaign)
    for change in asked.filter(state=ChangeState.REQUESTED).select_related("item")[:MOST]:
        if units & set(heads_to_agree(change)):
            yield change_on_desk(request, change, _("Agree to a change request"))


def papers_of_office(request: Request) -> Iterator[OnDesk]:
    """Lists to be filed, and requests to be decided."""
    if not request.seats.office:
        return
    signed = ListVersion.objects.filter(campaign=request.campaign, state=ListState.SIGNED)
    for version in signed.select_related("unit").order_by("signed_at")[:MOST]:
        url = list_url(request, version.unit_id)
        yield OnDesk(_("File the list or send it back"), str(version.unit), url, icon="inbox")
    agreed = ChangeRequest.objects.filter(campaign=request.campaign, state=ChangeState.AGREED)
    for change in agreed.select_related("item").order_by("agreed_at")[:MOST]:
        yield change_on_desk(request, change, _("Decide on a change request"))


def change_on_desk(request: Request, change: ChangeRequest, title: str) -> OnDesk:
    url = reverse("worklist:change", args=[request.campaign.slug, change.number])
    return OnDesk(title, f"{change.item.code} {change.item.name}", url, icon="route")


def list_url(request: Request, unit: int) -> str:
    return reverse("worklist:unit_list", args=[request.campaign.slug, unit])
