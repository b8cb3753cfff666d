"""The way around: which entries stand in whose navigation, and which pages lie behind each as its tabs.

A page that nobody has built yet has its row here too (`COMING`): it is shown from the day on which it can be opened.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongjian.campaigns.rules import Breadth
from gongjian.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Tab:
    """One page behind an entry, and the other pages that are reached from it: names, or whole rooms."""

    label: Text
    page: str
    also: tuple[str, ...] = ()

    def covers(self, page: str) -> int:
        """How surely somebody on this page stands here: by its name, by its room, or not at all."""
        if page == self.page or page in self.also:
            return 2
        return int(page.partition(":")[0] in self.also)


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the navigation."""

    label: Text
    icon: str
    tabs: tuple[Tab, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that belong together. What is folded is opened by whoever needs it."""

    label: Text
    places: tuple[Place, ...]
    folded: bool = False


ITEMS = "item edit_item new_item mark_item rebaseline withdraw hold end_hold project edit_project new_project evidence"
STEPS = "item_steps unit_steps standard_steps"
CHANGES = "change ask_change ask_to_withdraw"
OF_LISTS = "bring_lists list_import bring_list list_sheet list_paper unit_list left_items list_scan_form"
PEOPLE = "people units unit organisations organisation background unattended"


def names(room: str, pages: str) -> tuple[str, ...]:
    return tuple(f"{room}:{page}" for page in pages.split())


DESK = Place(Text("My desk"), "layout-dashboard", (Tab(Text("My desk"), "desk:desk", ("desk",)),), "d")
OVERVIEW_TAB = Tab(Text("Overview"), "worklist:overview", ("worklist:lights",))
TARGETS_TAB = Tab(Text("Targets"), "campaigns:targets", names("campaigns", "target add_target"))
PLAN_TAB = Tab(
    Text("Plan document"), "campaigns:plan_papers", names("campaigns", "plan_paper plan_fact plan_year")
)
WORKLIST_TAB = Tab(Text("Worklist"), "worklist:list", names("worklist", ITEMS))
ROADMAP_TAB = Tab(Text("Roadmap"), "worklist:roadmap", names("worklist", STEPS))
WALL_TAB = Tab(Text("Wall chart"), "wall:wall", ("wall",))
REGISTERS_TAB = Tab(Text("Registers"), "registers:list", ("registers",))
REPORTS_TAB = Tab(Text("Half-monthly reports"), "reporting:periods", ("reporting",))
BULLETINS_TAB = Tab(Text("Bulletins"), "bulletins:list", ("bulletins",))
RANKING_TAB = Tab(Text("Ranking"), "assessment:ranking", ("assessment",))
RESULTS_TAB = Tab(Text("Assessment"), "assessment:results")
MEETINGS_TAB = Tab(Text("Meetings"), "meetings:list", ("meetings",))
DECISIONS_TAB = Tab(Text("Decisions"), "meetings:follow_ups", names("meetings", "follow_up follow_up_move"))
LISTS_TAB = Tab(Text("Lists"), "worklist:lists", names("worklist", OF_LISTS))
LETTERS_TAB = Tab(
    Text("Letters of responsibility"),
    "worklist:letters",
    names("worklist", "letter letter_set issue_letters"),
)
CHANGES_TAB = Tab(Text("Changes"), "worklist:changes", names("worklist", CHANGES))
PATROLS_TAB = Tab(Text("Patrols"), "supervision:patrols")
DIRECTIVES_TAB = Tab(Text("Directives"), "supervision:directives", ("supervision",))

OVERVIEW = Place(Text("Overview"), "gauge", (OVERVIEW_TAB,), "o")
COUNTY = Place(Text("Overview"), "gauge", (OVERVIEW_TAB, TARGETS_TAB, PLAN_TAB), "o")
COUNTY_AND_RESULTS = Place(
    Text("Overview"),
    "gauge",
    (OVERVIEW_TAB, TARGETS_TAB, REPORTS_TAB, BULLETINS_TAB, RANKING_TAB, PLAN_TAB),
    "o",
)
WORKLIST = Place(Text("Worklist"), "list-details", (WORKLIST_TAB,), "w")
WORK = Place(Text("Worklist"), "list-details", (WORKLIST_TAB, ROADMAP_TAB, WALL_TAB, REGISTERS_TAB), "w")
OBSTACLES = Place(
    Text("Obstacles"), "barrier-block", (Tab(Text("Obstacles"), "obstacles:list", ("obstacles",)),), "b"
)
ROADMAP = Place(Text("Roadmap"), "timeline", (ROADMAP_TAB, WALL_TAB))
REGISTERS = Place(Text("Registers"), "table", (REGISTERS_TAB,), "g")
REPORTS = Place(Text("Half-monthly reports"), "report", (REPORTS_TAB,), "r")
RESULTS = Place(Text("Bulletins and ranking"), "trophy", (BULLETINS_TAB, RANKING_TAB, RESULTS_TAB), "k")
REPORTS_AND_RESULTS = Place(
    Text("Reporting"), "report", (REPORTS_TAB, BULLETINS_TAB, RANKING_TAB, RESULTS_TAB), "r"
)
MEETINGS = Place(Text("Meetings"), "users-group", (MEETINGS_TAB, DECISIONS_TAB), "m")
SUPERVISION = Place(Text("Supervision"), "eye", (PATROLS_TAB, DIRECTIVES_TAB))
PLAN = Place(Text("Targets and plan"), "target", (TARGETS_TAB, PLAN_TAB))
LISTS = Place(Text("Lists and letters"), "checklist", (LISTS_TAB, LETTERS_TAB, CHANGES_TAB), "l")
PUBLICITY = Place(
    Text("Publicity"), "speakerphone", (Tab(Text("Publicity"), "publicity:board", ("publicity",)),)
)
DATES = Place(
    Text("Calendar and obligations"),
    "calendar-event",
    (
        Tab(
            Text("Obligations"),
            "campaigns:obligations",
            names("campaigns", "obligation add_obligation draw_up"),
        ),
        Tab(Text("Calendar"), "campaigns:calendar"),
    ),
    "c",
)
ADMINISTRATION = Group(
    Text("Administration"),
    (
        DATES,
        Place(Text("Rulebook"), "scale", (Tab(Text("Rulebook"), "campaigns:rulebook"),)),
        Place(
            Text("Ledger"), "history", (Tab(Text("Ledger"), "campaigns:ledger", names("campaigns", "audit")),)
        ),
        Place(Text("Burden meter"), "chart-bar", (Tab(Text("Burden meter"), "burden:burden"),)),
        Place(
            Text("Settings"),
            "adjustments-horizontal",
            (
                Tab(
                    Text("Settings"),
                    "campaigns:settings",
                    (
                        *names("campaigns", "add_line change_line add_phase change_phase"),
                        "setup:life",
                        "setup:delete",
                    ),
                ),
                Tab(
                    Text("Reminders"),
                    "notices:reminders",
                    names("notices", "log channels add_robot robot wording"),
                ),
            ),
        ),
        Place(Text("People"), "users", (Tab(Text("People"), "people:people", ("people",)),)),
        Place(
            Text("People of my unit"),
            "users",
            (Tab(Text("People of my unit"), "people:my_unit", names("people", "renew")),),
        ),
    ),
    folded=True,
)

TABLES: Mapping[Breadth, tuple[Group, ...]] = {
    Breadth.WHOLE: (
        Group(Text(""), (DESK, OVERVIEW)),
        Group(Text("Delivery"), (WORKLIST, OBSTACLES, ROADMAP, REGISTERS, SUPERVISION)),
        Group(Text("Reporting"), (REPORTS, RESULTS, PUBLICITY)),
        Group(Text("Meetings and duties"), (MEETINGS, PLAN, LISTS)),
        ADMINISTRATION,
    ),
    Breadth.UNIT: (
        Group(Text(""), (DESK, COUNTY)),
        Group(Text("Delivery"), (WORK, OBSTACLES, REPORTS_AND_RESULTS)),
        Group(Text("Meetings and duties"), (MEETINGS, LISTS)),
        ADMINISTRATION,
    ),
    Breadth.OTHERS: (
        Group(Text(""), (DESK, COUNTY_AND_RESULTS)),
        Group(Text("Delivery"), (WORK, OBSTACLES, MEETINGS, PUBLICITY)),
        ADMINISTRATION,
    ),
}
THUMBS: Mapping[Breadth, tuple[Place, ...]] = {
    Breadth.WHOLE: (DESK, WORKLIST, OVERVIEW, OBSTACLES),
    Breadth.UNIT: (DESK, WORK, REPORTS_AND_RESULTS, OBSTACLES),
    Breadth.OTHERS: (DESK, WORK, COUNTY_AND_RESULTS, OBSTACLES),
}
"""What stands under the thumb on a telephone; the fifth place opens everything else."""

COMING = {
    WALL_TAB.page: "the wall chart",
    RESULTS_TAB.page: "assessment and closing",
    PATROLS_TAB.page: "supervision",
    DIRECTIVES_TAB.page: "supervision",
    "publicity:board": "publicity",
}
"""Pages that have their place and are not built yet, each with the work that brings them."""


def all_places() -> Iterator[Place]:
    for groups in TABLES.values():
        for group in groups:
            yield from group.places
