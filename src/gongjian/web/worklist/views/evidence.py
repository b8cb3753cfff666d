"""A kept file, for those who may see its item."""

from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from gongjian import vault
from gongjian.reporting.models import Evidence
from gongjian.web.http import Request, campaign_of
from gongjian.worklist.models import Item

SHOWN_IN_THE_BROWSER = ("image/jpeg", "image/png", "image/webp", "application/pdf")


@require_GET
def evidence(request: Request, slug: str, pk: int) -> HttpResponse:
    campaign = campaign_of(request, slug)
    visible = Item.objects.visible_to(request.user, campaign).values("pk")
    kept = get_object_or_404(Evidence, campaign=campaign, pk=pk, item__in=visible, removed_at=None)
    if not kept.sha256:
        raise Http404

    response = HttpResponse(vault.fetch(settings.VAULT_DIR, kept.sha256), content_type=kept.media_type)
    way = "inline" if kept.media_type in SHOWN_IN_THE_BROWSER else "attachment"
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(kept.file_name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["Cache-Control"] = "private, no-cache"
    return response
