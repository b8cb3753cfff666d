"""A kept file, for those who may see its item."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from gongjian.reporting.models import Evidence
from gongjian.web.handing import kept
from gongjian.web.http import Request, campaign_of
from gongjian.worklist.models import Item


@require_GET
def evidence(request: Request, slug: str, pk: int) -> HttpResponse:
    campaign = campaign_of(request, slug)
    visible = Item.objects.visible_to(request.user, campaign).values("pk")
    proof = get_object_or_404(Evidence, campaign=campaign, pk=pk, item__in=visible, removed_at=None)
    return kept(proof.sha256, name=proof.file_name, media_type=proof.media_type)
