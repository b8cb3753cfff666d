"""Every kind of paper, printed by LibreOffice from its Word file: as many pages and characters a line as our own PDF."""

import pytest

from gongjian.bulletins import papers as bulletin_papers
from gongjian.bulletins.rules import BulletinKind
from gongjian.documents import fonts
from gongjian.documents.pdf import to_pdf
from gongjian.documents.reading_back import text_of_pdf
from gongjian.documents.word import to_docx
from gongjian.meetings import actions, papers
from gongjian.meetings.rules import Attending, MeetingKind
from gongjian.worklist.papers.letters import paper_from as letter_paper
from tests.meetings.world import AT, FRIDAY, a_called_meeting, a_decision, a_running_meeting, a_special
from tests.office import printed
from tests.world import (
    a_campaign,
    a_clerk,
    a_draft,
    a_filed_list,
    a_list,
    a_received_report,
    a_row,
    a_target,
    a_unit,
    letters_of,
    noon,
)

HANZI = "攻坚行动进展情况通报"
LONG = HANZI * 12


@pytest.fixture
def all_papers():
    found = (*bulletins(), *letters(a_campaign()), *minutes(), *ceremony())
    return dict(found)


def bulletins():
    period = a_received_report().period
    for kind in BulletinKind:
        bulletin = a_draft(period, kind)
        bulletin.words = {"demands": LONG}
        content = bulletin_papers.bulletin_content(bulletin, number=1, issued_on=noon(9, 16).date())
        yield kind.value, bulletin_papers.paper_from(content)


def letters(campaign):
    version = a_list(a_unit(campaign, "县住房和城乡建设局"), rows=0)
    a_target(campaign, code="T-1")
    for place in range(12):
        a_row(version, name=f"完成政策处理第{place}段", person="李勤", target_codes="T-1")
    a_filed_list(version=version)
    yield "letter", letter_paper(letters_of(campaign)[0].content)


def minutes():
    meeting = a_running_meeting(units=6, agenda_items=3)
    a_decision(meeting, words=HANZI * 2)
    clerk = a_clerk(meeting.campaign)
    for agenda_item in meeting.agenda_items.listed():
        actions.save_conclusion(agenda_item, LONG, by=clerk, at=noon(9, 11), seen=agenda_item.version)
    yield "minutes", papers.paper_from(papers.minutes_content(meeting, number=1, issued_on=FRIDAY))
    yield "agenda", papers.paper_from(papers.agenda_content(a_called_meeting(units=4), at=AT))


def ceremony():
    meeting = a_special(kind=MeetingKind.KICK_OFF, title="动员部署会")
    guests = [a_unit(meeting.campaign).organisation for _ in range(30)]
    actions.invite(meeting, guests, attending=Attending.ATTENDS, by=a_clerk(meeting.campaign), at=AT)
    for which in papers.SHEETS:
        yield which, papers.ceremony_paper(meeting, which, per_row=8)


@pytest.mark.django_db
def test_libreoffice_prints_what_our_pdf_prints(all_papers, tmp_path):
    chosen = fonts.find(system=False)
    theirs = printed({name: to_docx(one, fonts=chosen) for name, one in all_papers.items()}, tmp_path)

    for name, paper in all_papers.items():
        ours = to_pdf(paper, fonts=chosen)
        assert pages(theirs[name]) == pages(ours), name
        assert longest_line(theirs[name]) == longest_line(ours), name
    assert longest_line(theirs["progress"]) == longest_line(theirs["minutes"]) == 28


def pages(pdf):
    return len(text_of_pdf(pdf))


def longest_line(pdf):
    """Of the lines that hold nothing but Hanzi of the same few words."""
    lines = (line.strip() for page in text_of_pdf(pdf) for line in page.splitlines())
    return max((len(line) for line in lines if line and set(line) <= set(HANZI)), default=0)
