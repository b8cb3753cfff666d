"""What is still missing before a campaign can begin: the Office's check list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import obligations
from gongjian.campaigns.rules import UNIT, ObligationKind, Role, national_holidays
from gongjian.kernel.text import Text
from gongjian.standing.models import ItemStanding
from gongjian.worklist.models import Item
from gongjian.worklist.rules import Light

NAMED = 5


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that somebody should see to, with the page where it is done."""

    title: Text
    names: tuple[str, ...]
    count: int
    page: str
    args: tuple[object, ...]
    query: str = ""

    @property
    def more(self) -> int:
        """How many are not named; what is a sentence of its own has no names."""
        return self.count - len(self.names) if self.names else 0


def missing(campaign: Campaign) -> list[Missing]:
    """Everything in the order in which it is seen to. Nothing is left when the list is empty."""
    found = [*people_missing(campaign), *plan_missing(campaign), *days_missing(campaign)]
    return [one for one in found if one.count]


def after_the_last_report(campaign: Campaign, *, today: date | None = None) -> Missing | None:
    """Items that fall due when nobody reports any more: their end would never be told. A question to the Office."""
    reports = obligations(campaign, ObligationKind.REPORT).order_by("-nominal_on")
    last = reports.values_list("nominal_on", flat=True).first()
    if last is None:
        return None
    done = ItemStanding.objects.filter(campaign=campaign, light=Light.DONE).values("item")
    items = Item.objects.filter(campaign=campaign, baseline__due_on__gt=last).standing_in_the_list()
    rows = items.exclude(pk__in=done).order_by("-baseline__due_on", "code")
    found = list(rows.values_list("code", "name", "baseline__due_on"))
    if not found:
        return None
    names, day = tuple(f"{code} {name}" for code, name, _ in found[:NAMED]), found[0][2]
    title = untold(len(found), last, day, is_past=bool(today and today > last))
    query = f"kind={ObligationKind.REPORT}&day={day}"
    return Missing(title, names, len(found), "campaigns:add_obligation", (campaign.slug,), query)


def untold(count: int, last: date, day: date, *, is_past: bool) -> Text:
    if is_past:
        return Text(
            "%(count)s items are due after the last report day, %(last)s (the last one on "
            "%(day)s), and will not be reported: add a report day.",
            count=count,
            last=last,
            day=day,
        )
    return Text(
        "%(count)s items are due after the last report day, %(last)s (the last one on %(day)s): "
        "add a report day, or have them reported by %(last)s.",
        count=count,
        last=last,
        day=day,
    )


def line(title: Text, names: list[str], page: str, *args: object) -> Missing:
    return Missing(title, tuple(names[:NAMED]), len(names), page, args)


def people_missing(campaign: Campaign) -> Iterator[Missing]:
    assignments = campaign.role_assignments.filter(ended_at=None, person__is_active=True)
    held = list(assignments.values_list("role", "organisation_id"))
    offices = [role for role in (Role.CLERK, Role.DIRECTOR) if role not in {one for one, _ in held}]
    yield line(Text("The Campaign Office still lacks:"), [role.label for role in offices], "county:roles", campaign.slug)  # fmt: skip
    manned = {where for role, where in held if role in UNIT}
    units = list(campaign.units.select_related("organisation"))
    if not units:
        yield Missing(Text("No units take part yet."), (), 1, "county:roles", (campaign.slug,))
    empty = [str(unit) for unit in units if unit.organisation_id not in manned]
    yield line(Text("Units without people:"), empty, "people:people", campaign.slug)


def plan_missing(campaign: Campaign) -> Iterator[Missing]:
    unused = [paper.file_name for paper in campaign.plan_papers.all() if paper.used_at is None]
    yield line(Text("Plan documents not yet used for the campaign:"), unused, "campaigns:plan_papers", campaign.slug)  # fmt: skip
    lines = list(campaign.lines_of_work.select_related("step_set"))
    if not lines:
        yield Missing(Text("There are no lines of work yet."), (), 1, "campaigns:settings", (campaign.slug,))
    bare = [one for one in lines if not getattr(one, "step_set", None)]
    first = bare[0].code if bare else ""
    yield line(Text("Lines of work without standard steps:"), [str(one) for one in bare], "worklist:standard_steps", campaign.slug, first)  # fmt: skip
    targets = campaign.targets.annotate(counted=Count("items", filter=Q(items__withdrawn_at=None)))
    unbound = [target.name for target in targets if not target.counted]
    if not campaign.targets.exists():
        yield Missing(Text("There are no targets yet."), (), 1, "campaigns:targets", (campaign.slug,))
    yield line(Text("Targets that no project or item counts towards:"), unbound, "campaigns:targets", campaign.slug)  # fmt: skip


def days_missing(campaign: Campaign) -> Iterator[Missing]:
    announced = national_holidays()[2] | {day.day.year for day in campaign.special_days.all()}
    years = range(campaign.starts_on.year, campaign.ends_on.year + 1)
    unknown = [str(year) for year in years if year not in announced]
    yield line(Text("Days off and make-up days are not yet known for:"), unknown, "campaigns:calendar", campaign.slug)  # fmt: skip
    drawn = set(campaign.obligations.filter(cancelled_at=None).values_list("kind", flat=True))
    dated = [kind.label for kind in (ObligationKind.REPORT, ObligationKind.KICK_OFF) if kind not in drawn]
    yield line(Text("Obligations without a date:"), dated, "campaigns:obligations", campaign.slug)
    if after := after_the_last_report(campaign):
        yield after
    undated = [str(words) for paper in campaign.plan_papers.all() for words in paper.made.get("undated", [])]
    yield line(Text("Obligations of the plan that could not be dated:"), undated, "campaigns:obligations", campaign.slug)  # fmt: skip
