"""The Office keeps the kinds of obstacles, and to which group each goes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.models import Campaign
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.obstacles.models import ObstacleKind
from gongjian.obstacles.permissions import may_keep_kinds
from gongjian.obstacles.queries import groups_of
from gongjian.obstacles.rules import PlansKind, duty_of, the_plans_kinds


@dataclass(frozen=True, kw_only=True)
class KindDraft:
    name: str
    group: Organisation | None = None
    is_complex: bool = True


PAPER_NAMES = {
    PlansKind.SITE_SELECTION: "选址",
    PlansKind.POLICY_HANDLING: "政策处理",
    PlansKind.APPROVAL: "审批",
    PlansKind.TENDERING: "招投标",
    PlansKind.FUNDS: "资金",
    PlansKind.CONSTRUCTION: "施工",
    PlansKind.OTHER: "其他",
}


@transaction.atomic
def take_the_plans_kinds(
    campaign: Campaign,
    *,
    by: User,
    at: datetime,
    name_of: Callable[[PlansKind], str] = PAPER_NAMES.__getitem__,
) -> list[ObstacleKind]:
    """The kinds that the plan names, each with the group that has its duty. What stands there already stays."""
    Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
    require(may_keep_kinds(by, campaign))
    groups = {duty_of(group.name): group for group in groups_of(campaign)}
    known = set(campaign.obstacle_kinds.values_list("code", flat=True))

    made = [
        ObstacleKind.objects.create(
            campaign=campaign,
            code=one.kind.value,
            name=name_of(one.kind),
            group=groups.get(one.duty),
            is_complex=one.is_complex,
            position=position,
        )
        for position, one in enumerate(the_plans_kinds(), start=1)
        if one.kind.value not in known
    ]

    record(Text("applied the plan's kinds of obstacles"), about=campaign, by=by, at=at, kinds=[one.name for one in made], items=[])  # fmt: skip
    return made


@transaction.atomic
def add_kind(campaign: Campaign, draft: KindDraft, *, by: User, at: datetime) -> ObstacleKind:
    """One more sort of obstacle."""
    Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
    require(may_keep_kinds(by, campaign))
    check_name(campaign, draft.name)

    last = campaign.obstacle_kinds.aggregate(last=Max("position"))["last"] or 0
    kind = ObstacleKind.objects.create(
        campaign=campaign,
        code=f"k{last + 1}",
        name=draft.name.strip(),
        group=draft.group,
        is_complex=draft.is_complex,
        position=last + 1,
    )

    record(Text("added the kind of obstacle %(name)s", name=kind.name), about=kind, by=by, at=at)
    return kind


@transaction.atomic
def change_kind(kind: ObstacleKind, draft: KindDraft, *, by: User, at: datetime, seen: int) -> ObstacleKind:
    """Another name, another group, or whether it may climb. Obstacles stay where they are."""
    kind = ObstacleKind.objects.select_for_update(of=("self",), no_key=True).select_related("campaign").get(pk=kind.pk)  # fmt: skip
    require(may_keep_kinds(by, kind.campaign))
    unchanged(seen, kind.version)
    check_name(kind.campaign, draft.name, but=kind)

    kind.name, kind.group, kind.is_complex = draft.name.strip(), draft.group, draft.is_complex
    kind.version += 1
    kind.save()

    changed = Text("changed the kind of obstacle %(name)s", name=kind.name)
    record(changed, about=kind, by=by, at=at, group=str(kind.group or ""), is_complex=kind.is_complex)
    return kind


@transaction.atomic
def end_kind(kind: ObstacleKind, *, by: User, at: datetime, seen: int) -> ObstacleKind:
    """No new obstacle is of this kind. Those that are stay so."""
    kind = ObstacleKind.objects.select_for_update(of=("self",), no_key=True).select_related("campaign").get(pk=kind.pk)  # fmt: skip
    require(may_keep_kinds(by, kind.campaign))
    unchanged(seen, kind.version)
    if kind.ended_at:
        return kind

    kind.ended_at = at
    kind.version += 1
    kind.save(update_fields=["ended_at", "version"])

    record(Text("ended the kind of obstacle %(name)s", name=kind.name), about=kind, by=by, at=at)
    return kind


def check_name(campaign: Campaign, name: str, but: ObstacleKind | None = None) -> None:
    if not name.strip():
        require(no("Give the kind a name."))
    others = campaign.obstacle_kinds.filter(ended_at=None, name=name.strip())
    if any(other != but for other in others):
        require(no("There is already a kind with this name."))
