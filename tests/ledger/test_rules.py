from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some

from gongjian.ledger.rules import BEGINNING, Link, broken, sealed

CONTENTS = some.lists(
    some.dictionaries(some.text(max_size=5), some.text(max_size=5), max_size=3), min_size=2, max_size=8
)


def a_chain(contents):
    links, seal = [], BEGINNING
    for number, content in enumerate(contents, start=1):
        links.append(Link(number, seal, sealed(seal, content), content))
        seal = links[-1].sha256
    return links


@given(contents=CONTENTS)
def test_an_untouched_chain_is_whole(contents):
    assert broken(a_chain(contents)) == []


@given(contents=CONTENTS, where=some.integers(0, 7))
def test_any_change_of_content_breaks_the_chain_there(contents, where):
    links = a_chain(contents)
    where %= len(links)
    links[where] = replace(links[where], content={**links[where].content, "forged": "yes"})

    assert broken(links) == [where + 1]


@given(contents=CONTENTS, where=some.integers(0, 7))
def test_an_entry_taken_out_is_noticed_unless_it_was_the_last(contents, where):
    links = a_chain(contents)
    where %= len(links) - 1
    del links[where]

    assert where + 2 in broken(links)


@given(contents=CONTENTS)
def test_a_forged_entry_with_a_fitting_seal_breaks_the_next_one(contents):
    links = a_chain(contents)
    forged = {"forged": "yes"}
    links[0] = Link(1, BEGINNING, sealed(BEGINNING, forged), forged)

    assert broken(links) == ([2] if forged != contents[0] else [])


def test_the_order_of_keys_does_not_matter():
    assert sealed(BEGINNING, {"a": 1, "b": 2}) == sealed(BEGINNING, {"b": 2, "a": 1})
