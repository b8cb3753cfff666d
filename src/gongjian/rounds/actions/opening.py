"""A campaign is opened, by hand or as a copy of an earlier one."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.actions import give_role, open_campaign, read_again, read_paper
from gongjian.campaigns.actions.copying import copy_outline
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.permissions import may_open_campaign
from gongjian.campaigns.queries import rulebook_at
from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import require
from gongjian.notices.actions import copy_wordings
from gongjian.obstacles.actions.copying import copy_kinds
from gongjian.registers.actions.copying import copy_registers
from gongjian.rounds.rules.rulebook import first_rulebook
from gongjian.worklist.actions.copying import copy_step_sets

NAMES = ("office_name", "supervisors_name", "paper_code", "ranking_code")


@dataclass(frozen=True, kw_only=True)
class Opening:
    """What must be known of a campaign before it exists. Names on papers that are left out are proposed."""

    slug: str
    name: str
    starts_on: date
    ends_on: date
    office_name: str = ""
    supervisors_name: str = ""
    paper_code: str = ""
    ranking_code: str = ""

    def with_names(self, organisation: Organisation, source: Campaign | None) -> dict[str, Any]:
        said = asdict(self)
        county = organisation.name
        short = county.removesuffix("县").removesuffix("市").removesuffix("区") or county
        usual = {
            "office_name": f"{county}百日攻坚办公室",
            "supervisors_name": f"{county}督查考核组",
            "paper_code": f"{short}攻坚办",
            "ranking_code": f"{short}督考",
        }
        for name in NAMES:
            said[name] = said[name] or (getattr(source, name) if source else usual[name])
        return said


@transaction.atomic
def open_for(
    organisation: Organisation,
    opening: Opening,
    *,
    by: User | None,
    at: datetime,
    copy_of: Campaign | None = None,
    plan: tuple[str, bytes] | None = None,
) -> Campaign:
    """A campaign begins to exist. Whoever opens it administers it, and gives everybody else their roles.

    A plan document (name and bytes) is read with it; the year of dates without one is that of the first day.
    """
    if by is not None and copy_of:
        require(may_open_campaign(by, copy_of.organisation))
    book = rulebook_at(copy_of, at) if copy_of else None
    campaign = open_campaign(
        **opening.with_names(organisation, copy_of),
        organisation=organisation,
        year=opening.starts_on.year,
        rules=book.sections if book else first_rulebook(),
        by=by,
        at=at,
    )
    if by is not None:
        give_role(campaign, by, role=Role.ADMINISTRATOR, organisation=organisation, by=None, at=at)
    if copy_of:
        take_over(campaign, copy_of, by=by, at=at)
    if plan and by is not None:
        paper = read_paper(campaign, *plan, by=by, at=at)
        read_again(paper, year=opening.starts_on.year, by=by, at=at, seen=paper.version)
    return campaign


def take_over(campaign: Campaign, source: Campaign, *, by: User | None, at: datetime) -> None:
    """How the county works comes along: lines, series, steps, registers, kinds of obstacles, wordings. Nobody's data does."""
    lines = copy_outline(campaign, source, by=by, at=at)
    copy_step_sets(campaign, source, lines, by=by, at=at)
    copy_registers(campaign, source, lines, by=by, at=at)
    copy_kinds(campaign, source, by=by, at=at)
    copy_wordings(source.pk, campaign.pk)
