"""How a file stands to the papers that went out."""

from gongjian.kernel.vocabulary import Term


class Whole(Term):
    WHOLE = "whole", "intact: identical to the issued file"
    ADDED = "added", "the issued file, with content added at the end"
    COPY = "copy", "a copy: it carries the fingerprint, but the file is not identical"
    UNKNOWN = "unknown", "not issued by this system"
    UNREADABLE = "unreadable", "cannot be read, so it cannot be compared"
    NOT_NOW = "not_now", "could not be read just now: try again in a minute"


NOT_TOLD = (Whole.UNREADABLE, Whole.NOT_NOW)  # nothing is said about the file
