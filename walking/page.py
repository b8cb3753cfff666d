"""A page as somebody reads it: its words, its headings, and where it leads."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

SPOKEN = {"title", "placeholder", "aria-label", "alt", "data-confirm"}
LEADS = {"href", "hx-get", "data-get"}
SILENT = {"script", "style", "code", "kbd", "template", "svg", "textarea"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
HEADINGS = {"title", "h1", "h2", "h3", "h4", "legend", "caption"}


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in one place; `marked` is a place that says itself that it is no interface."""

    text: str
    marked: bool = False
    attribute: str = ""


@dataclass(slots=True)
class Page:
    words: list[Words] = field(default_factory=list)
    leads_to: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)


def read(html: str) -> Page:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.page


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.open: list[tuple[str, bool, bool]] = []  # tag, silent, marked
        self.heading: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        _, silent, marked = self.open[-1] if self.open else ("", False, False)
        silent = silent or tag in SILENT
        marked = marked or told.get("translate") == "no" or (tag != "html" and "lang" in told)
        if not silent:
            self.page.words += [Words(told[name], marked, name) for name in sorted(SPOKEN & told.keys())]
        if told.get("type") in {"submit", "button"} and told.get("value") and tag == "input":
            self.page.words.append(Words(told["value"], marked, "value"))
        if tag != "link":
            self.page.leads_to += [told[name] for name in sorted(LEADS & told.keys())]
        if tag not in VOID:
            self.open.append((tag, silent, marked))
        if tag in HEADINGS and not silent:
            self.heading = []

    def handle_endtag(self, tag: str) -> None:
        if tag not in [name for name, _, _ in self.open]:
            return
        while self.open.pop()[0] != tag:
            pass
        if tag in HEADINGS and self.heading is not None:
            said, self.heading = "".join(self.heading).strip(), None
            if not said or said.startswith("·"):
                self.page.empty.append(tag)

    def handle_data(self, data: str) -> None:
        _, silent, marked = self.open[-1] if self.open else ("", False, False)
        if self.heading is not None:
            self.heading.append(data)
        if not silent and (text := " ".join(data.split())):
            self.page.words.append(Words(text, marked))
