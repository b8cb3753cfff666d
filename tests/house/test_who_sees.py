"""Who sees what is said by the rooms. A door asks them, and reads nobody's roles."""

import ast

import pytest

from gongjian.campaigns.rules import Role
from gongjian.rounds.pages import PAGES, is_offered, may_open
from tests.house.plan import DOORS, SRC
from tests.sees.asking import named
from tests.world import a_campaign, a_person

READINGS = {"roles_of", "RolesHeld", "role_holders", "RoleHolders"}
ASKED = {"visible_to", "of", "told_to", "none"}
"""What a door may ask of all rows of a kind: always for somebody."""
LOOKED_UP = {"get_object_or_404", "get_list_or_404"}
TO_NOBODY = {
    "Organisation": "the names of a county's organisations stand on every page",
    "LineOfWork": "the outline of the plan is everybody's",
    "StepSet": "the county's standard steps are everybody's",
    "Period": "the periods of a campaign are everybody's who has a role in it",
    "PlanPaper": "the plan document is everybody's who has a role",
    "PlanFact": "the plan document is everybody's who has a role",
    "PlanQuestion": "the plan document is everybody's who has a role",
    "Authenticator": "asked for the person who signs in",
}
WHERE = {
    # what is asked of rows that have been seen before
    ("web/worklist/views/steps.py", "StepPlan"): "of one item that was seen",
    ("web/worklist/views/steps.py", "ItemStep"): "of one item that was seen",
    ("web/registers/views/entry.py", "RegisterEntry"): "of one entry that was seen",
    ("web/shown/registers.py", "RegisterEntry"): "of entries that were seen",
    ("web/reporting/views/evidence.py", "Evidence"): "of one report that was seen",
    ("web/registers/forms/entries.py", "Item"): "of one project that was seen",
    ("web/meetings/views/following.py", "Meeting"): "the meetings of decisions that were seen",
    ("web/desk/shown/pile.py", "User"): "the names of those on whose desks a thing lies that was seen",
    ("web/shown/subjects.py", "model"): "the names of what entries of the ledger are about that were seen",
    # what a page shows that opens for few
    ("web/campaigns/views/ledger.py", "Entry"): "the ledger, for those who read it",
    ("web/notices/views/channels.py", "Robot"): "for those who plan",
    ("web/notices/views/channels.py", "Delivery"): "for those who plan",
    ("web/notices/views/reminders.py", "Notice"): "for those who plan",
    ("web/notices/views/reminders.py", "User"): "for those who plan",
    ("web/accounts/views/people.py", "RoleAssignment"): "for administrators",
    ("web/accounts/views/units.py", "RoleAssignment"): "for administrators",
    ("web/accounts/views/handing_over.py", "User"): "whose desk was handed over; asked before it is shown",
    ("web/accounts/views/my_unit.py", "User"): "of the roles that a head keeps",
    ("web/county/views/giving_roles.py", "User"): "for administrators",
    # of the organisations that somebody keeps
    ("web/county/forms.py", "User"): "of the organisations kept, and whether a user name is taken",
    ("web/county/views/organisation.py", "User"): "of an organisation kept",
    ("web/county/views/organisation.py", "Administrator"): "of an organisation kept",
    ("web/county/views/people.py", "User"): "of the organisations kept",
    ("web/county/views/person.py", "User"): "of the organisations kept",
    ("web/county/views/sheets.py", "IncomingList"): "of the organisations kept",
    ("web/setup/shown.py", "Campaign"): "of the organisations kept",
    ("web/setup/shown.py", "User"): "of the organisations kept",
    ("web/setup/views/campaigns.py", "Campaign"): "of the organisations kept",
    # what a form offers to choose from
    ("web/obstacles/forms.py", "User"): "the people of a group, to be chosen",
    ("web/worklist/forms/items.py", "User"): "the leading officials, to be chosen",
    # counted over all, whoever reads
    ("web/worklist/shown/summing.py", "ItemStanding"): "targets are counted over all items",
    # the simulated people of the demo
    ("web/demo/shown.py", "RoleAssignment"): "the people whom a visitor may be",
    ("web/demo/views.py", "User"): "the people whom a visitor may be",
}


def sources(*doors):
    for door in doors or DOORS:
        for path in sorted((SRC / door).rglob("*.py")):
            yield path.relative_to(SRC).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def reads_roles(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (one.name for one in node.names if one.name in READINGS)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute | ast.Name):
            owner = node.value
            if getattr(owner, "attr", "") == "roles" and getattr(owner.value, "id", "") == "request":
                yield f"request.roles.{node.attr}"


def queried(tree):
    """Each kind of row that is asked for as a whole, and what is asked first."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
            manager = node.value
            if manager.attr in ("objects", "_base_manager") and isinstance(manager.value, ast.Name):
                yield manager.value.id, node.attr
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in LOOKED_UP:
            first = node.args[0]
            if isinstance(first, ast.Name) and first.id[0].isupper():
                yield first.id, "all"


def unasked(path, tree):
    return {
        (path, noun)
        for noun, first in queried(tree)
        if first not in ASKED and noun not in TO_NOBODY and (path, noun) not in WHERE
    }


def test_no_door_reads_roles():
    assert {f"{path}: {read}" for path, tree in sources() for read in reads_roles(tree)} == set()
    pages = (SRC / "web" / "templates").rglob("*.html")
    assert [page.name for page in pages if "request.roles" in page.read_text(encoding="utf-8")] == []


def test_no_door_asks_for_rows_without_saying_for_whom():
    assert set().union(*(unasked(path, tree) for path, tree in sources("web", "api"))) == set()


@pytest.mark.parametrize(
    "source",
    [
        "Item.objects.filter(campaign=campaign)",
        "Item.objects.all().visible_to(person, campaign)",
        "get_object_or_404(Item, code=code)",
    ],
)
def test_such_a_question_is_found(source):
    assert unasked("web/x.py", ast.parse(source)) == {("web/x.py", "Item")}
    assert not unasked("web/x.py", ast.parse("Item.objects.visible_to(person, campaign).filter(pk=1)"))


@pytest.mark.parametrize(
    "source", ["request.roles.office", "from gongjian.campaigns.queries import roles_of"]
)
def test_such_a_reading_of_roles_is_found(source):
    assert list(reads_roles(ast.parse(source)))


def test_what_is_excused_is_still_asked():
    asked = {
        (path, noun)
        for path, tree in sources("web", "api")
        for noun, first in queried(tree)
        if first not in ASKED
    }

    assert set(WHERE) <= asked
    assert set(TO_NOBODY) <= {noun for _, noun in asked}


def test_every_page_in_a_rooms_table_has_an_address():
    assert set(PAGES) <= set(named())


@pytest.mark.django_db
@pytest.mark.parametrize("role", [*Role])
def test_nothing_is_offered_that_does_not_open(role):
    campaign = a_campaign()
    person = a_person(role, campaign=campaign)

    offered = [page for page in PAGES if is_offered(page, person, campaign)]
    assert offered
    assert all(may_open(page, person, campaign) for page in offered)


@pytest.mark.django_db
def test_who_has_no_role_opens_nothing():
    campaign, stranger = a_campaign(), a_person()

    assert [page for page in PAGES if may_open(page, stranger, campaign)] == []
