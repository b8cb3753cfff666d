"""What a paper is, whether it is whole, and whether it still counts: for everybody who can sign in."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from gongjian.bulletins.queries.verifying import by_fingerprint, verified
from gongjian.rounds.actions import mend
from gongjian.web.http import Request, page
from gongjian.worklist.rules.fingerprints import in_fours

DIGITS = re.compile(r"[0-9a-f]{16,64}")


class VerifyForm(forms.Form):
    file = forms.FileField(label=_("File (PDF, Word, Excel or picture)"))

    def clean_file(self) -> bytes:
        file, most = self.cleaned_data["file"], settings.UPLOAD_MAX_BYTES
        content: bytes = file.read(most + 1)
        if len(content) > most:
            raise forms.ValidationError(
                gettext("The file is larger than %(most)s MB.") % {"most": most // 1024**2}
            )
        return content


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: Request) -> HttpResponse:
    """Nothing of the file is kept, unless it is one that is kept here already and has been lost or damaged."""
    form = VerifyForm(request.POST or None, request.FILES or None)
    asked = request.method == "POST"
    result = verified(form.cleaned_data["file"]) if asked and form.is_valid() else None
    mended = result is not None and mend(form.cleaned_data["file"])
    context: dict[str, Any] = {
        "form": form,
        "result": result,
        "mended": mended,
        "known": result.known if result else None,
    }
    if result and result.known:
        context["digits"] = in_fours(result.known.fingerprint)
    return page(request, "verifying/verify.html", context, status=422 if asked and result is None else 200)


@require_safe
def fingerprint(request: Request, digits: str) -> HttpResponse:
    """Where the QR code of a list leads."""
    found = by_fingerprint(digits) if DIGITS.fullmatch(digits) else None
    if found is None:
        raise Http404
    context = {"form": VerifyForm(), "known": found, "digits": in_fours(found.fingerprint), "by_code": True}
    return page(request, "verifying/verify.html", context)
