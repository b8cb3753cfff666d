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
from gongjian.campaigns.rules import Duties
from gongjian.documents import fonts
from gongjian.documents.media import DOCX, PDF
from gongjian.documents.paper import Align, Annex, Block, Heading, Paper, Paragraph, Table, numbered
from gongjian.documents.pdf import to_pdf
from gongjian.documents.word import to_docx
from gongjian.kernel.text import Text
from gongjian.worklist.models import Letter, ListRow, ListVersion
from gongjian.worklist.papers.list_paper import promised, quantity_in_words
from gongjian.worklist.papers.sealing import sealed
from gongjian.worklist.rules.fingerprints import SHORT, in_fours
from gongjian.worklist.rules.judging import SEVERAL

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
            "targets": [targets_line(target) for target in concerned(rows, targets)],
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


def concerned(rows: Iterable[ListRow], targets: Mapping[str, Target]) -> list[Target]:
    codes = dict.fromkeys(code for row in rows for code in SEVERAL.split(row.target_codes) if code in targets)
    return [targets[code] for code in codes]


def targets_line(target: Target) -> str:
    told = {
        "name": target.name,
        "value": quantity_in_words(target.value, target.unit),
        "unit": "",
        "level": _(target.level.label),
        "day": in_full(target.due_on),
    }
    return _("%(name)s: %(level)s %(value)s%(unit)s by %(day)s") % told


def item_cells(place: int, row: ListRow) -> list[str]:
    due = row.due_on.isoformat() if row.due_on else ""
    return [str(place), row.project_name, row.name, promised(row), due, row.leading_official, row.person]


def people(rows: Iterable[ListRow]) -> list[str]:
    rows = list(rows)
    led, done = (
        Counter(name for name in names if name)
        for names in ((row.leading_official for row in rows), (row.person for row in rows))
    )
    return [*said(_("Leading officials: %(names)s."), led), *said(_("Responsible people: %(names)s."), done)]


def said(sentence: str, counts: Mapping[str, int]) -> Iterator[str]:
    if counts:
        names = (_("%(name)s (items: %(count)s)") % {"name": name, "count": n} for name, n in counts.items())
        yield sentence % {"names": _(", ").join(names)}


def duties(campaign: Campaign) -> Iterator[str]:
    """What the calendar of the campaign asks of every unit."""
    reports = sorted({one.nominal_on.day for one in obligations(campaign, Duties.REPORT)})
    if reports:
        days = _(", ").join(str(day) for day in reports)
        yield _("Report progress with evidence by the following days of every month: %(days)s.") % {"days": days}  # fmt: skip
    weekdays = Counter(one.nominal_on.weekday() for one in obligations(campaign, Duties.MEETING))
    if weekdays:
        weekday = _(WEEKDAYS[weekdays.most_common(1)[0][0]])
        yield _("Attend the meeting of the campaign every %(weekday)s.") % {"weekday": weekday}
    yield _("Say at once what stands in the way, and what was tried already.")
    yield _("Dates, quantities and units change by a granted request only.")


def list_named(version: ListVersion) -> str:
    return _("Drawn up from version %(number)s of the list filed with the Office, fingerprint %(short)s.") % {
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
        blocks=numbered(blocks, language=content["language"]),
        annexes=(annex,),
        issuer=top["issuer"],
        date_text=top["date"],
        sample_mark=top["sample_mark"],
        language=content["language"],
    )


def blocks_of(content: Mapping[str, Any]) -> Iterator[Block]:
    yield from section(_("Parties and term"), content["parties"])
    yield from section(_("Targets"), content["targets"])
    count = _("The unit answers for the items of the annex, %(count)s in all. %(list)s") % {"count": len(content["items"]), "list": content["list"]}  # fmt: skip
    yield from section(_("Items and dates"), [count])
    yield from section(_("Responsible people"), content["people"])
    yield from section(_("Duties of the unit"), content["duties"])
    yield from section(_("What is assessed"), content["rule"])
    yield Heading(1, _("Signatures"))
    yield signature_table(content)


def signature_table(content: Mapping[str, Any]) -> Table:
    """Both parties in one row, so that no page parts them."""
    top = content["head"]
    return Table(
        head=(_("Party A (seal)"), _("Party B (signature of the head, seal)")),
        rows=(tuple(f"\n{party}\n\n" for party in (top["issuer"], top["unit"])),),
        widths=(1.0, 1.0),
    )


def section(title: str, paragraphs: Sequence[str]) -> Iterator[Block]:
    if paragraphs:
        yield Heading(1, title)
        yield from (Paragraph(one) for one in paragraphs)


def item_table(content: Mapping[str, Any]) -> Table:
    left, centre = Align.LEFT, Align.CENTRE
    return Table(
        head=(_("Serial no."), _("Project"), _("Item"), _("Target quantity"), _("Due"), _("Leading official"), _("Responsible person")),
        rows=tuple(tuple(row) for row in content["items"]),
        widths=(2.4, 8.0, 10.0, 5.0, 6.0, 4.4, 4.4),
        align=(centre, left, left, centre, centre, centre, centre),
    )  # fmt: skip


def pressed(letter: Letter, kind: str) -> bytes:
    paper = paper_from(letter.content)
    if kind == "docx":
        return to_docx(paper, at=letter.issued_at)
    chosen = fonts.find(settings.FONT_DIR, traditional=letter.content["language"] == "zh-hant")
    return sealed(to_pdf(paper, fonts=chosen, at=letter.issued_at), reason=str(letter), at=letter.issued_at)


def file_name(letter: Letter, kind: str) -> str:
    revision = f"-r{letter.revision}" if letter.revision else ""
    return f"letter-{letter.number_year}-{letter.number:03d}{revision}.{kind}"
