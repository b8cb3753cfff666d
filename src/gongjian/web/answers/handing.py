"""Kept files, handed out as they are."""

from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpResponse

from gongjian import vault

SHOWN_IN_THE_BROWSER = ("image/jpeg", "image/png", "image/webp", "application/pdf")


def kept(sha256: str, *, name: str, media_type: str, shown: bool = True) -> HttpResponse:
    if not sha256:
        raise Http404
    return handed(vault.fetch(settings.VAULT_DIR, sha256), name=name, media_type=media_type, shown=shown)


def handed(content: bytes, *, name: str, media_type: str, shown: bool = True) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    way = "inline" if shown and media_type in SHOWN_IN_THE_BROWSER else "attachment"
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
