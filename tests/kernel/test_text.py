import json
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as some

from gongjian.accounts.rules import OrganisationKind
from gongjian.kernel.text import Text

VALUES = some.one_of(
    some.integers(-1000, 1000),
    some.text(max_size=20),
    some.decimals(allow_nan=False, allow_infinity=False, places=2),
    some.dates(),
    some.sampled_from(OrganisationKind),
    some.lists(some.text(max_size=5), max_size=3).map(tuple),
)


@given(value=VALUES)
def test_a_sentence_survives_being_stored(value):
    sentence = Text("moved to %(value)s", value=value)

    stored = json.loads(json.dumps(sentence.to_json()))

    assert str(Text.from_json(stored)) == str(sentence)


def test_words_inside_a_sentence_are_said_in_the_readers_language():
    sentence = Text("a %(kind)s of %(what)s", kind=OrganisationKind.TOWNSHIP, what=Text("Xian"))
    chinese = {"a %(kind)s of %(what)s": "%(what)s的%(kind)s", "township": "乡镇", "Xian": "县"}

    assert sentence.say(lambda msgid: chinese.get(msgid, msgid)) == "县的乡镇"
    assert str(sentence) == "a township of Xian"


def test_values_are_written_plainly():
    assert (
        str(Text("%(day)s %(number)s", day=date(2026, 9, 13), number=Decimal("1.50"))) == "13 Sep 2026 1.50"
    )


def test_silence_is_false():
    assert not Text("")
    assert Text("something")
