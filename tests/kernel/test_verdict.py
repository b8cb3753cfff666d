import pytest

from gongjian.kernel.seen import unchanged
from gongjian.kernel.verdict import YES, NotAllowed, Outdated, Refused, no, not_you, require


def test_yes_lets_everything_pass():
    assert YES
    require(YES)


def test_a_no_carries_its_sentence():
    with pytest.raises(Refused, match="taken by Li") as refusal:
        require(no("taken by %(name)s", name="Li"))

    assert not isinstance(refusal.value, NotAllowed)


def test_a_no_to_this_person_says_so():
    with pytest.raises(NotAllowed, match="Only the Office"):
        require(not_you("Only the Office"))


def test_what_has_moved_on_is_not_overwritten():
    unchanged(3, 3)
    with pytest.raises(Outdated, match="Somebody else"):
        unchanged(2, 3)
