"""Sentences are found in every kind of source, and the catalogues are kept complete."""

import json

import pytest

from scripts import messages


def test_sentences_of_python_are_found():
    source = """
from x import gettext as _
class Light(Term):
    GREEN = "green", "on schedule"
class Other:
    PAIR = "not", "this"
title = _("My desk")
verdict = no("Too late by %(n)s days.", n=3)
either = Text("open" if a else "closed")
limit: int = rule(3, "Opens before", unit="working days")
print("not this either")
"""

    assert set(messages.in_python(source)) == {
        "on schedule", "My desk", "Too late by %(n)s days.", "open", "closed", "Opens before", "working days"
    }  # fmt: skip


def test_sentences_of_templates_are_found():
    source = """{% load i18n %}{% translate "Worklist" %} {{ _("Search") }}
      {% blocktranslate with n=count trimmed %}Items: {{ n }}{% endblocktranslate %}"""

    assert set(messages.in_template(source)) == {"Worklist", "Search", "Items: %(n)s"}


def test_sentences_of_jinja_are_found():
    assert list(messages.in_jinja("{{ _('Open %(code)s', code=row.code) }}")) == ["Open %(code)s"]


def test_a_sentence_with_two_meanings_has_a_context():
    template = """{% load i18n %}{% translate 'Level' context 'target' %}"""

    assert list(messages.in_template(template)) == ["target\x04Level"]
    assert list(messages.in_python("pgettext('target', 'Level')")) == ["target\x04Level"]
    assert list(messages.in_jinja("{{ pgettext('target', 'Level') }}")) == ["target\x04Level"]


def test_plurals_are_refused():
    with pytest.raises(SystemExit, match="plurals"):
        list(messages.in_jinja("{{ ngettext('%(num)s row', '%(num)s rows', 2) }}"))


@pytest.fixture
def sources(tmp_path, monkeypatch):
    (tmp_path / "words.py").write_text('_("Sign off %(name)s"); _("Project")', encoding="utf-8")
    monkeypatch.setattr(messages, "SRC", tmp_path)
    monkeypatch.setattr(messages, "msgids", lambda src=tmp_path: {"Sign off %(name)s", "Project"})
    return tmp_path


def test_simplified_is_filled_and_traditional_is_drafted(sources):
    (sources / "zh.json").write_text(json.dumps({"Sign off %(name)s": "签领 %(name)s", "Project": "项目"}))

    messages.main(["--fill", str(sources / "zh.json")])

    assert messages.troubles() == []
    assert messages.translations("zh_Hant") == {"Sign off %(name)s": "簽領 %(name)s", "Project": "項目"}
    assert messages.main(["--compile"]) == 0
    assert (sources / "locale/zh_Hans/LC_MESSAGES/django.mo").exists()


def test_a_reviewed_entry_is_not_drafted_again(sources):
    messages.update({"Sign off %(name)s": "签领 %(name)s", "Project": "项目"})
    messages.write("zh_Hant", {"Sign off %(name)s": ("核可 %(name)s", False), "Project": ("項目", True)})

    messages.update({"Project": "工程"})

    assert messages.translations("zh_Hant") == {"Sign off %(name)s": "核可 %(name)s", "Project": "工程"}


def test_what_is_missing_or_has_other_values_is_said(sources):
    messages.update({"Sign off %(name)s": "签领 %(nome)s"})

    found = list(messages.troubles_of("zh_Hans", messages.msgids()))

    assert found == [
        "zh_Hans: not translated: 'Project'",
        "zh_Hans: other values than in English: 'Sign off %(name)s'",
    ]
    assert messages.missing() == ["Project"]


def test_meanings_are_filled_and_kept_apart(sources, monkeypatch, capsys):
    monkeypatch.setattr(messages, "msgids", lambda src=sources: {"Level", "target\x04Level"})
    messages.main(["--missing"])
    assert json.loads(capsys.readouterr().out) == {"Level": "", "target|Level": ""}
    (sources / "zh.json").write_text(json.dumps({"Level": "层级", "target|Level": "要求"}))

    messages.main(["--fill", str(sources / "zh.json")])

    assert messages.translations("zh_Hans") == {"Level": "层级", "target\x04Level": "要求"}
    assert messages.troubles() == []


def test_no_word_of_ours_changes_what_the_framework_says_on_its_own_pages():
    assert messages.translations("zh_Hans").get("Confirm") == "确认"
