"""A kept file, for those who may see its item or its report."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from gongjian.reporting.models import Evidence
from gongjian.web.answers.handing import kept
from gongjian.web.http import Request, campaign_of


@require_safe
def evidence(request: Request, slug: str, pk: int) -> HttpResponse:
    campaign = campaign_of(request, slug)
    proof = get_object_or_404(Evidence.objects.visible_to(request.user, campaign), pk=pk)
    return kept(proof.sha256, name=proof.file_name, media_type=proof.media_type)
