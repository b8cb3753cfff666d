"""What somebody wants to see of the list, asked of the projection and of a standing in hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from gongjian.accounts.models import Organisation, User
from gongjian.accounts.rules.user_names import has_initials, is_read_so
from gongjian.reading.cells.finding import is_found, wanted_words, words_typed
from gongjian.reading.pinyin import initials_of
from gongjian.standing.models import ItemStanding
from gongjian.standing.rules import Standing
from gongjian.standing.rules.attributes import FACTS, PEOPLE, QUESTIONS, SEARCHED
from gongjian.standing.rules.declaring import Question
from gongjian.worklist.models import Item


@dataclass(frozen=True, slots=True)
class Filter:
    """A text to look for, and answers by the names of their questions. Empty means everything."""

    text: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)

    def asked(self) -> list[tuple[Question, Any]]:
        return [(QUESTIONS[name], answer) for name, answer in self.answers.items() if answer]

    def without(self, *names: str) -> "Filter":
        """The same filter without these answers."""
        return Filter(self.text, {name: said for name, said in self.answers.items() if name not in names})

    def conditions(self) -> Q:
        """The filter as a question to the projection."""
        found = text_contains(self.text) if self.text else Q()
        for question, answer in self.asked():
            path = f"item__{question.among}" if question.among else FACTS[question.fact].path
            found &= Q(**{path + question.comparison.lookup: meant(question, answer)})
        return found

    def keeps(self, one: Standing, belonging: Mapping[str, set[int]]) -> bool:
        """The same filter on a standing in hand; `belonging` are the items of each question about what they belong to."""
        return (not self.text or is_meant(one, self.text)) and all(
            one.item in belonging[question.name]
            if question.among
            else question.comparison.holds(getattr(one, question.fact), meant(question, answer))
            for question, answer in self.asked()
        )

    def belonging(self) -> dict[str, set[int]]:
        return {
            question.name: set(Item.objects.filter(**{question.among: answer}).values_list("pk", flat=True))
            for question, answer in self.asked()
            if question.among
        }


def meant(question: Question, answer: Any) -> Any:
    """A tick stands for what it compares with."""
    return answer if question.tick is None else question.tick


def text_contains(text: str) -> Q:
    """By everything that is declared as searched; people by their initials too.

    What the projection keeps is in the form that is looked for; names next door are looked up in their own short tables.
    """
    wanted = Q()
    for word, pattern in words_typed(text):
        wanted &= Q(sought__contains=word) | named_next_door(pattern) | read_as(word)
    return wanted


def named_next_door(pattern: str) -> Q:
    units = Organisation.objects.filter(Q(name__iregex=pattern) | Q(short_name__iregex=pattern))
    officials = User.objects.filter(Q(name__iregex=pattern) | Q(username__iregex=pattern))
    return Q(unit__in=units.order_by().values("pk")) | Q(official__in=officials.order_by().values("pk"))


def read_as(word: str) -> Q:
    """Names that are read so: few are told apart here, where a database would try a long pattern on every row."""
    if not has_initials(word):
        return Q()
    persons = ItemStanding.objects.order_by().values_list("person", flat=True).distinct()
    officials = User.objects.order_by().values_list("pk", "name")
    return Q(person__in=[name for name in persons if is_read_so(name, word)]) | Q(
        official__in=[pk for pk, name in officials if is_read_so(name, word)]
    )


def is_meant(one: Standing, text: str) -> bool:
    texts = [getattr(one, name) for name in SEARCHED]
    people = [getattr(one, name) for name in PEOPLE]
    return all(
        is_found([word], texts)
        or (has_initials(word) and any(initials_of(name).startswith(word) for name in people if name))
        for word in wanted_words(text)
    )
