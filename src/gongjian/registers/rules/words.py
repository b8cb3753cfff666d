"""The words of registers."""

from gongjian.kernel.vocabulary import Term


class Manner(Term):
    """How a register counts (our decision): permits by their own clock, things one by one, or totals of a project."""

    PERMITS = "permits", "permits, each with its time limit"
    EACH = "each", "one row for each thing, going through stages"
    TOTALS = "totals", "totals of a project, with a number per stage"


class ParentKind(Term):
    """What an entry stands under. A lead in negotiation has no project yet, a problem spot never gets one."""

    PROJECT = "project", "a project"
    TOWNSHIP = "township", "a township"
    LINE = "line", "the line of work itself"


class FieldType(Term):
    TEXT = "text", "text"
    NUMBER = "number", "number"
    MONEY = "money", "amount of money"
    AREA = "area", "area"
    DATE = "date", "date"
    YES_NO = "yes_no", "yes or no"
    CHOICE = "choice", "choice"
    PERSON = "person", "person with an account"
    ORGANISATION = "organisation", "organisation"
    PLACE = "place", "place"
    FILE = "file", "file or photo"


class TextForm(Term):
    """A form that the text of a field must have."""

    PROJECT_CODE = "project_code", "code of the national project platform"


class Mover(Term):
    """Who may say that a stage is reached (our decision)."""

    WRITER = "writer", "any writer"
    SECOND = "second", "a second person"
    OFFICE = "office", "group or Office"


class MeasureKind(Term):
    """What a measure says of the rows of a register."""

    COUNT = "count", "number of rows"
    SUM = "sum", "sum"
    SHARE = "share", "share, in percent"
    LATEST = "latest", "latest value"


class Tally(Term):
    """What of a register stands in the report of an item."""

    ENTRIES = "entries", "number of rows"
    QUANTITY = "quantity", "sum of quantities"
    SHARE = "share", "share of the whole, in percent"
