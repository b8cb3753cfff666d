"""A letter of responsibility: what a unit answers for, in the official layout."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gongjian.campaigns.models import Campaign, Target
from gongjian.campaigns.queries import obligations
from gongjian.campaigns.rules import Counting, ObligationKind
from gongjian.documents.media import DOCX, PDF
from gongjian.documents.paper import Align, Annex, Block, Heading, Paper, Paragraph, Table, number_headings
from gongjian.kernel.text import Text
from gongjian.sandbox import papers
from gongjian.worklist.models import Letter, ListRow, ListVersion
from gongjian.worklist.papers.list_paper import day_to_fill_in, promised, raised_in_words
from gongjian.worklist.papers.sealing import sealed
from gongjian.worklist.rules import counted_in
from gongjian.worklist.rules.fingerprints import SHORT, in_fours
from gongjian.worklist.rules.judging import SEVERAL
from gongjian.worklist.rules.shares import Promised, Share, shares_of

Content = dict[str, Any]
FORMATS = {
    "docx": DOCX,
    "pdf": PDF,
}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def letter_content(
    letter: Letter, rows: Sequence[ListRow], targets: Mapping[str, Target], *, rule: Iterable[Text]
) -> Content:
    """Everything on the letter as plain data, in the language of the campaign's papers."""
    campaign = letter.campaign
    with translation.override(campaign.paper_language.value):
        return {
            "language": campaign.paper_language.value,
            "head": head(letter),
            "parties": parties(letter),
            "targets": list(targets_told(rows, targets)),
            "items": [item_cells(place, row) for place, row in enumerate(rows, start=1)],
            "keys": [row.item_id for row in rows],
            "people": people(rows),
            "duties": list(duties(campaign)),
            "rule": [text.say(_) for text in rule],
            "list": list_named(letter.list_version),
        }


def head(letter: Letter) -> Content:
    campaign = letter.campaign
    title = _("Letter of responsibility of %(unit)s in %(campaign)s") % {"unit": letter.unit.name, "campaign": campaign.name}  # fmt: skip
    return {
        "masthead": campaign.office_name,
        "document_number": str(letter),
        "title": title,
        "addressee": _("To %(unit)s:") % {"unit": letter.unit.name},
        "unit": letter.unit.name,
        "issuer": campaign.office_name,
        "date": in_full(campaign.day_of(letter.issued_at)),
        "sample_mark": _("Sample data") if campaign.is_sample else "",
    }


def parties(letter: Letter) -> list[str]:
    campaign = letter.campaign
    named = {"office": campaign.office_name, "unit": letter.unit.name, "ends": in_full(campaign.ends_on)}
    told = [
        _("Party A: %(office)s. Party B: %(unit)s.") % named,
        _("Term: from the day of issue to %(ends)s.") % named,
    ]
    if letter.revision:
        told.append(
            _("This is revision %(revision)s. It replaces the letter issued before, because the list has changed.")
            % {"revision": letter.revision}
        )  # fmt: skip
    return told


def targets_told(rows: Iterable[ListRow], targets: Mapping[str, Target]) -> Iterator[str]:
    """The unit's own part of every target that it has a part in."""
    units = {code: one.unit if one.counting == Counting.SUM else "" for code, one in targets.items()}
    for code, share in shares_of(map(promise_of, rows), units).items():
        yield target_told(targets[code], share)


def promise_of(row: ListRow) -> Promised:
    unit = counted_in(row.measure, row.unit_of_measure)
    return Promised(row.project_name, row.target, unit, tuple(SEVERAL.split(row.target_codes)))


def target_told(target: Target, share: Share) -> str:
    told = {
        "name": target.name,
        "level": _(target.level.label),
        "day": in_full(target.due_on),
        "projects": share.projects,
        "items": share.items,
        "others": share.others,
        "quantity": raised_in_words(share.quantity) if share.quantity else "",
    }
    if not share.quantity:
        sentence = _("%(name)s: Party B is to %(level)s finishing its projects (%(projects)s, items: %(items)s) by %(day)s.")  # fmt: skip
    elif share.others:
        sentence = _("%(name)s: Party B is to %(level)s %(quantity)s by %(day)s (items: %(items)s; further items that belong to it: %(others)s).")  # fmt: skip
    else:
        sentence = _("%(name)s: Party B is to %(level)s %(quantity)s by %(day)s (items: %(items)s).")
    return sentence % told


def item_cells(place: int, row: ListRow) -> list[str]:
    due = in_full(row.due_on) if row.due_on else ""
    return [str(place), row.project_name, row.name, promised(row), due, row.leading_official, row.person]


def people(rows: Iterable[ListRow]) -> list[str]:
    rows = list(rows)
    led, done = (
        Counter(name for name in names if name)
        for names in ((row.leading_official for row in rows), (row.person for row in rows))
    )
    return [
        *sentence_with_names(_("Leading officials: %(names)s."), led),
        *sentence_with_names(_("Responsible people: %(names)s."), done),
    ]


def sentence_with_names(sentence: str, counts: Mapping[str, int]) -> Iterator[str]:
    if counts:
        names = (_("%(name)s (items: %(count)s)") % {"name": name, "count": n} for name, n in counts.items())
        yield sentence % {"names": _(", ").join(names)}


def duties(campaign: Campaign) -> Iterator[str]:
    """What the calendar of the campaign asks of every unit."""
    reports = sorted({one.nominal_on.day for one in obligations(campaign, ObligationKind.REPORT)})
    if reports:
        days = _(", ").join(str(day) for day in reports)
        yield _("Report progress with evidence by the following days of every month: %(days)s.") % {"days": days}  # fmt: skip
    weekdays = Counter(one.nominal_on.weekday() for one in obligations(campaign, ObligationKind.MEETING))
    if weekdays:
        weekday = _(WEEKDAYS[weekdays.most_common(1)[0][0]])
        yield _("Attend the meeting of the campaign every %(weekday)s.") % {"weekday": weekday}
    yield _("Report obstacles at once, and state what has been tried.")
    yield _("Dates, quantities and units change only by a granted request.")


def list_named(version: ListVersion) -> str:
    return _("Based on version %(number)s of the list filed with the Office, fingerprint %(short)s.") % {
        "number": version.number,
        "short": in_fours(version.fingerprint[:SHORT]),
    }


def in_full(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def paper_from(content: Mapping[str, Any]) -> Paper:
    """The letter, drawn from frozen content alone."""
    top = content["head"]
    with translation.override(content["language"]):
        blocks = tuple(blocks_of(content))
        annex = Annex(_("Items of the unit"), (item_table(content),))
    return Paper(
        masthead=top["masthead"],
        document_number=top["document_number"],
        title=top["title"],
        addressee=top["addressee"],
        blocks=number_headings(blocks, language=content["language"]),
        annexes=(annex,),
        issuer=top["issuer"],
        date_text=top["date"],
        sample_mark=top["sample_mark"],
        language=content["language"],
        anchor=content.get("anchor", ""),
    )


def blocks_of(content: Mapping[str, Any]) -> Iterator[Block]:
    yield from section(_("Parties and term"), content["parties"])
    yield from section(_("Targets"), content["targets"])
    count = _("The unit is responsible for the items of the annex, %(count)s in total. %(list)s") % {"count": len(content["items"]), "list": content["list"]}  # fmt: skip
    yield from section(_("Items and dates"), [count])
    yield from section(_("Responsible people"), content["people"])
    yield from section(_("Duties of the unit"), content["duties"])
    yield from section(_("Criterion"), content["rule"])
    yield Heading(1, _("Signatures"))
    yield signature_table(content)


def signature_table(content: Mapping[str, Any]) -> Table:
    """Both parties in one row, so that no page parts them: who signs, room for the seal, the day."""
    top = content["head"]
    return Table(
        head=(_("Party A"), _("Party B")),
        rows=(tuple(place_to_sign(party) for party in (top["issuer"], top["unit"])),),
        widths=(1.0, 1.0),
        align=(Align.LEFT, Align.LEFT),
    )


def place_to_sign(party: str) -> str:
    lines = (
        _("Unit (seal): %(party)s") % {"party": party},
        "\n\n",
        _("Head (signature):"),
        "",
        day_to_fill_in(),
    )
    return "\n".join(lines)


def section(title: str, paragraphs: Sequence[str]) -> Iterator[Block]:
    if paragraphs:
        yield Heading(1, title)
        yield from (Paragraph(one) for one in paragraphs)


def item_table(content: Mapping[str, Any]) -> Table:
    left, centre = Align.LEFT, Align.CENTRE
    return Table(
        head=(_("Serial no."), _("Project"), _("Item"), _("Target quantity"), _("Due"), _("Leading official"), _("Responsible person")),
        rows=tuple(tuple(row) for row in content["items"]),
        widths=(2.4, 7.0, 8.4, 4.8, 9.4, 4.4, 4.4),
        align=(centre, left, left, centre, centre, centre, centre),
    )  # fmt: skip


def pressed(letter: Letter, kind: str) -> bytes:
    paper = paper_from(letter.content)
    if kind == "docx":
        return papers.to_docx(paper, at=letter.issued_at)
    drawn = papers.paper_pdf(paper, font_dir=settings.FONT_DIR, at=letter.issued_at)
    return sealed(drawn, reason=str(letter), at=letter.issued_at)


def file_name(letter: Letter, kind: str) -> str:
    revision = f"-r{letter.revision}" if letter.revision else ""
    return f"letter-{letter.number_year}-{letter.number:03d}{revision}.{kind}"
