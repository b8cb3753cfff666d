"""The page on which a button stood: where one comes back to when the button's own address has none."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def where_from(request: HttpRequest) -> str:
    """The path that the browser says it came from, if it is one of ours; else the beginning."""
    came = request.META.get("HTTP_REFERER", "")
    ours = url_has_allowed_host_and_scheme(came, allowed_hosts={request.get_host()})
    return urlsplit(came).path if ours and urlsplit(came).path else "/"
