"""What of a Word document is not read, in sentences."""

from collections.abc import Mapping
from enum import Enum

from gongjian.kernel.text import Text


class Left(Enum):
    """What a person may see in Word and nobody finds in the words that were read."""

    HEADERS = "headers"
    COMMENTS = "comments"
    HIDDEN = "hidden"
    DELETED = "deleted"
    PICTURES = "pictures"
    CHARTS = "charts"
    EQUATIONS = "equations"
    OBJECTS = "objects"
    SYMBOLS = "symbols"
    PROMPTS = "prompts"
    CONTENTS = "contents"
    NUMBERS = "numbers"
    NOTES = "notes"
    STRUCK = "struck"  # read, but not as it looks


SENTENCES = {
    Left.HEADERS: Text("Headers and footers are not read."),
    Left.COMMENTS: Text("Comments are not read: %(count)s."),
    Left.HIDDEN: Text("Hidden text is not read. Places: %(count)s."),
    Left.DELETED: Text("Tracked changes are read as accepted. Deleted passages skipped: %(count)s."),
    Left.PICTURES: Text("Pictures are not read: %(count)s."),
    Left.CHARTS: Text("Charts and diagrams are not read: %(count)s."),
    Left.EQUATIONS: Text("Equations are not read: %(count)s."),
    Left.OBJECTS: Text("Embedded objects are not read: %(count)s."),
    Left.SYMBOLS: Text("Signs of symbol fonts are not read: %(count)s."),
    Left.PROMPTS: Text("Fields not filled in are treated as empty: %(count)s."),
    Left.CONTENTS: Text("The table of contents is not read."),
    Left.NUMBERS: Text("Automatic numbering in Word is not read. Paragraphs: %(count)s."),
    Left.NOTES: Text("Footnotes of cells are not read: %(count)s."),
    Left.STRUCK: Text("Struck-through words are read anyway. Places: %(count)s."),
}


def sentences_about(left: Mapping[Left, int]) -> tuple[Text, ...]:
    """One sentence for each kind that there is, in the order of the kinds."""
    return tuple(left_out_in_words(kind, left[kind]) for kind in Left if left.get(kind))


def left_out_in_words(kind: Left, count: int) -> Text:
    """Takes a kind of thing that was not read and how many there were; gives the sentence about it."""
    sentence = SENTENCES[kind].msgid
    return Text(sentence, count=count) if "%(count)s" in sentence else Text(sentence)
