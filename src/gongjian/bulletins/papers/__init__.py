from gongjian.bulletins.papers.content import bulletin_content, paper_from
from gongjian.bulletins.papers.figures import figure_labels, figure_links, figures_of, with_codes, with_labels
from gongjian.bulletins.papers.press import FORMATS, compared, file_name, in_todays_form, pressed
from gongjian.bulletins.papers.words import sections_of

__all__ = [
    "FORMATS",
    "bulletin_content",
    "compared",
    "figure_labels",
    "figure_links",
    "figures_of",
    "file_name",
    "in_todays_form",
    "paper_from",
    "pressed",
    "sections_of",
    "with_codes",
    "with_labels",
]
