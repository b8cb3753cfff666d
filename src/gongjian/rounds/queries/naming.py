"""What a finding is about, in words that a person knows it by."""

from collections.abc import Callable, Mapping
from typing import Any

from django.apps import apps
from django.db.models import Model

from gongjian.accounts.models import Organisation
from gongjian.bulletins.models import Acknowledgement, Bulletin, BulletinFile, Snapshot
from gongjian.campaigns.models import Obligation, RoleAssignment, Rulebook, SpecialDay, Target, Unit
from gongjian.kernel.text import Text
from gongjian.ledger.rules import Finding
from gongjian.meetings.models import Answer, Decision, Meeting, MeetingPaper, PaperFile
from gongjian.obstacles.models import Obstacle
from gongjian.reporting.models import Period, Report, Submission
from gongjian.rounds.queries.proofs import PROVED
from gongjian.worklist.models import ChangeRequest, Item, LetterFile, ListPaper, ListVersion, Project

GROUPED_BY: dict[str, Any] = {
    kind.label: kind.model._meta.get_field(kind.by[0].removesuffix("_id")).related_model
    for kind in PROVED
    if kind.by != ("pk",)
}
WORDS: Mapping[str, Text] = {
    "assessment.result": Text("published results"),
    "bulletins.acknowledgement": Text("acknowledgement of a bulletin"),
    "bulletins.bulletin": Text("bulletin"),
    "bulletins.bulletinfile": Text("files of a bulletin"),
    "bulletins.snapshot": Text("data behind a bulletin"),
    "campaigns.obligation": Text("obligation"),
    "campaigns.planpaper": Text("plan document"),
    "campaigns.rulebook": Text("rulebook"),
    "campaigns.roleassignment": Text("seat"),
    "campaigns.specialday": Text("special day"),
    "campaigns.target": Text("target"),
    "campaigns.unit": Text("unit that takes part"),
    "intake.incominglist": Text("file of people"),
    "meetings.answer": Text("responses to a decision"),
    "meetings.attachment": Text("accompanying paper"),
    "meetings.decision": Text("decision"),
    "meetings.agendaitem": Text("minutes of a meeting"),
    "meetings.meetingpaper": Text("paper of a meeting"),
    "meetings.paperfile": Text("files of a meeting's paper"),
    "meetings.photo": Text("picture"),
    "obstacles.instruction": Text("instructions on an obstacle"),
    "obstacles.escalationproposal": Text("proposals to escalate an obstacle"),
    "obstacles.moretime": Text("requests for more time"),
    "obstacles.obstacle": Text("obstacle"),
    "obstacles.proof": Text("evidence of an obstacle"),
    "obstacles.recheck": Text("re-checks of an obstacle"),
    "obstacles.obstacleevent": Text("process of an obstacle"),
    "registers.entryfile": Text("file of an entry"),
    "registers.registerimport": Text("file of a register"),
    "reporting.evidence": Text("evidence"),
    "reporting.figure": Text("figures of a report"),
    "reporting.period": Text("period"),
    "reporting.reopening": Text("reopenings of a report"),
    "reporting.submission": Text("submission of a report"),
    "standing.hold": Text("accepted reasons of an item"),
    "standing.handfigure": Text("figure kept by hand"),
    "standing.targetbinding": Text("source of a target"),
    "worklist.baseline": Text("baselines of a unit"),
    "worklist.particulars": Text("names, weights and leading officials of items"),
    "worklist.changerequest": Text("change request"),
    "worklist.item": Text("items of a project"),
    "worklist.letter": Text("letter of responsibility"),
    "worklist.letterfile": Text("files of a letter"),
    "worklist.listimport": Text("file of a list"),
    "worklist.listpaper": Text("printed lists"),
    "worklist.listrow": Text("rows of a signed list"),
    "worklist.listversion": Text("signed list"),
    "worklist.project": Text("project"),
}


def number_in_words(row: Any) -> Text:
    return Text("no. %(number)s", number=row.number)


def of_report(report: Report) -> Text:
    return Text("%(unit)s, %(day)s", unit=str(report.unit), day=report.period.nominal_on)


def of_bulletin(bulletin: Bulletin) -> Text:
    return Text("%(kind)s, %(day)s", kind=bulletin.kind, day=bulletin.period.nominal_on)


def of_list(version: ListVersion) -> Text:
    return Text("%(unit)s, version %(number)s", unit=str(version.unit), number=version.number)


def of_meeting(meeting: Meeting) -> Text:
    return Text("%(kind)s, %(day)s", kind=meeting.kind, day=meeting.held_on)


NAMES: dict[type[Model], Callable[[Any], Text | str]] = {
    Acknowledgement: lambda row: Text("%(unit)s: %(what)s", unit=str(row.unit), what=of_bulletin(row.bulletin)),
    Answer: lambda row: number_in_words(row.decision),
    Bulletin: of_bulletin,
    BulletinFile: lambda row: of_bulletin(row.bulletin),
    ChangeRequest: number_in_words,
    Decision: lambda row: number_in_words(row) if row.number else row.words,
    Item: lambda row: row.code,
    LetterFile: lambda row: str(row.letter),
    ListPaper: lambda row: of_list(row.list_version),
    ListVersion: of_list,
    Meeting: of_meeting,
    MeetingPaper: lambda row: of_meeting(row.meeting),
    Obligation: lambda row: Text("%(kind)s, %(day)s", kind=row.kind, day=row.nominal_on),
    Obstacle: number_in_words,
    Organisation: str,
    PaperFile: lambda row: of_meeting(row.paper.meeting),
    Period: lambda row: Text("%(day)s", day=row.nominal_on),
    Project: lambda row: row.code,
    Report: of_report,
    Rulebook: lambda row: Text("version %(number)s", number=row.version),
    RoleAssignment: lambda row: str(row.person),
    Snapshot: lambda row: Text("%(day)s", day=row.period.nominal_on),
    SpecialDay: lambda row: Text("%(day)s", day=row.day),
    Submission: lambda row: of_report(row.report),
    Target: lambda row: row.name,
    Unit: str,
}  # fmt: skip


def called(finding: Finding) -> Text:
    """The kind of thing and its own name, as far as it is still there to be asked."""
    label, _, key = finding.about.replace("@", ":", 1).partition(":")
    if label == "ledger":
        return Text("entry no. %(number)s", number=key) if key else Text("ledger")
    if label == "witness":
        return Text("witness file, line %(number)s", number=key)
    word, row = WORDS[label], row_meant(label, key, is_group="@" in finding.about)
    if row is None:
        return word
    return Text("%(kind)s: %(name)s", kind=word, name=NAMES.get(type(row), str)(row))


def row_meant(label: str, key: str, *, is_group: bool) -> Model | None:
    """The row itself; of a group, what it is grouped by."""
    model: type[Model] = GROUPED_BY[label] if is_group else apps.get_model(label)
    found: Model | None = model._default_manager.filter(pk=key.split("/")[0]).first()
    return found
