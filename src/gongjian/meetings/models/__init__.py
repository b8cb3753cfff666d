from gongjian.meetings.models.agenda import Answer, Decision, Matter, MatterItem
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
    "Answer",
    "Attachment",
    "CeremonyProject",
    "Decision",
    "Invitation",
    "Matter",
    "MatterItem",
    "Meeting",
    "MeetingPaper",
    "PaperFile",
    "Photo",
    "ProgrammePoint",
    "ReadinessCheck",
    "RosterLine",
    "Venue",
]
