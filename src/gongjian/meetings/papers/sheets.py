"""The sheets that go along with the agenda of a Friday meeting: everything overdue, and what is in the way."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from gongjian.documents.paper import Align, Annex, Table
from gongjian.kernel.numbers import percent
from gongjian.meetings.models import Meeting
from gongjian.meetings.papers.wording import colon, short
from gongjian.meetings.rules import MeetingKind
from gongjian.meetings.rules.agenda import is_late
from gongjian.obstacles.models import Obstacle
from gongjian.obstacles.rules import Level
from gongjian.standing.queries import standings_at
from gongjian.standing.rules import Standing

ABOVE = (Level.LEADER, Level.MEETING, Level.COUNTY_HEAD)  # what the groups could not settle


def sheets_of(meeting: Meeting, *, at: datetime) -> Iterator[Annex]:
    """Only where there is something to say."""
    if meeting.kind != MeetingKind.FRIDAY:
        return
    today = meeting.campaign.day_of(at)
    overdue = [one for one in standings_at(meeting.campaign, at) if is_late(one, today)]
    if overdue:
        yield Annex(
            _("Overdue items"), (overdue_table(sorted(overdue, key=lambda one: (one.due_on, one.code))),)
        )
    obstacles = Obstacle.objects.filter(campaign=meeting.campaign_id, level__in=ABOVE).still_open()
    found = list(obstacles.select_related("project", "unit").order_by("number"))
    if found:
        yield Annex(_("Obstacles above the groups"), (obstacles_table(found),))


def overdue_table(overdue: list[Standing]) -> Table:
    return Table(
        head=(_("Serial no."), _("Item"), _("Responsible unit"), _("Due"), _("Done")),
        rows=tuple(
            (
                str(place),
                f"{one.code} {one.project_name}{colon()}{one.name}",
                one.unit_name,
                short(one.due_on),
                f"{percent(one.completion)}%",
            )
            for place, one in enumerate(overdue, start=1)
        ),
        widths=(3, 14.6, 7.2, 9, 4.2),
        align=(Align.CENTRE, Align.LEFT, Align.LEFT, Align.CENTRE, Align.CENTRE),
    )


def obstacles_table(obstacles: list[Obstacle]) -> Table:
    return Table(
        head=(_("Serial no."), _("Project"), _("The obstacle"), _("Requests"), _("Level")),
        rows=tuple(
            (str(one.number), one.project.name, one.words, one.wanted, _(one.level.label))
            for one in obstacles
        ),
        widths=(3, 9, 11, 11, 5),
        align=(Align.CENTRE, Align.LEFT, Align.LEFT, Align.LEFT, Align.CENTRE),
    )
