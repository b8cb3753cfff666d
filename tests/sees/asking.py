"""Every address of ours, and what each person finds behind it."""

from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from tests.world import signed_in

FOUND = {200: "✓", 302: "→", 403: "403", 404: "404", 409: "409", 422: "✓", 503: "✓"}
OURS = "gongjian."


def patterns(found=None, room="", before=""):
    """The name, the pattern and the view of every address of ours."""
    for one in get_resolver().url_patterns if found is None else found:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, f"{one.namespace}:" if one.namespace else room, path)
        elif one.name and one.callback.__module__.startswith(OURS):
            yield f"{room}{one.name}", path, one.callback


def named():
    return [name for name, _, _ in patterns()]


def is_read(view):
    """Whether it answers to a GET: asked of its decorators, before any campaign is looked at."""
    while view is not None:
        for cell in getattr(view, "__closure__", None) or ():
            kept = cell.cell_contents
            if isinstance(kept, list | tuple) and kept and all(str(one).isupper() for one in kept):
                return "GET" in kept
        view = getattr(view, "__wrapped__", None)
    return True


def pages():
    return {name: path for name, path, view in patterns() if is_read(view)}


def verbs():
    return {name: view for name, _, view in patterns() if not is_read(view)}


def address(name, path, gaps):
    """Each gap is filled for this address, for its room, or for all."""
    room = name.partition(":")[0]
    words = [one.partition(">")[0].rpartition(":")[2] for one in path.split("<")[1:]]
    known = {word: first(gaps, f"{name}:{word}", f"{room}:{word}", word) for word in words}
    return reverse(name, kwargs=known)


def first(gaps, *keys):
    return next(gaps[key] for key in keys if key in gaps)


def found_by(person, gaps, *rooms):
    """What this person finds at every page, or at those of some rooms."""
    client = signed_in(Client(), person)
    asked = {
        name: path for name, path in sorted(pages().items()) if not rooms or name.partition(":")[0] in rooms
    }
    return {name: FOUND[client.get(address(name, path, gaps)).status_code] for name, path in asked.items()}
