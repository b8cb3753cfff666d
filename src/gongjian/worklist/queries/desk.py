"""What the lists, the change requests and the letters put on desks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import obligations
from gongjian.campaigns.rules import OFFICE, UNIT, ObligationKind, Role, RoleHolders
from gongjian.kernel.text import Text
from gongjian.notices.rules import OnDesk, Pile, Press
from gongjian.worklist.models import ChangeRequest, Item, Letter, ListVersion
from gongjian.worklist.permissions import heads_to_agree
from gongjian.worklist.rules.changes import ChangeMove, ChangeState
from gongjian.worklist.rules.letters import LetterState
from gongjian.worklist.rules.lists import ListState


def on_desk(campaign: Campaign, *, at: datetime, holders: RoleHolders) -> Iterator[OnDesk]:
    """Lists to draw up, to mend, to sign and to file; letters to sign for; requests to agree to and to decide."""
    yield from lists_to_draw(campaign, holders)
    yield from lists_to_sign(campaign, holders)
    yield from letters_to_sign_for(campaign, holders)
    yield from changes_to_agree_to(campaign, holders)
    if office := holders.people(*OFFICE):
        yield from lists_to_file(campaign, office)
        yield from changes_to_decide(campaign, office)


def lists_to_draw(campaign: Campaign, holders: RoleHolders) -> Iterator[OnDesk]:
    """Nothing is owed by a unit whose items stand in the worklist already."""
    units = holders.organisations(*UNIT)
    if not units:
        return
    versions = ListVersion.objects.filter(campaign=campaign, unit__in=units)
    drafts = {one.unit_id: one for one in versions.filter(state=ListState.DRAFTING)}
    bare = units - set(versions.values_list("unit", flat=True))
    waiting = (nothing_yet(campaign, bare) if bare else set()) | drafts.keys()
    if not waiting:
        return
    due_on = kick_off_on(campaign)
    for unit in campaign.units.filter(organisation__in=waiting).select_related("organisation"):
        where = unit.organisation_id
        people = holders.people(*UNIT, at=where)
        drawn = of_draft(where, drafts.get(where), str(unit), people, due_on=due_on)
        yield replace(drawn, remind=holders.first(*UNIT, at=where))


def nothing_yet(campaign: Campaign, units: set[int]) -> set[int]:
    """Those of these units that have no item in the worklist either."""
    standing = Item.objects.filter(campaign=campaign, baseline__unit__in=units)
    return units - set(standing.values_list("baseline__unit", flat=True))


def of_draft(
    where: int, version: ListVersion | None, unit: str, people: frozenset[int], *, due_on: date | None
) -> OnDesk:
    """The first list is due at the kick-off; what came back has no day of its own."""
    if version and version.sent_back_because:
        title = Text("Correct the list: %(why)s", why=version.sent_back_because)
        return of_list(where, "mend", title, unit, people, pile=Pile.SENT_BACK)
    title, first = Text("Prepare the unit's list"), version is None or version.number == 1
    return of_list(where, "draw", title, unit, people, due_on=due_on if first else None)


def lists_to_sign(campaign: Campaign, holders: RoleHolders) -> Iterator[OnDesk]:
    units = holders.organisations(Role.HEAD)
    drafts = ListVersion.objects.filter(campaign=campaign, unit__in=units, state=ListState.DRAFTING)
    for version in drafts.filter(rows__isnull=False).distinct().select_related("unit"):
        yield OnDesk(
            key=f"worklist.listversion:{version.pk}:sign",
            pile=Pile.DECISION,
            title=Text("Sign the list of the unit"),
            detail=Text("%(unit)s", unit=str(version.unit)),
            page="worklist:list_move",
            args=(version.unit_id, "sign"),
            people=holders.people(Role.HEAD, at=version.unit_id),
            icon="edit",
        )


def letters_to_sign_for(campaign: Campaign, holders: RoleHolders) -> Iterator[OnDesk]:
    units = holders.organisations(Role.HEAD)
    letters = Letter.objects.filter(campaign=campaign, unit__in=units, state=LetterState.ISSUED)
    for letter in letters.select_related("campaign", "unit"):
        yield OnDesk(
            key=f"worklist.letter:{letter.pk}:sign",
            pile=Pile.OWED,
            title=Text("Sign for the letter of responsibility"),
            detail=Text("%(letter)s", letter=str(letter)),
            page="worklist:letter",
            args=(letter.pk,),
            people=holders.people(Role.HEAD, at=letter.unit_id),
            icon="file-certificate",
        )


def changes_to_agree_to(campaign: Campaign, holders: RoleHolders) -> Iterator[OnDesk]:
    units = holders.organisations(Role.HEAD)
    if not units:
        return
    asked = ChangeRequest.objects.filter(campaign=campaign, state=ChangeState.REQUESTED)
    for change in asked.select_related("item").order_by("number"):
        people = [holders.people(Role.HEAD, at=unit) for unit in heads_to_agree(change)]
        if any(people):
            waits = of_change(change, "agree", Text("Agree to a change request"), frozenset().union(*people))
            where, seen = (change.number, ChangeMove.AGREE.value), (("seen", change.version),)
            yield replace(waits, press=Press("worklist:change_move", where, Text("Agree"), seen))


def lists_to_file(campaign: Campaign, office: frozenset[int]) -> Iterator[OnDesk]:
    signed = ListVersion.objects.filter(campaign=campaign, state=ListState.SIGNED)
    for version in signed.select_related("unit").order_by("signed_at"):
        people = office - {version.signed_by_id}
        title = Text("File the list or send it back")
        yield of_list(version.unit_id, "file", title, str(version.unit), people, pile=Pile.DECISION)


def changes_to_decide(campaign: Campaign, office: frozenset[int]) -> Iterator[OnDesk]:
    agreed = ChangeRequest.objects.filter(campaign=campaign, state=ChangeState.AGREED)
    for change in agreed.select_related("item").order_by("agreed_at"):
        people = office - {change.asked_by_id, change.agreed_by_id, change.receiver_agreed_by_id}
        yield of_change(change, "decide", Text("Decide on a change request"), people)


def of_list(
    unit: int,
    move: str,
    title: Text,
    named: str,
    people: frozenset[int],
    *,
    pile: Pile = Pile.OWED,
    due_on: date | None = None,
) -> OnDesk:
    key, detail = f"worklist.list:{unit}:{move}", Text("%(unit)s", unit=named)
    icon = "inbox" if pile == Pile.DECISION else "checklist"
    return OnDesk(key, pile, title, detail, "worklist:unit_list", (unit,), people, due_on, icon)


def of_change(change: ChangeRequest, move: str, title: Text, people: frozenset[int]) -> OnDesk:
    return OnDesk(
        key=f"worklist.changerequest:{change.pk}:{move}",
        pile=Pile.DECISION,
        title=title,
        detail=Text("%(code)s %(name)s", code=change.item.code, name=change.item.name),
        page="worklist:change",
        args=(change.number,),
        people=people,
        icon="route",
    )


def kick_off_on(campaign: Campaign) -> date | None:
    """Lists are to be ready for the kick-off (plan, part 3)."""
    return obligations(campaign, ObligationKind.KICK_OFF).values_list("due_on", flat=True).first()
