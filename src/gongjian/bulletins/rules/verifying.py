"""How a file stands to the papers that went out."""

from gongjian.kernel.vocabulary import Term


class Whole(Term):
    WHOLE = "whole", "whole: byte for byte what went out"
    ADDED = "added", "what went out, with something added behind it"
    COPY = "copy", "a copy: it carries the fingerprint, its bytes are others"
    UNKNOWN = "unknown", "not known here"
    UNREADABLE = "unreadable", "cannot be read, so nobody can tell whether it is a copy"
    NOT_NOW = "not_now", "could not be read just now: ask again in a minute"


NOT_TOLD = (Whole.UNREADABLE, Whole.NOT_NOW)  # nothing is said about the file
