"""docs/permissions.md says who finds what: everybody is asked again."""

import logging

import pytest

from gongjian.rounds.pages import PAGES
from tests.sees.asking import found_by, is_read, pages, patterns, verbs
from tests.sees.told import HEAD, PAGE, VERBS, acts_told, asked_by, told
from tests.sees.world import WHO, Lived

ROOMS = {name.partition(":")[0] for name in pages()}
PARTS = {
    "worklist": {"worklist"},
    "meetings": {"meetings"},
    "rooms": {"registers", "reporting", "obstacles", "assessment", "bulletins", "burden"},
}
PARTS["county"] = ROOMS - set().union(*PARTS.values())
NEVER_FOUND = {
    "demo:days": "only in the demo",
    "demo:progress": "only in the demo",
    "gallery:gallery": "only while one develops",
    "gallery:error": "only while one develops",
    "notices:feed": "with the secret of a person",
    "setup:first": "with the key of the first morning",
    "verifying:fingerprint": "of a paper that was issued",
    "people:handed": "after a desk was handed over",
    "county:marked": "of a sheet that was read",
    "registers:marked_import": "of a file with problems",
    "worklist:list_move": "while a list is being drawn up",
    "meetings:act": "while a meeting is planned",
    "meetings:run": "while a meeting runs",
    "meetings:change_decision": "while a meeting runs",
    "first_password": "until a password is chosen",
    "desk:home": "leads on",
    "worklist:rebaseline": "of an item in no filed list",
    "worklist:withdraw": "of an item in no filed list",
    "obstacles:settle": "of an obstacle that was escalated",
    "worklist:letter_move": "of a letter that is not signed",
}


@pytest.fixture(autouse=True)
def _quiet():
    """Two thousand refusals are told in the page, not in the log."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.django_db
@pytest.mark.timeout(600)
@pytest.mark.parametrize("part", PARTS)
def test_everybody_finds_what_the_page_says(part):
    here, said = Lived(), told()

    for who, person in here.people.items():
        found = found_by(person, here.gaps, *PARTS[part])
        differs = {name: (found[name], said[who].get(name)) for name in found if found[name] != said[who].get(name)}  # fmt: skip
        assert not differs, f"{who}: (found, written) differ; python -m tests.sees writes the page again"


def test_every_address_has_its_row():
    for_reading = {name: None for rows in told().values() for name in rows}

    assert set(for_reading) == set(pages())
    assert acts_told() == set(verbs())


def test_the_page_is_written_as_the_program_writes_it():
    text = PAGE.read_text(encoding="utf-8")

    assert text.startswith(HEAD)
    assert VERBS in text
    for name in verbs():
        assert f"| `{name}` | {', '.join(asked_by(name))}" in text, name


def test_somebody_finds_every_page_in_the_small_campaign():
    found = {name for rows in told().values() for name, cell in rows.items() if cell == "✓"}

    assert set(pages()) - found <= set(NEVER_FOUND)


def test_every_page_of_a_campaign_stands_in_its_rooms_table():
    of_a_campaign = {name for name, path, view in patterns() if is_read(view) and "<slug:slug>" in path}

    assert of_a_campaign - set(PAGES) == set()


def test_who_reads_the_page_finds_a_column_for_everybody():
    assert set(told()) == set(WHO)
