"""What was kept in an older wording stays as it was sealed, and is said in today's words."""

from gongjian.kernel.renamed import RENAMED, ever_worded, todays
from gongjian.kernel.text import Text
from scripts import messages

BEFORE, NOW = "took back the file %(name)s", "undid the import of %(name)s"


def test_a_kept_sentence_is_said_in_todays_words():
    kept = Text.from_json({"text": BEFORE, "with": {"name": "list.xlsx"}})

    assert str(kept) == "undid the import of list.xlsx"
    assert kept.say({NOW: "撤回文件%(name)s的导入"}.__getitem__) == "撤回文件list.xlsx的导入"


def test_a_kept_sentence_is_sealed_as_it_was_kept():
    kept = {"text": BEFORE, "with": {"name": "list.xlsx"}}

    assert Text.from_json(kept).to_json() == kept


def test_what_is_looked_for_is_found_in_every_wording():
    assert ever_worded(NOW) == [NOW, BEFORE]
    assert todays(NOW) == NOW


def test_every_former_wording_leads_to_a_sentence_of_the_catalogue():
    said = messages.translations("zh_Hans")

    assert [old for old, new in RENAMED.items() if new not in said] == []
    assert [old for old in RENAMED if old in said] == []


def test_a_new_wording_asks_for_no_value_that_was_not_kept():
    assert [old for old, new in RENAMED.items() if not messages.places(new) <= messages.places(old)] == []
