from gongjian.meetings.models.agenda import AgendaItem, Answer, Decision, DiscussedItem
from gongjian.meetings.models.ceremony import (
    CeremonyProject,
    Photo,
    ProgrammePoint,
    ReadinessCheck,
    RosterLine,
    Venue,
)
from gongjian.meetings.models.meetings import Attachment, Invitation, Meeting, MeetingPaper, PaperFile

__all__ = [
    "AgendaItem",
    "Answer",
    "Attachment",
    "CeremonyProject",
    "Decision",
    "DiscussedItem",
    "Invitation",
    "Meeting",
    "MeetingPaper",
    "PaperFile",
    "Photo",
    "ProgrammePoint",
    "ReadinessCheck",
    "RosterLine",
    "Venue",
]
