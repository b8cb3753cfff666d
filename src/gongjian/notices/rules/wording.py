"""The words around the lines of a digest, as the county likes to say them."""

from collections.abc import Mapping
from string import Template

from gongjian.kernel.text import Text
from gongjian.kernel.verdict import YES, Verdict, no
from gongjian.kernel.vocabulary import Term


class WordingKind(Term):
    PERSONAL = "personal", "e-mail to a person"
    ROBOT = "robot", "message of a group robot"
    COPY = "copy", "text to copy for chat groups"


PLACES = ("name", "day", "count", "lines", "link", "campaign")
"""What may stand in a wording, each written as ${name}."""
STANDARD: Mapping[WordingKind, str] = {
    WordingKind.PERSONAL: Text(
        "${name}, on ${day} these matters of the ${campaign} are with you (${count}):\n\n${lines}\n\n${link}"
    ).msgid,
    WordingKind.ROBOT: Text("${campaign}, ${day}. Still open (${count}):\n${lines}\n${link}").msgid,
    WordingKind.COPY: Text("${campaign}, ${day}. Still open (${count}):\n${lines}").msgid,
}


def wording_is_sound(words: str) -> Verdict:
    """The lines must appear, and nothing may be asked for that we do not know."""
    template = Template(words)
    if not template.is_valid():
        return no("A $ must be followed by a name in braces, as ${lines}.")
    unknown = sorted(set(template.get_identifiers()) - set(PLACES))
    if unknown:
        return no("Unknown: %(names)s. Known: %(known)s.", names=tuple(unknown), known=PLACES)
    if "lines" not in template.get_identifiers():
        return no("${lines} is missing: readers would not see what is open.")
    return YES


def worded(words: str, values: Mapping[str, str]) -> str:
    return Template(words).safe_substitute(values)
