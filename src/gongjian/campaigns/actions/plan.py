"""The plan takes shape: the campaign, its targets and rules."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.actions.outline import days_in_order
from gongjian.campaigns.models import Campaign, LineOfWork, Rulebook, Target
from gongjian.campaigns.permissions import may_open_campaign, may_plan, may_set_rules
from gongjian.campaigns.queries.proofs import RULEBOOKS, TARGETS
from gongjian.campaigns.rules import Counting, Level, Operator
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.ledger.queries import stated


@transaction.atomic
def open_campaign(
    slug: str,
    *,
    name: str,
    organisation: Organisation,
    year: int,
    starts_on: date,
    ends_on: date,
    office_name: str,
    supervisors_name: str,
    paper_code: str,
    ranking_code: str,
    rules: Mapping[str, Mapping[str, Any]],
    by: User | None,
    at: datetime,
    is_sample: bool = False,
) -> Campaign:
    """A campaign begins to exist, with its first rulebook written out."""
    if by is not None:
        require(may_open_campaign(by, organisation))
    if Campaign.objects.filter(slug=slug).exists():
        require(no("There is already a campaign with the address %(slug)s.", slug=slug))
    campaign = Campaign.objects.create(
        slug=slug,
        name=name,
        organisation=organisation,
        year=year,
        starts_on=starts_on,
        ends_on=ends_on,
        office_name=office_name,
        supervisors_name=supervisors_name,
        paper_code=paper_code,
        ranking_code=ranking_code,
        is_sample=is_sample,
        opened_at=at,
    )
    book = Rulebook.objects.create(campaign=campaign, version=1, sections=dict(rules), known_at=at, known_by=by)  # fmt: skip

    begin_chain(campaign, book, by=by, at=at)
    return campaign


def begin_chain(campaign: Campaign, book: Rulebook, *, by: User | None, at: datetime) -> None:
    """The chain of what belongs to no campaign knows of every other one, so that none goes missing."""
    record(Text("opened the campaign"), about=campaign, by=by, at=at, proves=stated(RULEBOOKS, book.pk))
    opened = Text("opened the campaign %(name)s", name=campaign.name)
    record(opened, about=campaign.organisation, by=by, at=at, opens_chain=campaign.pk, campaign=campaign.slug)


@transaction.atomic
def change_campaign(campaign: Campaign, *, by: User, at: datetime, seen: int, **changes: Any) -> Campaign:
    """The campaign's name, dates or the names on its papers change."""
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    require(may_plan(by, campaign))
    unchanged(seen, campaign.version)
    changes = {field: value for field, value in changes.items() if getattr(campaign, field) != value}
    require(
        days_in_order(changes.get("starts_on", campaign.starts_on), changes.get("ends_on", campaign.ends_on))
    )

    for field, value in changes.items():
        setattr(campaign, field, value)
    campaign.version += 1
    campaign.save(update_fields=[*changes, "version"])

    record(Text("changed the campaign"), about=campaign, by=by, at=at, changed=list(changes))
    return campaign


@transaction.atomic
def add_target(
    campaign: Campaign,
    code: str,
    *,
    name: str,
    value: Decimal,
    unit: str,
    due_on: date,
    by: User,
    at: datetime,
    operator: Operator = Operator.AT_LEAST,
    level: Level = Level.ENSURE,
    counting: Counting = Counting.PROJECTS,
    line_of_work: LineOfWork | None = None,
    sentence: str = "",
) -> Target:
    """The campaign promises one more result."""
    require(may_plan(by, campaign))
    if campaign.targets.filter(code=code).exists():
        require(no("The code %(code)s is already in use.", code=code))

    target = campaign.targets.create(
        code=code,
        name=name,
        value=value,
        unit=unit,
        due_on=due_on,
        operator=operator,
        level=level,
        counting=counting,
        line_of_work=line_of_work,
        sentence=sentence,
        position=campaign.targets.count() + 1,
    )

    record(Text("added the target %(name)s", name=name), about=target, by=by, at=at, proves=stated(TARGETS, target.pk))  # fmt: skip
    return target


@transaction.atomic
def change_target(target: Target, *, by: User, at: datetime, seen: int, **changes: Any) -> Target:
    """A target is put differently; what it was before stays in the ledger."""
    target = Target.objects.select_for_update().get(pk=target.pk)
    require(may_plan(by, target.campaign))
    unchanged(seen, target.version)
    changes = {field: value for field, value in changes.items() if getattr(target, field) != value}
    before = {field: str(getattr(target, field)) for field in changes}

    for field, value in changes.items():
        setattr(target, field, value)
    target.version += 1
    target.save(update_fields=[*changes, "version"])

    record(Text("changed the target %(name)s", name=target.name), about=target, by=by, at=at, before=before, proves=stated(TARGETS, target.pk))  # fmt: skip
    return target


@transaction.atomic
def set_rulebook(
    campaign: Campaign, sections: Mapping[str, Any], *, note: str, by: User, at: datetime, seen: int
) -> Rulebook:
    """The county sets rules anew; what it does not name stays. Periods that are open keep the version they were opened with."""
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    require(may_set_rules(by, campaign))
    last = campaign.rulebooks.order_by("-version").first()
    before = last.sections if last else {}
    unchanged(seen, last.version if last else 0)
    if not note.strip():
        require(no("Give the reason for changing the rules."))

    book = campaign.rulebooks.create(
        version=seen + 1,
        sections={**before, **{name: {**before.get(name, {}), **said} for name, said in sections.items()}},
        note=note,
        known_at=at,
        known_by=by,
    )

    record(
        Text("set the rulebook, version %(version)s", version=book.version),
        about=book,
        by=by,
        at=at,
        note=note,
        proves=stated(RULEBOOKS, book.pk),
    )
    return book
