"""The words of registers."""

from gongjian.kernel.vocabulary import Term


class Manner(Term):
    """How a register counts (our decision): permits by their own clock, things one by one, or totals of a project."""

    PERMITS = "permits", "permits, each with its time limit"
    EACH = "each", "one row for each thing, going through stages"
    TOTALS = "totals", "totals of a project, with a number per stage"


class FieldType(Term):
    TEXT = "text", "text"
    NUMBER = "number", "number"
    DATE = "date", "date"
    CHOICE = "choice", "choice"
    ORGANISATION = "organisation", "organisation"


class Tally(Term):
    """What of a register stands in the report of an item."""

    ENTRIES = "entries", "number of rows"
    QUANTITY = "quantity", "sum of quantities"
    SHARE = "share", "share of the whole, in percent"
