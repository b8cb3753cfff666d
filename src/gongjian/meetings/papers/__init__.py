from gongjian.meetings.papers.agenda import agenda_content
from gongjian.meetings.papers.ceremony import SHEETS, ceremony_book, ceremony_paper
from gongjian.meetings.papers.frozen import paper_from
from gongjian.meetings.papers.minutes import minutes_content, minutes_number
from gongjian.meetings.papers.press import FORMATS, in_one, pressed

__all__ = [
    "FORMATS",
    "SHEETS",
    "agenda_content",
    "ceremony_book",
    "ceremony_paper",
    "in_one",
    "minutes_content",
    "minutes_number",
    "paper_from",
    "pressed",
]
