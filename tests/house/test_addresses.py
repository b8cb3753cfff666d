"""Nobody in particular sees nothing."""

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

OPEN = {
    "/healthz", "/readyz", "/i18n/setlang/", "/accounts/login/", "/accounts/logout/", "/accounts/2fa/authenticate/",
    "/accounts/signup/", "/accounts/inactive/", "/feeds/x.ics", "/accounts/email/", "/accounts/confirm-email/",
    "/setup/x/",
}  # fmt: skip


def addresses(resolver=None, before=""):
    for entry in (resolver or get_resolver()).url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, path)
        elif isinstance(entry, URLPattern):
            yield "/" + filled(path)


def filled(pattern):
    """An address of this pattern, with something plausible in every gap."""
    gaps = (("int", "1"), ("row", "1"), ("date", "2026-10-13"), ("day", "2026-10-13"), ("uuid", "0" * 32))
    for kind, value in gaps:
        pattern = re.sub(rf"<{kind}:\w+>", value, pattern)
    pattern = re.sub(r"<(\w+:)?\w+>", "x", pattern)
    pattern = re.sub(r"\(\?P<\w+>[^)]*\)", "1", pattern)
    pattern = re.sub(r"\((\w+)[^)]*\)", r"\1", pattern)
    return re.sub(r"[\^$\\]|\\Z", "", pattern)


@pytest.mark.django_db
@pytest.mark.parametrize("address", sorted(set(addresses())))
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_in_particular_is_asked_to_sign_in(client, method, address):
    answer = getattr(client, method)(address)

    if address in OPEN or address.startswith("/accounts/password/reset/"):
        assert answer.status_code < 500 or (address, answer.status_code) == ("/readyz", 503)  # no worker here
    else:
        assert answer.status_code in {302, 404, 405}, f"{address} answers {answer.status_code}"
        if answer.status_code == 302:
            assert "/accounts/" in answer["Location"]
