"""Organisations and people come in a sheet: looked at first, asked about, then taken in whole or not at all."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from gongjian.accounts.actions import many_rows
from gongjian.accounts.actions.administrators import require_keeper
from gongjian.accounts.models import Organisation, User
from gongjian.accounts.queries import facts_below
from gongjian.accounts.rules import Outside
from gongjian.accounts.rules.dry_run import Plan, plan_of
from gongjian.accounts.rules.known import OrganisationFacts, PersonFacts
from gongjian.intake.actions import (
    file_content,
    keep_list,
    locked_list,
    mark_applied,
    remember,
    sheets_of,
    write_outcome,
)
from gongjian.intake.models import IncomingList
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import Refused, no, require
from gongjian.ledger.actions import record

PURPOSE = "people"
NOTHING_ELSE = Outside()
OF_ORGANISATION = ("name", "short_name", "other_names", "kind", "parent", "position", "proposed_series")
OF_PERSON = ("username", "name", "organisation", "duty", "phone", "email", "proposed_role")


@transaction.atomic
def bring_people(
    organisation: Organisation,
    name: str,
    content: bytes,
    *,
    by: User | None,
    at: datetime,
    outside: Outside = NOTHING_ELSE,
) -> IncomingList:
    """A sheet of organisations, people or both is kept and looked at. Nothing changes yet."""
    require_keeper(by, organisation)
    sheets_of(name, content)

    incoming = keep_list(name, content, purpose=PURPOSE, scope=organisation.pk, by=by, at=at)
    incoming = looked_at(incoming, by=by, outside=outside)

    record(Text("imported the file %(name)s", name=incoming.file_name), about=incoming, by=by, at=at)
    return incoming


@transaction.atomic
def answer_questions(
    incoming: IncomingList,
    answers: Mapping[str, str],
    *,
    by: User | None,
    at: datetime,
    mapping: Mapping[str, str] | None = None,
    outside: Outside = NOTHING_ELSE,
) -> IncomingList:
    """Somebody says who is who, or which column is which; the file is looked at again with these eyes."""
    require_keeper(by, organisation_of(incoming))
    incoming = locked_list(incoming)

    incoming = remember(incoming, answers=answers, mapping=mapping)
    incoming = looked_at(incoming, by=by, outside=outside)

    answered = Text("answered questions about the file %(name)s", name=incoming.file_name)
    record(
        answered,
        about=incoming,
        by=by,
        at=at,
        answers=[f"{key}: {answer}" for key, answer in answers.items()],
    )
    return incoming


@transaction.atomic
def apply_people(
    incoming: IncomingList, *, by: User | None, at: datetime, outside: Outside = NOTHING_ELSE
) -> IncomingList:
    """All that the sheet says is written, exactly as it was shown, or nothing."""
    require_keeper(by, organisation_of(incoming))
    incoming = locked_list(incoming)
    Organisation.objects.select_for_update(no_key=True).get(pk=incoming.scope)
    plan = planned(incoming, by=by, outside=outside)
    require_agreed(incoming, plan)

    organisations = put_organisations(plan)
    people = put_people(plan, organisations, at=at)
    incoming = mark_applied(incoming, by=by, at=at)
    applied = {"organisations": [organisations[ref] for ref in plan.organisations.order], "people": people}
    incoming = write_outcome(incoming, {**(incoming.outcome or {}), "applied": applied})

    counts = {name: count for name, count in (incoming.outcome or {})["counts"].items() if count}
    record(
        Text("imported the people file %(name)s", name=incoming.file_name),
        about=incoming,
        by=by,
        at=at,
        **counts,
    )
    return incoming


def organisation_of(incoming: IncomingList) -> Organisation:
    return Organisation.objects.get(pk=incoming.scope)


def looked_at(incoming: IncomingList, *, by: User | None, outside: Outside) -> IncomingList:
    try:
        return write_outcome(incoming, planned(incoming, by=by, outside=outside).outcome())
    except Refused as refused:
        return write_outcome(incoming, {"refused": refused.reason.to_json()})


def planned(incoming: IncomingList, *, by: User | None, outside: Outside) -> Plan:
    facts = facts_below(organisation_of(incoming), reader=by, outside=outside)
    grids = sheets_of(incoming.file_name, file_content(incoming))
    plan = plan_of(grids, facts, mapping=incoming.mapping, answers=incoming.answers)
    if isinstance(plan, Text):
        raise Refused(plan)
    return plan


def require_agreed(incoming: IncomingList, plan: Plan) -> None:
    """What is written is what was shown: no problem, no open question, and nothing has changed since."""
    if plan.findings.counts["problems"]:
        require(no("There are still problems in the file. Nothing was imported."))
    if plan.findings.open_questions:
        require(no("There are still open questions about the file. Nothing was imported."))
    shown = (incoming.outcome or {}).get("fingerprint")
    if shown != plan.fingerprint(list(plan.changes())):
        require(no("Organisations or people have changed since the file was looked at. Look at it again."))


def put_organisations(plan: Plan) -> dict[int, int]:
    """Every organisation of the plan by its real number. Whoever stands above comes first."""
    known = plan.facts.organisations
    numbers = {ref: ref for ref in known}
    waiting = [one for one in plan.organisations.wanted.values() if one.ref < 0]
    while waiting:
        ready = [one for one in waiting if one.parent in numbers or one.parent is None]
        top = Organisation.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        many_rows.insert([organisation_from(one, numbers) for one in ready])
        fresh = Organisation.objects.filter(pk__gt=top).values_list("parent_id", "name", "pk")
        found: dict[tuple[int | None, str], int] = {(above, name): pk for above, name, pk in fresh}
        numbers |= {one.ref: found[numbers[one.parent] if one.parent else None, one.name] for one in ready}
        waiting = [one for one in waiting if one.ref not in numbers]
    changed = [one for ref, one in plan.organisations.wanted.items() if ref > 0 and one != known[ref]]
    many_rows.update([organisation_from(one, numbers) for one in changed], OF_ORGANISATION)
    return numbers


def organisation_from(one: OrganisationFacts, numbers: Mapping[int, int]) -> Organisation:
    return Organisation(
        pk=one.ref if one.ref > 0 else None,
        name=one.name,
        short_name=one.short_name,
        other_names=list(one.other_names),
        kind=one.kind,
        parent_id=numbers.get(one.parent, one.parent) if one.parent else None,
        position=one.position,
        proposed_series=one.series,
    )


def put_people(plan: Plan, numbers: Mapping[int, int], *, at: datetime) -> list[int]:
    """The accounts that the sheet is about, in its order."""
    wanted, known = plan.people.wanted, plan.facts.people
    new = [one for one in wanted.values() if one.ref < 0]
    top = User.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    many_rows.insert([person_from(one, numbers, at=at) for one in new])
    fresh = dict(User.objects.filter(pk__gt=top).values_list("username", "pk")) if new else {}
    changed = [one for ref, one in wanted.items() if ref > 0 and one != known[ref]]
    many_rows.update([person_from(one, numbers, at=at) for one in changed], OF_PERSON)
    return [fresh[wanted[ref].username] if ref < 0 else ref for ref in plan.people.claimed]


def person_from(one: PersonFacts, numbers: Mapping[int, int], *, at: datetime) -> User:
    """A new account waits for its one-time code: it has no password."""
    return User(
        pk=one.ref if one.ref > 0 else None,
        username=one.username,
        name=one.name,
        organisation_id=numbers.get(one.organisation, one.organisation) if one.organisation else None,
        duty=one.duty,
        phone=one.phone,
        email=one.email,
        proposed_role=one.role,
        password=make_password(None),
        date_joined=at,
    )


def people_of(incoming: IncomingList) -> Sequence[User]:
    """The accounts that an applied file was about, in its order."""
    pks = ((incoming.outcome or {}).get("applied") or {}).get("people", [])
    found = User.objects.in_bulk(pks)
    return [found[pk] for pk in pks if pk in found]
