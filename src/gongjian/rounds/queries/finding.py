"""One search for everything that somebody may see."""

from collections.abc import Callable, Iterator

from gongjian.accounts.models import User, official_people
from gongjian.accounts.rules.user_names import pinyin_of
from gongjian.bulletins.models import Bulletin
from gongjian.bulletins.rules import State
from gongjian.campaigns.models import Campaign, PlanPaper, RoleAssignment, Unit
from gongjian.campaigns.permissions import may_read_all
from gongjian.campaigns.queries import scope_of, units_of
from gongjian.kernel.text import Text
from gongjian.ledger.queries import remembered
from gongjian.meetings.models import Decision, Meeting
from gongjian.meetings.queries.asked import names_of
from gongjian.obstacles.models import Obstacle
from gongjian.reading.cells.finding import wanted_words
from gongjian.reading.pinyin import initials_of, spelled
from gongjian.rounds.rules.finding import LONGEST_SEARCH, MOST_OF_A_KIND, Found, FoundKind, Sought, meant
from gongjian.standing.models import ItemStanding
from gongjian.standing.queries.filtering import text_contains
from gongjian.worklist.models import Letter, Project

Say = Callable[[str], str]


def found_for(typed: str, person: User, campaign: Campaign, *, say: Say) -> dict[FoundKind, list[Found]]:
    """By kind, at most six of each. `say` puts the names that we make ourselves into the reader's language."""
    typed = typed[:LONGEST_SEARCH]
    words = wanted_words(typed)
    if not words:
        return {}
    found = {FoundKind.ITEM: of_items(typed, person, campaign)}
    for kind in ROWS:
        found[kind] = meant(words, rows_of(kind, person, campaign, say))
    return {kind: found[kind] for kind in FoundKind if found.get(kind)}


def rows_of(kind: FoundKind, person: User, campaign: Campaign, say: Say) -> tuple[Sought, ...]:
    """In the form in which they are looked through, and in the language of the reader; projects are many."""
    seen = scope_of(person, campaign) if kind == FoundKind.PROJECT else person.pk
    key = ("sought", kind, seen, say(FoundKind.MEETING.label))
    return remembered(campaign, key, lambda: tuple(ROWS[kind](person, campaign, say)))


def of_items(typed: str, person: User, campaign: Campaign) -> list[Found]:
    seen = ItemStanding.objects.visible_to(person, campaign).filter(text_contains(typed))
    names = ("code", "item__name", "project__name")
    return [
        Found(FoundKind.ITEM, code, name, project, code)
        for code, name, project in seen.order_by("code").values_list(*names)[:MOST_OF_A_KIND]
    ]


def of_projects(person: User, campaign: Campaign, say: Say) -> Iterator[Sought]:
    rows = Project.objects.visible_to(person, campaign).order_by("code")
    for code, name, unit, line in rows.values_list("code", "name", "unit__name", "line_of_work__name"):
        found = Found(FoundKind.PROJECT, code, name, f"{line} · {unit}", code)
        yield Sought.of((name, code), found, read=spelled(name))


def of_units(person: User, campaign: Campaign, say: Say) -> Iterator[Sought]:
    rows = Unit.objects.filter(campaign=campaign)
    if not may_read_all(person, campaign):
        rows = rows.filter(organisation__in=units_of(person, campaign))
    for key, name, short in rows.values_list(
        "organisation", "organisation__name", "organisation__short_name"
    ):
        found = Found(FoundKind.UNIT, str(key), name, short if short != name else "")
        yield Sought.of((name, short), found, read=spelled(name) + spelled(short))


def of_people(person: User, campaign: Campaign, say: Say) -> Iterator[Sought]:
    """Who has a seat, for whoever reads everything; by their initials and their pinyin too."""
    if not may_read_all(person, campaign):
        return
    seats = RoleAssignment.objects.filter(campaign=campaign, ended_at=None).order_by(
        *official_people("person__")
    )
    seen = set()
    for key, name, username, unit in seats.values_list(
        "person", "person__name", "person__username", "organisation__name"
    ):
        if key not in seen:
            seen.add(key)
            found = Found(FoundKind.PERSON, str(key), name or username, unit)
            yield Sought.of((name, username, initials_of(name)), found, read=f"\n{pinyin_of(name)}")


def of_obstacles(person: User, campaign: Campaign, say: Say) -> Iterator[Sought]:
    rows = Obstacle.objects.visible_to(person, campaign).order_by("-number")
    for number, words, wanted, project in rows.values_list("number", "words", "wanted", "project__name"):
        found = Found(FoundKind.OBSTACLE, str(number), words, project, str(number))
        yield Sought.of((str(number), words, wanted, project), found)


def of_meetings(person: User, campaign: Campaign, say: Say) -> Iterator[Sought]:
    names = names_of(campaign)
    for meeting in Meeting.objects.visible_to(person, campaign).order_by("-held_on"):
        name = names[meeting.pk]
        day = meeting.held_on.isoformat()
        yield Sought.of((name.say(say), day), Found(FoundKind.MEETING, str(meeting.pk), name, meeting.place))


def of_decisions(person: User, campaign: Campaign, say: Say) -> Iterator[Sought]:
    rows = Decision.objects.visible_to(person, campaign).order_by("-number")
    for number, words, unit in rows.values_list("number", "words", "unit__name"):
        found = Found(FoundKind.DECISION, str(number), words, unit or "", str(number))
        yield Sought.of((words, str(number)), found)


def of_bulletins(person: User, campaign: Campaign, say: Say) -> Iterator[Sought]:
    rows = Bulletin.objects.visible_to(person, campaign).defer("content", "words").select_related("period")
    for one in rows:
        issued = one.state == State.ISSUED
        number = Text("%(kind)s no. %(number)s", kind=one.kind, number=one.number or 0)
        name = number if issued else Text(one.kind.label)
        texts = (name.say(say), one.period.nominal_on.isoformat())
        yield Sought.of(texts, Found(FoundKind.BULLETIN, str(one.pk), name, Text(one.state.label)))


def of_letters(person: User, campaign: Campaign, say: Say) -> Iterator[Sought]:
    rows = Letter.objects.visible_to(person, campaign).in_force().select_related("campaign", "unit")
    for one in rows.defer("content"):
        found = Found(FoundKind.LETTER, str(one.pk), str(one), one.unit.name)
        yield Sought.of((str(one), one.unit.name), found)


def of_plans(person: User, campaign: Campaign, say: Say) -> Iterator[Sought]:
    for key, title, file in PlanPaper.objects.filter(campaign=campaign).values_list(
        "pk", "title", "file_name"
    ):
        yield Sought.of((title, file), Found(FoundKind.PLAN, str(key), title or file))


ROWS: dict[FoundKind, Callable[[User, Campaign, Say], Iterator[Sought]]] = {
    FoundKind.PROJECT: of_projects,
    FoundKind.OBSTACLE: of_obstacles,
    FoundKind.UNIT: of_units,
    FoundKind.PERSON: of_people,
    FoundKind.MEETING: of_meetings,
    FoundKind.DECISION: of_decisions,
    FoundKind.BULLETIN: of_bulletins,
    FoundKind.LETTER: of_letters,
    FoundKind.PLAN: of_plans,
}
