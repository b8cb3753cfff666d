"""What does not fit together in a plan, as questions to a person; nothing is mended silently."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from gongjian.kernel.numbers import plain
from gongjian.kernel.quantities import Quantity, dimension_of, may_add, total
from gongjian.kernel.text import Text
from gongjian.reading.plan.dates import whens
from gongjian.reading.plan.draft import Fact, FactKind, Question
from gongjian.reading.plan.front import StatedYear
from gongjian.reading.plan.numbering import out_of_order
from gongjian.reading.plan.numbers import chinese
from gongjian.reading.plan.paper import Paper
from gongjian.reading.plan.quantities import quantities

LOST = re.compile(
    r"(?<![A-Za-z])(?:X{1,4}|若干|(?<!_)_{2,}|(?<!□)□+|(?<!○)○+|(?<!\*)\*{2,})(?=个|项|家|户|处|亩|亿元|万元|万平方米|%)"
)
PARTS = re.compile(r"其中|包括|包含|分别(?:为|是)")
DAYS = re.compile(r"(?:为期|历时|用时|时间为|共计?|集中)(?P<days>\d{2,3}|[一二三四五六七八九十百]{1,6})天")
TOTAL_WITH_REST = re.compile(r"等|以上|以下")
SAME_BREATH = 60  # characters; what is said together is a range or two levels, no slip
DISTINCT = 4  # characters that a name has at least, before it can be told from others


def questions(
    paper: Paper, facts: tuple[Fact, ...], stated: StatedYear, year: int | None
) -> Iterator[Question]:
    yield from about_year(paper, stated, year)
    yield from about_phases(paper, facts)
    yield from about_deadlines(paper, facts)
    yield from about_days(paper)
    yield from about_totals(paper)
    yield from about_conflicts(paper, facts)
    yield from about_lost_numbers(paper)
    yield from about_headings(paper)
    yield from about_documents(facts)


def about_year(paper: Paper, stated: StatedYear, given: int | None) -> Iterator[Question]:
    others = ", ".join(str(year) for year in stated.others)
    undated = any(
        "--" in part
        for sentence in paper.sentences
        for when in whens(sentence.text)
        for part in [when.iso(None)]
    )
    if given is None and stated.year is None:
        if others:
            text = Text(
                "Which year is this plan for? The text mentions %(years)s only in passing.", years=others
            )
        else:
            text = Text("Which year is this plan for? The text does not say.")
        if undated or others:
            yield mentioned(paper, text, stated.others)
    elif given is not None and stated.year not in (None, given):
        yield mentioned(
            paper,
            Text(
                "The text says %(stated)s, but %(given)s was given. Which is right?",
                stated=stated.year,
                given=given,
            ),
            (stated.year or 0,),
        )
    elif later := tuple(one for one in stated.others if one >= (paper.year or 0) - 1 and one != paper.year):
        names = ", ".join(str(year) for year in later)
        yield mentioned(
            paper,
            Text(
                "The plan is read as one of %(year)s; the text also mentions %(years)s. Is that intended?",
                year=paper.year,
                years=names,
            ),
            later,
        )


def mentioned(paper: Paper, text: Text, years: tuple[int, ...]) -> Question:
    places = [paper.text.find(f"{year}年") for year in years]
    place = next((place for place in places if place >= 0), -1)
    if place < 0:
        return Question("year", text)
    return paper.question("year", text, place, place + 5)


def day(iso: str) -> date | None:
    """A day that can be compared; without a year, one of a common year."""
    found = re.fullmatch(r"(\d{4}|-)-(\d\d)-(\d\d)", iso)
    return date(int(found[1]) if found[1] != "-" else 2019, int(found[2]), int(found[3])) if found else None


def days_in_words(written: str) -> date | str | Text:
    """Takes a day or two as they were read (2026-10-13/2026-10-20); gives what a sentence says of them."""
    first, *last = [
        date.fromisoformat(one) if re.fullmatch(r"\d{4}-\d\d-\d\d", one) else one
        for one in written.split("/")
    ]
    return Text("%(first)s – %(last)s", first=first, last=last[0]) if last else first


def question_about(about: str, text: Text, fact: Fact) -> Question:
    return Question(about, text, fact.quote, fact.start, fact.end)


def about_phases(paper: Paper, facts: tuple[Fact, ...]) -> Iterator[Question]:
    stages = [fact for fact in facts if fact.kind == FactKind.PHASE]
    for fact in stages:
        first, _, last = fact.date.partition("/")
        start, end = day(first), day(last)
        if not first:
            yield question_about(
                "phase", Text("When does “%(name)s” start? The text gives no date.", name=fact.item), fact
            )
        elif (
            start
            and end
            and start > end
            and "-12-" not in first
            and "-11-" not in first
            and "-10-" not in first
        ):
            yield question_about("phase", Text("“%(name)s” ends before it starts.", name=fact.item), fact)
        elif not fact.exact:
            yield question_about(
                "phase",
                Text(
                    "“%(name)s” has only rough dates; they are read as %(date)s. Is that right?",
                    name=fact.item,
                    date=days_in_words(fact.date),
                ),
                fact,
            )
    for one, other in pairwise(stages):
        yield from between(one, other)


def between(one: Fact, other: Fact) -> Iterator[Question]:
    end, start = day(one.date.partition("/")[2]), day(other.date.partition("/")[0])
    if not end or not start:
        return
    gap = (start - end).days
    names = {"one": one.item, "other": other.item}
    if -300 < gap <= 0:
        yield question_about("phase", Text("“%(one)s” and “%(other)s” overlap.", **names), other)
    elif 1 < gap < 300:
        yield question_about(
            "phase",
            Text(
                "%(days)s days between “%(one)s” and “%(other)s” belong to no stage.", **names, days=gap - 1
            ),
            other,
        )


def about_deadlines(paper: Paper, facts: tuple[Fact, ...]) -> Iterator[Question]:
    stages = [fact.date.partition("/") for fact in facts if fact.kind == FactKind.PHASE]
    starts, ends = [day(first) for first, _, _ in stages], [day(last) for _, _, last in stages]
    begin, finish = min(filter(None, starts), default=None), max(filter(None, ends), default=None)
    for fact in facts:
        if fact.kind != FactKind.DEADLINE:
            continue
        if not fact.date:
            yield question_about(
                "date", Text("On which day is “%(item)s” due? The text names a feast.", item=fact.item), fact
            )
            continue
        due = day(fact.date.rpartition("/")[2])
        if due and begin and finish and begin < finish and not begin <= due <= finish:
            yield question_about(
                "deadline",
                Text(
                    "“%(item)s” is due on %(date)s, outside all stages.",
                    item=fact.item,
                    date=days_in_words(fact.date),
                ),
                fact,
            )


def about_days(paper: Paper) -> Iterator[Question]:
    for sentence in paper.sentences:
        found = DAYS.search(sentence.text)
        if not found:
            continue
        stated = int(found["days"]) if found["days"].isdigit() else chinese(found["days"])
        for when in whens(sentence.text):
            first, last = day(when.first.iso(paper.year)), day(when.last.iso(paper.year))
            if when.ranged and first and last and stated:
                counted = (last - first).days % 365 + 1
                if counted != stated:
                    text = Text(
                        "The text says %(stated)s days; its dates make %(counted)s.",
                        stated=stated,
                        counted=counted,
                    )
                    yield paper.question("days", text, sentence.start, sentence.end)
                return


def about_totals(paper: Paper) -> Iterator[Question]:
    """A total and its parts in one sentence, or a total and the parts in the sentence behind it."""
    for sentence in paper.sentences:
        mark = PARTS.search(sentence.text)
        if not mark or TOTAL_WITH_REST.search(sentence.text[mark.end() :]):
            continue
        found = quantities(sentence.text)
        above = [one for one in found if one.at < mark.start() and one.counts]
        if not above:
            continue
        whole = above[-1]
        parts = [one for one in found if one.at >= mark.end() and may_add(one.unit, whole.unit)]
        together = total((one.as_quantity() for one in parts), whole.unit)
        if len(parts) > 1 and together != whole.as_quantity():
            text = Text(
                "The parts add up to %(together)s, but the total is %(total)s.",
                together=plain(together.value),
                total=whole.value,
            )
            yield paper.question("total", text, sentence.start, sentence.end)


def about_conflicts(paper: Paper, facts: tuple[Fact, ...]) -> Iterator[Question]:
    known: dict[tuple[str, str, str, str], Fact] = {}
    for fact in facts:
        if fact.kind != FactKind.TARGET or len(fact.item) < DISTINCT:
            continue
        key = (fact.item.replace("工程", "项目"), dimension_of(fact.unit), fact.level, fact.date)
        other = known.setdefault(key, fact)
        if differ(other, fact) and fact.start - other.end > SAME_BREATH:
            is_one_unit = other.unit == fact.unit
            text = Text(
                "“%(item)s” is %(one)s in one place and %(other)s in another.",
                item=fact.item,
                one=other.value if is_one_unit else f"{other.value}{other.unit}",
                other=fact.value if is_one_unit else f"{fact.value}{fact.unit}",
            )
            yield question_about("conflict", text, fact)


def differ(one: Fact, other: Fact) -> bool:
    """16万平方米 in one place and 160000平方米 in another are no conflict."""
    if one.value is None or other.value is None:
        return one.value != other.value
    return not Quantity.of(one.value, one.unit).is_same(Quantity.of(other.value, other.unit))


def about_lost_numbers(paper: Paper) -> Iterator[Question]:
    for match in LOST.finditer(paper.text):
        yield paper.question(
            "number", Text("A number is missing here. How many are meant?"), match.start(), match.end() + 1
        )


def about_headings(paper: Paper) -> Iterator[Question]:
    for sentence in paper.sentences:
        if sentence.level in (1, 2) and not sentence.text.strip():
            place = sentence.start - len(sentence.mark)
            yield paper.question(
                "heading",
                Text("The heading %(mark)s has no text. Is something missing?", mark=sentence.mark),
                place,
                sentence.start,
            )
    for sentence, text in out_of_order(paper.sentences):
        yield paper.question("numbering", text, sentence.start - len(sentence.mark), sentence.start)


def about_documents(facts: tuple[Fact, ...]) -> Iterator[Question]:
    for fact in facts:
        if fact.kind == FactKind.DOCUMENT:
            yield question_about(
                "document",
                Text("The plan refers to “%(name)s”, which is not attached. Where is it?", name=fact.item),
                fact,
            )
