"""The content of a bulletin in the language of its paper: frozen at the issue, and all that a press needs."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from gongjian.assessment.queries import score_rules
from gongjian.assessment.rules import the_rule
from gongjian.bulletins.models import Bulletin
from gongjian.bulletins.papers.figures import day_in_full, figures_of
from gongjian.bulletins.papers.tables import tables_of
from gongjian.bulletins.papers.words import sections_of
from gongjian.bulletins.rules import BulletinKind, filled
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.rules.numbering import document_number
from gongjian.documents.paper import Align, Annex, Block, Heading, Paper, Paragraph, Table, number_headings

Content = dict[str, Any]
FORM = 3  # counted up when words of the program or the layout change, so that the same content prints otherwise than before


def bulletin_content(bulletin: Bulletin, *, number: int | None, issued_on: date | None) -> Content:
    """Everything on the paper as plain data. Without a number it is a draft and says so."""
    campaign, data = bulletin.campaign, bulletin.snapshot.data
    with translation.override(campaign.paper_language):
        figures = figures_of(data)
        return {
            "form": FORM,
            "language": campaign.paper_language.value,
            "head": head(bulletin, number=number, issued_on=issued_on),
            "figures": figures,
            "sections": [
                {"key": one.key, "heading": one.heading, "text": one.text, "tables": tables_of(one.key, data)}
                for one in sections_of(bulletin.kind, data, bulletin.words)
            ],
            "rule": [text.say(_) for text in the_rule(score_rules(bulletin.period))],
            "notes": list(notes(bulletin)),
            "closing": _("This is issued for everybody to know."),
        }


def head(bulletin: Bulletin, *, number: int | None, issued_on: date | None) -> Content:
    campaign, progress = bulletin.campaign, bulletin.kind == BulletinKind.PROGRESS
    code = campaign.paper_code if progress else campaign.ranking_code
    masthead = _("Bulletin of %(campaign)s") if progress else _("Ranking bulletin of %(campaign)s")
    return {
        "masthead": masthead % {"campaign": of_the_county(campaign)},
        "document_number": document_number(code, issued_on.year, number)
        if number and issued_on
        else _("draft, not issued"),
        "title": title(bulletin),
        "addressee": _("To all responsible units:"),
        "issuer": campaign.office_name if progress else campaign.supervisors_name,
        "date": day_in_full(issued_on.isoformat()) if issued_on else "",
        "copied_to": _("Leading officials, command-centre groups."),
        "sample_mark": _("Sample data") if campaign.is_sample else "",
    }


def of_the_county(campaign: Campaign) -> str:
    """The campaign's name with the county in it, which a masthead never leaves out."""
    county = campaign.organisation.name
    if county in campaign.name:
        return campaign.name
    return _("%(campaign)s of %(county)s") % {"county": county, "campaign": campaign.name}


def bulletin_number(bulletin: Bulletin) -> str:
    campaign = bulletin.campaign
    code = campaign.paper_code if bulletin.kind == BulletinKind.PROGRESS else campaign.ranking_code
    return document_number(code, bulletin.number_year or campaign.year, bulletin.number or 0)


def title(bulletin: Bulletin) -> str:
    period = day_in_full(bulletin.period.nominal_on.isoformat())
    values = {"campaign": of_the_county(bulletin.campaign), "period": period}
    if bulletin.corrects_id:
        return _("Correction of the bulletin on %(campaign)s as of %(period)s") % values
    if bulletin.kind == BulletinKind.PROGRESS:
        return _("Progress of %(campaign)s as of %(period)s") % values
    return _("Ranking in %(campaign)s as of %(period)s") % values


def notes(bulletin: Bulletin) -> Iterator[str]:
    data = bulletin.snapshot.data
    yield _("Data cut-off: end of %(day)s. Later reports are not counted.") % {
        "day": day_in_full(data["period"]["cut_off_on"])
    }
    yield _(
        "Completion is weighted by items; gaps are computed from unrounded values and shown to one place."
    )
    yield _(
        "Rulebook version %(version)s, set by the county; the plan does not state how points are given."
    ) % {"version": data["rulebook"]}
    if data["unranked"]:
        names = _(", ").join(data["unranked"])
        yield _("Not ranked, because nothing was due yet or they belong to no series: %(names)s.") % {
            "names": names
        }
    if bulletin.approved_by_id in bulletin.writers:
        yield _("Approved by somebody who wrote part of it, because nobody else holds the seat for it.")
    if bulletin.corrects and bulletin.corrects.number:
        yield _("This issue replaces %(number)s. Reason: %(reason)s") % {
            "number": bulletin_number(bulletin.corrects),
            "reason": bulletin.correction,
        }


def paper_from(content: Mapping[str, Any]) -> Paper:
    """The paper, drawn from frozen content alone."""
    top = content["head"]
    blocks = [block for section in content["sections"] for block in blocks_of(section, content["figures"])]
    if closing := content.get("closing"):
        blocks.append(Paragraph(closing))
    return Paper(
        masthead=top["masthead"],
        document_number=top["document_number"],
        title=top["title"],
        addressee=top["addressee"],
        blocks=number_headings(tuple(blocks), language=content["language"]),
        issuer=top["issuer"],
        date_text=top["date"],
        annexes=tuple(annexes(content)),
        copied_to=top["copied_to"],
        printed_by=top["issuer"],
        printed_on=top["date"],
        sample_mark=top["sample_mark"],
        language=content["language"],
        anchor=content.get("anchor", ""),
    )


def blocks_of(section: Mapping[str, Any], figures: Mapping[str, str]) -> Iterator[Block]:
    """A section that was emptied and has no table is left out, with its heading."""
    if not section["text"].strip() and not section["tables"]:
        return
    yield Heading(1, section["heading"])
    for paragraph in filled(section["text"], figures).split("\n"):
        if paragraph.strip():
            yield Paragraph(paragraph.strip())
    for table in section["tables"]:
        yield table_from_data(table)


def table_from_data(table: Mapping[str, Any]) -> Table:
    """A table as it was kept in the content of a bulletin, as a table of a paper."""
    return Table(
        head=tuple(table["head"]),
        rows=tuple(tuple(row) for row in table["rows"]),
        caption=table["caption"],
        note=table["note"],
        align=tuple(Align(side) for side in table["align"]),
        widths=tuple(table["widths"]),
    )


def annexes(content: Mapping[str, Any]) -> Iterator[Annex]:
    with translation.override(content["language"]):
        yield Annex(_("The rule of the ranking"), tuple(Paragraph(sentence) for sentence in content["rule"]))
        yield Annex(_("About these figures"), tuple(Paragraph(note) for note in content["notes"]))
