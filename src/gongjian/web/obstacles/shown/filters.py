"""The filters of the lists of obstacles: what each offers, and those in force in words."""

from collections.abc import Iterable

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from gongjian.accounts.models import Organisation
from gongjian.campaigns.models import Campaign
from gongjian.obstacles.rules import Level
from gongjian.web.obstacles.asked import FILTERS, Asked

Offered = dict[str, list[tuple[int | Level, str]]]
LABELS = {
    "q": _("Search"),
    "project": _("Project"),
    "item": _("Item"),
    "kind": _("Kind"),
    "group": _("Group"),
    "unit": _("Unit"),
    "line": _("Line of work"),
    "level": _("Level"),
    "overdue": _("Due"),
}


def offered_in(campaign: Campaign, groups: Iterable[Organisation]) -> Offered:
    names = Organisation.objects.filter(pk__in=campaign.units.values("organisation"))
    units = names.values_list("pk", "short_name", "name")
    return {
        "kind": list(campaign.obstacle_kinds.values_list("pk", "name")),
        "group": [(group.pk, str(group)) for group in groups],
        "unit": [(pk, short or name) for pk, short, name in units],
        "line": list(campaign.lines_of_work.values_list("pk", "name")),
        "level": [(level, gettext(level.label)) for level in Level],
    }


def chips(question: Asked, offered: Offered) -> list[dict[str, str]]:
    """Each filter in force, with the address without it."""
    return [
        {
            "label": gettext(LABELS[name]),
            "value": answer_in_words(question, name, offered),
            "remove_url": question.address(**{name: None}),
        }
        for name in FILTERS
        if name in question.params
    ]


def answer_in_words(question: Asked, name: str, offered: Offered) -> str:
    if name == "overdue":
        return gettext("overdue")
    if name not in offered:
        return question.params[name]
    return dict(offered[name]).get(getattr(question.wanted, name), gettext("unknown"))
