"""Every address, asked by everybody: what a role finds behind it."""

from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from tests.world import signed_in

FOUND = {200: "page", 302: "→", 403: "403", 404: "404", 405: "", 409: "409", 410: "410"}


def named(patterns=None, room=""):
    """The name of every address of ours with the names of its gaps."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            if one.app_name != "account" and "allauth" not in str(one.urlconf_name):
                yield from named(one.url_patterns, f"{one.namespace}:" if one.namespace else room)
        elif one.name:
            yield f"{room}{one.name}"


def address(name, gaps):
    """The address of this name; each gap is filled for this name, for its room, or for all."""
    room = name.partition(":")[0]
    for words, pattern in possibilities(name):
        known = {word: first(gaps, f"{name}:{word}", f"{room}:{word}", word) for word in words}
        return reverse(name, kwargs=known)
    raise LookupError(name)


def possibilities(name):
    space, _, word = name.rpartition(":")
    resolver = get_resolver()
    before = ()
    if space:
        path, inner = resolver.namespace_dict[space]
        resolver = inner
        before = tuple(one for one in ("slug",) if f"<slug:{one}>" in path or "slug>" in path)
    for found, _, _, _ in resolver.reverse_dict.getlist(word):
        for pattern, words in found:
            yield dict.fromkeys([*before, *words]), pattern


def first(gaps, *keys):
    return next(gaps[key] for key in keys if key in gaps)


def asked(person, addresses):
    """What this person finds at each address."""
    client = signed_in(Client(raise_request_exception=True), person)
    return {name: client.get(url).status_code for name, url in addresses.items()}
