"""From page to page by the links that stand on them, as one person."""

import re
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from urllib.parse import parse_qs, urljoin, urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from walking.faults import Fault, Walk, faults
from walking.known import Known
from walking.page import Page, read

LANGUAGES = ("zh-hans", "zh-hant", "en")
NOT_WALKED = re.compile(r"^/(static|i18n)/|^/accounts/logout/")
FILE = re.compile(r"\.(?:pdf|docx|xlsx|zip|ics|png|csv|json)$|/(?:file|xlsx|export)/$")
MOST_QUESTIONS = 4  # a page with its filters, sorted and not
DONE_SINCE = 409  # a notice may lead to what has been done since; nothing is done in the archive
HERE = "http://localhost"


def walk(
    who: str,
    client: Client,
    known: Known,
    *,
    begin: Iterable[str] = ("/",),
    most: int = 1,
    languages: Sequence[str] = LANGUAGES,
    put_away: bool = False,
) -> Walk:
    """At most so many pages of each pattern of addresses, each in every language. What is put away gives all its files."""
    met, waiting, been, count = Walk(who), deque(begin), set[str](), Counter[tuple[str, ...]]()
    while waiting:
        address = waiting.popleft()
        if address in been or NOT_WALKED.match(address) or (kind := kind_of(address)) is None:
            continue
        been.add(address)
        asked = ("any question", kind[0]) if len(kind) > 1 else kind
        if count[kind] >= most or count[asked] >= most * MOST_QUESTIONS:
            continue
        count.update({kind, asked})
        met.reached.add(kind[0])
        is_file = bool(FILE.search(address.partition("?")[0]))
        if is_file and not put_away:
            continue
        spoken = languages[:1] if is_file else languages
        waiting.extend(
            visited(met, client, address, known, spoken, refusing=() if put_away else (DONE_SINCE,))
        )
    return met


def visited(
    met: Walk,
    client: Client,
    address: str,
    known: Known,
    languages: Sequence[str],
    *,
    refusing: Sequence[int] = (),
) -> list[str]:
    leads: list[str] = []
    for language in languages:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        answer = client.get(address)
        met.pages += 1
        if answer.status_code in (301, 302, 303):
            return [where(address, answer["Location"])]
        if answer.status_code >= 400 and answer.status_code not in refusing:
            met.faults.append((address, language, Fault("a refusal", f"{answer.status_code}")))
        if (page := page_of(answer)) is None:
            return []
        met.faults += [(address, language, fault) for fault in dict.fromkeys(faults(page, language, known))]
        leads = [where(address, link) for link in page.leads_to]
    return leads


def page_of(answer: HttpResponse) -> Page | None:
    if not answer.get("Content-Type", "").startswith("text/html"):
        b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
        return None
    return read(answer.content.decode())


def where(address: str, link: str) -> str:
    """An address of ours without its anchor; nothing for one of somebody else's."""
    parts = urlsplit(urljoin(HERE + address, link))
    if f"{parts.scheme}://{parts.netloc}" != HERE:
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")


def kind_of(address: str) -> tuple[str, ...] | None:
    """The pattern of an address with the names of its questions."""
    parts = urlsplit(address)
    try:
        found = resolve(parts.path)
    except Resolver404:
        return None
    name = found.view_name or found.route
    return (name, *sorted({*parse_qs(parts.query, keep_blank_values=True)} - {"page"}))


def readable(patterns: Iterable[object], space: str = "") -> set[str]:
    found: set[str] = set()
    for one in patterns:
        if (below := getattr(one, "url_patterns", None)) is not None:
            inside = getattr(one, "namespace", None)
            found |= readable(below, f"{space}{inside}:" if inside else space)
        elif answers_get(one.callback):  # type: ignore[attr-defined]
            found.add(f"{space}{one.name}" if one.name else str(one.pattern))  # type: ignore[attr-defined]
    return found


def answers_get(view: object) -> bool:
    while view is not None:
        for name, cell in (
            zip(view.__code__.co_freevars, view.__closure__ or (), strict=True)
            if hasattr(view, "__code__")
            else ()
        ):
            if name == "request_method_list" and "GET" not in cell.cell_contents:
                return False
        view = getattr(view, "__wrapped__", None)
    return True
