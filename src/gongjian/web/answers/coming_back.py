"""The page on which a button stood: where one comes back to when the button's own address has none."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme


def where_from(request: HttpRequest) -> str:
    """The path that the browser says it came from, if it is one of ours; else the beginning."""
    came = request.META.get("HTTP_REFERER", "")
    ours = url_has_allowed_host_and_scheme(came, allowed_hosts={request.get_host()})
    return urlsplit(came).path if ours and urlsplit(came).path else "/"


def where_one_was(request: HttpRequest) -> str:
    """The page before this one, if it is one of ours and another; else nothing."""
    came = where_from(request) if request.META.get("HTTP_REFERER") else ""
    return "" if came == request.path else came


def onward(request: HttpRequest) -> HttpResponse | None:
    """Back to the page of ours that a form names as its own, where a button stands on several pages."""
    back = request.POST.get("back", "")
    ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back) if ours else None


def away_from(request: HttpRequest) -> str:
    """Where one goes when this page would say the same again: back, else to the page above it; never here once more."""
    came = where_from(request) if request.method == "POST" else request.path
    return came if came not in (request.path, "/") else above(request.path)


def above(path: str) -> str:
    """The nearest page above an address: that of the row, where the address is that of its move."""
    while path.strip("/"):
        path = path.rstrip("/").rpartition("/")[0] + "/"
        try:
            resolve(path)
        except Resolver404:
            continue
        return path
    return "/"
