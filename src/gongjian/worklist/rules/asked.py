"""What lists and letters ask of a unit, and who reads it."""

from gongjian.kernel.asked import fields_of
from gongjian.kernel.text import Text

LIST, LETTER = Text("List of the unit").msgid, Text("Letter of responsibility").msgid
WORKLIST, BASELINE = Text("Worklist").msgid, Text("Baseline: the expected share of every day").msgid
ASKED_FIELDS = (
    *fields_of(
        LIST,
        ("project_name", Text("project name").msgid, WORKLIST),
        ("line_of_work", Text("line of work").msgid, Text("Overview by line of work").msgid),
        ("name", Text("item").msgid, WORKLIST),
        ("measure", Text("measure").msgid, BASELINE),
        ("target", Text("Target quantity").msgid, BASELINE),
        ("starts_on", Text("start").msgid, BASELINE),
        ("due_on", Text("due date").msgid, BASELINE),
        ("person", Text("responsible person").msgid, Text("Letter of responsibility").msgid),
    ),
    *fields_of(LETTER, ("signature", Text("Signature of the head").msgid, Text("Letters: signatures").msgid)),
)  # fmt: skip
