"""What an entry of the ledger is about: the thing's own name, and the page where it stands."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.kernel.text import Text
from gongjian.ledger.models import Entry
from gongjian.meetings.queries import names_of
from gongjian.rounds.pages import may_open
from gongjian.ui.days import day


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of thing: its word, how one of them is called, and the page of one with what its address needs."""

    word: str
    name: Callable[[Any], Any] = str
    page: str = ""
    needs: tuple[str, ...] = ("pk",)
    beside: tuple[str, ...] = ()  # rows that a name reads too


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing, as a page shows it."""

    word: str
    name: str = ""
    url: str = ""


def number_in_words(row: Any) -> Text:
    return Text("no. %(number)s", number=row.number)


def of_a_day(row: Any) -> str:
    return day(row.nominal_on, "long")


SORTS: Mapping[str, Sort] = {
    "accounts.administrator": Sort(_("administrator"), beside=("person", "organisation")),
    "accounts.firstkey": Sort(_("set-up address"), name=lambda row: ""),
    "accounts.organisation": Sort(_("organisation"), page="people:organisations", needs=()),
    "accounts.user": Sort(_("person"), page="people:person"),
    "assessment.result": Sort(_("ranking"), page="assessment:ranking", needs=(), beside=("unit",)),
    "bulletins.bulletin": Sort(
        _("bulletin"),
        name=lambda row: number_in_words(row) if row.number else of_a_day(row.period),
        page="bulletins:bulletin",
        beside=("period",),
    ),
    "campaigns.campaign": Sort(_("campaign"), page="worklist:overview", needs=()),
    "campaigns.clock": Sort(_("clock"), name=lambda row: ""),
    "campaigns.lineofwork": Sort(_("line of work"), page="campaigns:settings", needs=()),
    "campaigns.obligation": Sort(
        _("obligation"),
        name=lambda row: f"{gettext(row.kind.label)} {of_a_day(row)}",
        page="campaigns:obligation",
    ),
    "campaigns.phase": Sort(_("phase"), page="campaigns:settings", needs=()),
    "campaigns.planpaper": Sort(_("plan document"), page="campaigns:plan_paper"),
    "campaigns.rulebook": Sort(_("rulebook"), name=lambda row: "", page="campaigns:rulebook", needs=()),
    "campaigns.roleassignment": Sort(
        _("seat"),
        name=lambda row: Text("%(person)s, %(role)s", person=str(row.person), role=row.role),
        page="people:person",
        needs=("person_id",),
        beside=("person",),
    ),
    "campaigns.specialday": Sort(
        _("calendar"), name=lambda row: day(row.day, "long"), page="campaigns:calendar", needs=()
    ),
    "campaigns.target": Sort(_("target"), page="campaigns:target", needs=("code",)),
    "campaigns.unit": Sort(_("unit"), page="people:unit", beside=("organisation",)),
    "intake.incominglist": Sort(_("file of people")),
    "meetings.decision": Sort(
        _("decision"), name=number_in_words, page="meetings:follow_up", needs=("number",)
    ),
    "meetings.meeting": Sort(_("meeting"), page="meetings:meeting"),
    "meetings.rosterline": Sort(
        _("roster"), page="meetings:meeting", needs=("meeting_id",), beside=("unit", "meeting")
    ),
    "notices.delivery": Sort(_("notice"), name=lambda row: "", page="notices:log", needs=()),
    "notices.feed": Sort(_("calendar feed"), name=lambda row: ""),
    "notices.preference": Sort(_("notification channel"), name=lambda row: ""),
    "notices.robot": Sort(_("group robot"), page="notices:robot"),
    "notices.wording": Sort(_("wording"), name=lambda row: "", page="notices:channels", needs=()),
    "obstacles.obstaclekind": Sort(_("kind of obstacle"), page="obstacles:kinds", needs=()),
    "obstacles.obstacle": Sort(
        _("obstacle"), name=number_in_words, page="obstacles:obstacle", needs=("number",), beside=("project",)
    ),
    "registers.registerentry": Sort(_("row of a register"), page="registers:entry"),
    "registers.register": Sort(_("register"), page="registers:register", needs=("code",)),
    "registers.registerimport": Sort(_("file of a register"), page="registers:import"),
    "reporting.evidence": Sort(_("evidence")),
    "reporting.period": Sort(_("period"), name=of_a_day, page="reporting:period", needs=("nominal_on",)),
    "reporting.report": Sort(
        _("report"),
        name=lambda row: f"{row.unit} {of_a_day(row.period)}",
        page="reporting:report",
        needs=("period.nominal_on", "unit_id"),
        beside=("unit", "period"),
    ),
    "standing.hold": Sort(
        _("hold"),
        name=lambda row: row.item.name,
        page="worklist:item",
        needs=("item.code",),
        beside=("item",),
    ),
    "worklist.changerequest": Sort(
        _("change request"), name=number_in_words, page="worklist:change", needs=("number",)
    ),
    "worklist.item": Sort(_("item"), page="worklist:item", needs=("code",)),
    "worklist.letter": Sort(_("letter"), page="worklist:letter", beside=("campaign",)),
    "worklist.listimport": Sort(_("file of a list"), page="worklist:list_import"),
    "worklist.listversion": Sort(
        _("list"),
        name=lambda row: Text("%(unit)s, version %(number)s", unit=str(row.unit), number=row.number),
        page="worklist:unit_list",
        needs=("unit_id",),
        beside=("unit",),
    ),
    "worklist.project": Sort(_("project"), page="worklist:project", needs=("code",)),
    "worklist.savedview": Sort(_("view")),
}


@dataclass(slots=True)
class Named:
    """The things of some entries, each sort asked for once."""

    campaign: Campaign
    reader: User
    found: dict[str, Subject] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[Entry], campaign: Campaign, *, reader: User) -> "Named":
        wanted: dict[str, set[int]] = defaultdict(set)
        for entry in entries:
            label, _colon, number = entry.subject.partition(":")
            wanted[label].add(int(number))
        named = cls(campaign, reader)
        for label, numbers in wanted.items():
            named.found |= named.things(label, numbers)
        return named

    def about(self, entry: Entry) -> Subject:
        """A thing that is no longer there keeps its number."""
        label, _colon, number = entry.subject.partition(":")
        sort = SORTS.get(label)
        word = gettext(sort.word) if sort else gettext("other matter")
        return self.found.get(entry.subject) or Subject(word, number)

    def things(self, label: str, numbers: set[int]) -> dict[str, Subject]:
        if (sort := SORTS.get(label)) is None:
            return {}
        model: type[Model] = apps.get_model(label)
        rows = model._base_manager.select_related(*sort.beside).in_bulk(numbers)
        names = names_of(self.campaign) if label == "meetings.meeting" else {}
        return {
            f"{label}:{pk}": Subject(
                gettext(sort.word), name_in_words(names.get(pk) or sort.name(row)), self.address(sort, row)
            )
            for pk, row in rows.items()
        }

    def address(self, sort: Sort, row: Model) -> str:
        if not sort.page or not may_open(sort.page, self.reader, self.campaign):
            return ""
        try:
            return reverse(sort.page, args=[self.campaign.slug, *(reached(row, path) for path in sort.needs)])
        except NoReverseMatch:
            return ""


def reached(row: Any, path: str) -> Any:
    for name in path.split("."):
        row = getattr(row, name)
    return row


def name_in_words(name: Any) -> str:
    return name.say(gettext) if isinstance(name, Text) else str(name)
