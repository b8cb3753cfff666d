"""The accepted facts of a plan document become phases, targets, duties and units of the campaign."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from gongjian.accounts.actions import found_organisation
from gongjian.accounts.models import User
from gongjian.accounts.rules import OrganisationKind
from gongjian.campaigns.actions.calendar import draw_up_obligations
from gongjian.campaigns.actions.outline import add_phase
from gongjian.campaigns.actions.papers import locked
from gongjian.campaigns.actions.people import enlist_unit
from gongjian.campaigns.actions.plan import add_target
from gongjian.campaigns.models import Campaign, LineOfWork, PlanFact, PlanPaper, Target
from gongjian.campaigns.permissions import may_administer, may_plan
from gongjian.campaigns.queries import LONGEST_UNIT, directory_of
from gongjian.campaigns.rules import Rhythm, Series
from gongjian.campaigns.rules.drafting import (
    Decision,
    Frame,
    amount,
    counting_of,
    days_in,
    guessed_duty,
    kind_of,
    level_of,
    operator_of,
    report_days,
    rhythm_of,
)
from gongjian.campaigns.rules.words import ObligationKind
from gongjian.kernel.quantities import Quantity
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.orm import write_back
from gongjian.reading.plan import FactKind

LONGEST_NAME = 120
SERIES = {
    OrganisationKind.DEPARTMENT: Series.DEPARTMENTS,
    OrganisationKind.TOWNSHIP: Series.TOWNSHIPS,
    OrganisationKind.ENTERPRISE: Series.ENTERPRISES,
}


@transaction.atomic
def make_campaign(paper: PlanPaper, *, by: User, at: datetime) -> PlanPaper:
    """Make the plan of the campaign from what was accepted. What stands there already stays; doing it again adds only what is new."""
    paper = locked(paper)
    require(may_plan(by, paper.campaign))
    accepted = list(paper.facts.filter(decision=Decision.ACCEPTED).select_related("paper"))
    if not accepted:
        require(no("Nothing has been accepted yet."))

    phases = make_phases(paper, of_kind(accepted, FactKind.PHASE), by=by, at=at)
    targets = make_targets(paper, of_kind(accepted, FactKind.TARGET), by=by, at=at)
    rhythms, undated = rhythms_of(paper, accepted)
    duties = draw_up_obligations(paper.campaign, rhythms, by=by, at=at) if rhythms else []
    paper.made = {
        "phases": phases,
        "targets": targets,
        "duties": len(duties),
        "undated": undated,
        **make_organisations(paper.campaign, accepted, by=by, at=at),
    }
    paper.used_at, paper.used_by = at, by
    paper.version += 1
    paper.save(update_fields=["made", "used_at", "used_by", "version"])

    record(Text("created the campaign's plan from the document"), about=paper, by=by, at=at, made=paper.made)
    return paper


def of_kind(facts: Sequence[PlanFact], kind: FactKind) -> list[PlanFact]:
    return [fact for fact in facts if fact.kind == kind]


def year_of(paper: PlanPaper) -> int:
    return paper.year or paper.campaign.year


def make_phases(paper: PlanPaper, facts: Sequence[PlanFact], *, by: User, at: datetime) -> list[str]:
    made, known = [], list(paper.campaign.phases.all())
    for fact in facts:
        name, days = str(fact)[:60], days_in(fact.value("date"), year_of(paper))
        stands = any(phase.name == name or (phase.starts_on, phase.ends_on) == days for phase in known)
        if days and not stands:
            known.append(add_phase(paper.campaign, name, starts_on=days[0], ends_on=days[1], by=by, at=at))
            made.append(name)
    return made


def make_targets(paper: PlanPaper, facts: Sequence[PlanFact], *, by: User, at: datetime) -> list[str]:
    """A target that has the same number and unit is the same target: it only gets its words."""
    made: list[str] = []
    standing = list(paper.campaign.targets.prefetch_related("plan_facts"))
    lines = list(paper.campaign.lines_of_work.all())
    for fact in facts:
        target = same_target(fact, standing)
        if not target:
            target = new_target(paper, fact, lines, by=by, at=at)
            made.append(target.name)
            standing.append(target)
        if fact.target_id != target.pk:
            fact.target = target
            fact.save(update_fields=["target"])
    return made


@transaction.atomic
def join_targets(paper: PlanPaper, *, by: User, at: datetime) -> int:
    """Show the targets that stand already their words in the document, by number, unit and name; nothing new is made."""
    paper = locked(paper)
    require(may_plan(by, paper.campaign))
    facts = paper.facts.filter(kind=FactKind.TARGET, decision=Decision.ACCEPTED, target=None).select_related(
        "paper"
    )
    standing = list(paper.campaign.targets.all())
    joined = [fact for fact in facts if (target := same_target(fact, standing)) and set_target(fact, target)]
    write_back(joined, ["target"])

    record(
        Text("linked the targets to the plan document: %(count)s", count=len(joined)),
        about=paper,
        by=by,
        at=at,
    )
    return len(joined)


def set_target(fact: PlanFact, target: Target) -> bool:
    fact.target = target
    return True


def same_target(fact: PlanFact, standing: Sequence[Target]) -> Target | None:
    value, unit = amount(fact.value("value")), fact.value("unit")
    like = [target for target in standing if fact.target_id == target.pk or same_amount(target, value, unit)]
    return max(like, key=lambda target: common(target.name, str(fact)), default=None)


def same_amount(target: Target, value: Decimal | None, unit: str) -> bool:
    """16万平方米 are 160,000平方米; 13户 are not 13个."""
    return value is not None and Quantity.of(target.value, target.unit).is_same(Quantity.of(value, unit))


def common(one: str, other: str) -> int:
    """How many pairs of neighbouring characters two names share."""
    pairs = [{name[place : place + 2] for place in range(len(name) - 1)} for name in (one, other)]
    return len(pairs[0] & pairs[1])


def new_target(
    paper: PlanPaper, fact: PlanFact, lines: Sequence[LineOfWork], *, by: User, at: datetime
) -> Target:
    campaign, days = paper.campaign, days_in(fact.value("date"), year_of(paper))
    name = str(fact)[:LONGEST_NAME]
    line = max(lines, key=lambda one: common(one.name, name + fact.quote), default=None)
    return add_target(
        campaign,
        free_code(campaign),
        name=name,
        value=amount(fact.value("value")) or amount("0"),  # type: ignore[arg-type]
        unit=fact.value("unit")[:20],
        due_on=days[1] if days else campaign.ends_on,
        operator=operator_of(fact.value("op")),
        level=level_of(fact.value("level")),
        counting=counting_of(fact.value("unit")),
        line_of_work=line if line and common(line.name, name + fact.quote) else None,
        sentence=fact.quote,
        by=by,
        at=at,
    )


def free_code(campaign: Campaign) -> str:
    taken = set(campaign.targets.values_list("code", flat=True))
    return next(code for number in range(1, 1000) if (code := f"T{number:02}") not in taken)


def rhythms_of(paper: PlanPaper, facts: Sequence[PlanFact]) -> tuple[list[Rhythm], list[str]]:
    """The rhythm of the accepted duties, and the names of those whose kind or days nobody could tell."""
    frame, rhythms, undated = frame_of(paper, facts), list[Rhythm](), list[str]()
    for fact in facts:
        if fact.kind not in (FactKind.RECURRENCE, FactKind.DEADLINE):
            continue
        duty = duty_of(fact)
        rhythm = rhythm_of(fact.said, duty, frame, quote=fact.quote) if duty else None
        if rhythm:
            rhythms.append(rhythm)
        else:
            undated.append(str(fact))
    return rhythms, undated


def duty_of(fact: PlanFact) -> ObligationKind | None:
    """What a person chose, else what its words mean."""
    chosen = fact.said.get("duty_kind")
    if chosen is not None:
        return ObligationKind.of(chosen) if ObligationKind.knows(chosen) else None
    return guessed_duty(fact.kind, f"{fact}{fact.quote}")


def frame_of(paper: PlanPaper, facts: Sequence[PlanFact]) -> Frame:
    campaign = paper.campaign
    spans: list[tuple[date, date]] = [(phase.starts_on, phase.ends_on) for phase in campaign.phases.all()]
    longest = max(spans, key=lambda span: span[1] - span[0], default=(campaign.starts_on, campaign.ends_on))
    said = [fact.said for fact in of_kind(facts, FactKind.RECURRENCE)]
    return Frame(year_of(paper), campaign.starts_on, campaign.ends_on, longest[0], report_days(said))


def make_organisations(campaign: Campaign, facts: Sequence[PlanFact], *, by: User, at: datetime) -> dict[str, list[str]]:  # fmt: skip
    """An administrator's word brings the named units and groups into the tree, and the units into the campaign; others learn who is missing."""
    named = {str(fact)[:LONGEST_UNIT]: fact for fact in facts if fact.kind in (FactKind.UNIT, FactKind.GROUP)}
    directory, rows = directory_of(campaign)
    meant = {name: directory.find(name) for name in named}
    tree = {name: rows[found[0]] for name, found in meant.items() if len(found) == 1}
    missing, unclear = (
        [name for name in named if len(meant[name]) == 0],
        [n for n in named if len(meant[n]) > 1],
    )
    if not may_administer(by, campaign):
        return {"founded": [], "enlisted": [], "unknown": [*missing, *unclear]}

    for name in missing:
        kind = kind_of(name, is_group=named[name].kind == FactKind.GROUP)
        tree[name] = found_organisation(name, kind=kind, parent=campaign.organisation, by=by, at=at)
    taking_part = set(campaign.units.values_list("organisation_id", flat=True))
    units = dict.fromkeys(
        tree[name] for name, fact in named.items() if fact.kind == FactKind.UNIT and name in tree
    )
    enlisted = [unit for unit in units if unit.pk not in taking_part and unit.kind in SERIES]
    for unit in enlisted:
        enlist_unit(campaign, unit, series=SERIES[unit.kind], by=by, at=at)
    return {"founded": missing, "enlisted": [unit.name for unit in enlisted], "unknown": unclear}
