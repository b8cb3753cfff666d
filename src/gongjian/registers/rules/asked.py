"""What registers ask besides the fields that a county has set up, and who reads it."""

from gongjian.kernel.asked import fields_of
from gongjian.kernel.text import Text

ENTRY, MARK = Text("Register entry").msgid, Text("Mark in a register").msgid
REMAINING = Text("Register: who is left").msgid
ASKED_FIELDS = (
    *fields_of(
        ENTRY,
        ("name", Text("Designation").msgid, REMAINING),
        ("quantity", Text("Quantity").msgid, Text("Register: totals and curve, half-monthly report").msgid),
    ),
    *fields_of(
        MARK, ("stage", Text("Stage").msgid, Text("Register: totals and curve, half-monthly report").msgid)
    ),
)
