"""The words of a web page, read once from its beginning to its end, however it is written."""

import html
import re
from collections.abc import Iterator

SILENT = frozenset({"script", "style", "head", "noscript", "template", "select", "button"})
BLOCKS = frozenset({"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "section"})
CELLS = frozenset({"td", "th"})
NAME = re.compile(r"(/?)([A-Za-z][^\s/>]{0,30})")
ENDS_RAW = {"script": re.compile("</script", re.IGNORECASE), "style": re.compile("</style", re.IGNORECASE)}
ENDS_OR_QUOTES = re.compile("[>\"']")
MOST_TAGS = 1_000_000
NO_SIGN = re.compile("&#[xX]?[0-9A-Fa-f]{8,}")  # there are not so many signs


class Tags:
    """A page cut at its tags: words and names of tags by turns, a closing one with `/` before its name."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lone = set[str]()  # quotes that are opened for good

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """What stands between two tags, and the tag behind it."""
        last = at = 0
        while (at := self.text.find("<", at)) >= 0:
            name = NAME.match(self.text, at + 1)
            if name is None and self.text[at + 1 : at + 2] not in ("!", "?", "/"):
                at += 1
                continue
            yield self.text[last:at], f"{name[1]}{name[2].lower()}" if name else ""
            at = last = self.behind(at, name)
        yield self.text[last:], ""

    def behind(self, at: int, name: re.Match[str] | None) -> int:
        """Where it goes on behind a tag; what is opened and never closed goes on to the end."""
        if name is None:
            ending = "-->" if self.text.startswith("<!--", at) else ">"
            found = self.text.find(ending, at + 2)
            return found + len(ending) if found >= 0 else len(self.text)
        end = self.end_of_tag(name.end())
        raw = ENDS_RAW.get(name[2].lower()) if not name[1] else None
        if raw is None:
            return end
        closed = raw.search(self.text, end)
        return closed.start() if closed else len(self.text)

    def end_of_tag(self, at: int) -> int:
        while found := ENDS_OR_QUOTES.search(self.text, at):
            at = found.end()
            if found[0] == ">":
                return at
            if found[0] in self.lone or self.text[at - 2] != "=":
                continue
            closed = self.text.find(found[0], at)
            if closed < 0:
                self.lone.add(found[0])
            else:
                at = closed + 1
        return len(self.text)


class Page:
    """What is seen of a web page."""

    def __init__(self) -> None:
        self.words, self.quiet, self.signs = list[str](), list[str](), 0

    def say(self, said: str) -> None:
        if said and not self.quiet:
            self.words.append(" ".join(html.unescape(NO_SIGN.sub("\ufffd", said)).split()))
            self.signs += len(self.words[-1])

    def mark(self, tag: str) -> None:
        if tag in SILENT:
            self.quiet.append(tag)
        elif self.quiet and tag == f"/{self.quiet[-1]}":
            self.quiet.pop()
        elif tag[:1] == "/" and tag[1:] in CELLS:
            self.words.append("\t")
        elif tag.lstrip("/") in BLOCKS:
            self.words.append("\n")


def page_lines(text: str, *, most: int) -> list[str] | None:
    """A line for each block, a tab between cells; nothing when the page has more signs than that, or far more tags."""
    page = Page()
    for count, (said, tag) in enumerate(Tags(text)):
        page.say(said)
        page.mark(tag)
        if page.signs > most or count > MOST_TAGS:
            return None
    lines = (line.strip(" \t") for line in "".join(page.words).split("\n"))
    return [line for line in lines if line]
