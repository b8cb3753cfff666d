"""What the half-monthly report asks for each item, and who reads it."""

from gongjian.kernel.asked import fields_of
from gongjian.kernel.text import Text

REPORT = Text("Half-monthly report").msgid
ASKED_FIELDS = fields_of(
    REPORT,
    ("value", Text("This period").msgid, Text("Worklist, ranking, bulletin").msgid),
    ("forecast", Text("Forecast").msgid, Text("Worklist: forecast and figures compared").msgid),
    ("cause", Text("Cause").msgid, Text("Bulletin of progress, agenda of the Friday meeting").msgid),
    ("next_step", Text("Next step").msgid, Text("Bulletin of progress, agenda of the Friday meeting").msgid),
    ("decrease_reason", Text("Why is it less than last period?").msgid, Text("The Office, when it receives the report").msgid),
)  # fmt: skip
