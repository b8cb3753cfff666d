"""Every verb is tried on an archived campaign: the first test that calls it lets it run there before, and takes that back.

A verb refuses with the sentence of the archive, or it writes nothing. Then the test goes on as if nothing had been.
With whatever else it refuses, in any test, that sentence stands beside it in docs/refusals.md.
A run of everything asks at its end whether a verb was never tried.
"""

import importlib
import re
import sys
from copy import copy
from functools import wraps

from django.db import connection, transaction
from django.db.models import Model

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.kernel.verdict import NotAllowed, Refused
from gongjian.ledger.models import Chain
from tests.house.refusals import PASSED_ON, refusals_told
from tests.house.verbs import OF_THEIR_OWN, called_by_doors, verbs
from tests.world import NOON

SENTENCE = "This campaign is archived. Everything can be read, nothing changed."
WRITES = ("INSERT", "UPDATE", "DELETE")
NOT_OF_A_CAMPAIGN = {
    "gongjian.campaigns.actions.life.move_campaign",  # opens the archive again, by its own rule
    "gongjian.rounds.actions.daily.back_up_today",  # of everything, the archive too
    "gongjian.rounds.actions.leaving.close_account",  # accounts live longer than campaigns
    "gongjian.rounds.actions.opening.open_for",  # a campaign that is not there yet
    "gongjian.rounds.actions.renewing.renew_by_code",
    "gongjian.rounds.actions.renewing.renew_password",
    "gongjian.rounds.actions.witnessing.bear_witness",  # beside the database: the archive has its last line too
}
NEVER_REMEMBERED = {
    "reporting_reportrow",  # what is typed before it is handed in
    "worklist_listrow",
    "worklist_codeseries",
    "rounds_audit",  # how far a check has come
    "cache",
    "standing_itemstanding",
    "standing_projection",
}
NOTES = {  # said by the verb that closes or signs what they stand in, and nothing remembered reads them
    "gongjian.meetings.actions.running.mark_all_present",
    "gongjian.meetings.actions.running.save_attendance",
    "gongjian.meetings.actions.running.save_conclusion",
    "gongjian.worklist.actions.many_rows.",
    "gongjian.worklist.actions.rows.",
}
TABLE = re.compile(r'(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM) "?(\w+)')
tried: set[str] = set()
refused: set[str] = set()
running: list[str] = []


class Undone(Exception):
    """What was tried has not been."""


def offered() -> set[str]:
    """What a door can call: whatever else is a verb is reached through these."""
    return set(verbs()) & called_by_doors() - OF_THEIR_OWN - NOT_OF_A_CAMPAIGN


def watch() -> None:
    """Every verb is handed to the tests with its trial before it. Comes before any test is imported."""
    verbs_of_doors = {}
    for name in sorted(offered()):
        module, _, word = name.rpartition(".")
        verb = getattr(importlib.import_module(module), word)
        verbs_of_doors[id(verb)] = verb, tried_first(name, verb)
    for known in [one for key, one in sys.modules.items() if key.startswith("gongjian")]:
        for word, value in list(vars(known).items()):
            verb, tested = verbs_of_doors.get(id(value), (None, None))
            if verb is not None:
                setattr(known, word, tested)


def tried_first(name, verb):
    @wraps(verb)
    def call(*words, **more):
        counted = connection.force_debug_cursor
        first = not (running or counted) and connection.in_atomic_block
        outermost = first and name not in tried
        running.append(name)
        try:
            if first and more.get("by") is not None and name not in refused:
                ask_as_a_stranger(name, verb, words, more)
            said = said_in_the_archive(verb, words, more) if outermost else ""
            answer = told(name, verb, words, more) if outermost else verb(*words, **more)
        except Refused as refusal:
            if (
                refusal.reason.msgid not in {SENTENCE, *refusals_told()[name]}
                and PASSED_ON not in refusals_told()[name]
            ):
                raise AssertionError(
                    f"{name} refuses with “{refusal.reason.msgid}”: docs/refusals.md does not say so"
                ) from refusal
            raise
        finally:
            running.pop()
        if outermost and not said:
            raise AssertionError(f"{name} writes into a campaign that lies in the archive")
        if outermost and said == SENTENCE:
            tried.add(name)
        return answer

    return call


def ask_as_a_stranger(name, verb, words, more):
    """The same call by somebody who has no role anywhere: refused, or nothing comes of it; then it is tried again."""
    said = said_by(
        lambda: more | {"by": User.objects.create(username="nobody at all", name="nobody")}, verb, words
    )
    if said == "written":
        raise AssertionError(f"{name} does it for somebody who has no role anywhere")
    if said == "refused":
        refused.add(name)


def said_by(more, verb, words) -> str:
    written: list[str] = []
    said = "nothing"
    try:
        with transaction.atomic():
            handed = more()
            try:
                with connection.execute_wrapper(listening(written)):
                    verb(*map(apart, words), **{key: apart(value) for key, value in handed.items()})
                said = "written" if written else "nothing"
            except NotAllowed:
                said = "refused"
            except Exception:
                said = "nothing"
            raise Undone
    except Undone:
        return said


def told(name, verb, words, more):
    """What pages remember holds until a chain grows: so whatever writes what is remembered leaves an entry."""
    written, before = [], seals()
    with connection.execute_wrapper(listening(written)):
        answer = verb(*words, **more)
    unsaid = {match[1] for sql in written if (match := TABLE.match(sql))} - NEVER_REMEMBERED
    if unsaid and seals() == before and not name.startswith(tuple(NOTES)):
        raise AssertionError(
            f"{name} writes {sorted(unsaid)} and leaves no entry: pages go on with what they remember"
        )
    return answer


def seals():
    return set(Chain.objects.values_list("campaign_id", "sha256"))


def listening(written):
    def listen(execute, sql, params, many, context):
        if sql.startswith(WRITES):
            written.append(sql)
        return execute(sql, params, many, context)

    return listen


def said_in_the_archive(verb, words, more) -> str:
    """The sentence of the refusal; the empty string if something was written all the same."""
    written: list[str] = []
    said = "nothing"
    try:
        with transaction.atomic():
            seal_everything()
            try:
                with connection.execute_wrapper(listening(written)):
                    verb(*map(apart, words), **{key: apart(value) for key, value in more.items()})
                said = "" if written else "nothing"
            except Refused as refusal:
                said = refusal.reason.msgid
            except Exception as error:
                said = repr(error)
            raise Undone
    except Undone:
        return said


def apart(value):
    """What the trial does to a row, the test does not see: a deleted one has no number any more."""
    return copy(value) if isinstance(value, Model) else value


def seal_everything() -> None:
    known = set(Chain.objects.values_list("campaign_id", flat=True))
    others = Campaign.objects.exclude(pk__in=known).values_list("pk", flat=True)
    Chain.objects.bulk_create(Chain(campaign_id=pk, sha256="0" * 64) for pk in others)
    Chain.objects.exclude(campaign_id=0).update(sealed_at=NOON)
