"""Ways to tamper with an installation from below, and what finds each. SECURITY.md has the same table."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import F

from gongjian import vault
from gongjian.accounts.models import User
from gongjian.assessment.models import Result
from gongjian.bulletins.models import Acknowledgement, Bulletin, BulletinFile, Snapshot
from gongjian.campaigns.models import Obligation, RoleAssignment, Rulebook, SpecialDay, Target, Unit
from gongjian.campaigns.rules import DayKind, Role, Series
from gongjian.kernel.text import Text
from gongjian.ledger.models import Chain, Entry
from gongjian.ledger.queries import stated
from gongjian.ledger.rules import BEGINNING, sealed
from gongjian.meetings.models import AgendaItem, Decision, MeetingPaper
from gongjian.obstacles.models import Obstacle, ObstacleEvent, Proof
from gongjian.reporting.models import Evidence, Figure, Period, Reopening, Submission
from gongjian.reporting.queries.proofs import FIGURES
from gongjian.rounds.queries.witnesses import witness_file
from gongjian.standing.models import Hold
from gongjian.worklist.models import (
    Baseline,
    ChangeRequest,
    Item,
    Letter,
    LetterFile,
    ListPaper,
    ListRow,
    ListVersion,
    Particulars,
    Project,
)
from tests.world import NOON

LATER = timedelta(days=1)


@dataclass(frozen=True)
class Way:
    """Something done behind the verbs' back, what is then named, and what that is found by."""

    done: str
    do: Callable
    named: str
    found_by: str
    against: bool = False  # only somebody who has an anchor of before finds it


WAYS: list[Way] = []
CHAIN, ROWS, SEAL, FILE, WITNESS, ANCHOR = (
    "the walk along the chain",
    "the row against its entry",
    "the seal, worked out again",
    "the kept file, read again",
    "the witness file",
    "`--against` an anchor or a paper",
)


def way(done: str, named: str, found_by: str, *, against: bool = False) -> Callable:
    def kept(do: Callable) -> Callable:
        WAYS.append(Way(done, do, named, found_by, against))
        return do

    return kept


def entries(chain):
    return Entry.objects.filter(campaign_id=chain).order_by("number")


def without_laws(sql, *values):
    """Somebody at the database itself does not mind its laws either."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def rewritten(chain):
    """The whole chain sealed anew, its head too: in itself it is whole."""
    seal, number = BEGINNING, 0
    for entry in entries(chain):
        number += 1
        entry.number, entry.previous = number, seal
        seal = entry.sha256 = sealed(seal, entry.content())
        Entry.objects.filter(pk=entry.pk).update(number=entry.number, previous=entry.previous, sha256=seal)
    Chain.objects.filter(campaign_id=chain).update(number=number, sha256=seal)


def newest(queryset, **change):
    queryset.model.objects.filter(pk=queryset.order_by("-pk").first().pk).update(**change)


# --- the chain ---------------------------------------------------------------------------------------------------


@way("the last five entries of a campaign are cut off", "are missing", CHAIN)
def _(world):
    last = entries(world.campaign.pk).last().number
    entries(world.campaign.pk).filter(number__gt=last - 5).delete()


@way("the last entries are cut off and the head is set back", "ends too early", WITNESS)
def _(world):
    last = entries(world.campaign.pk).last()
    entries(world.campaign.pk).filter(pk=last.pk).delete()
    before = entries(world.campaign.pk).last()
    Chain.objects.filter(campaign_id=world.campaign.pk).update(number=before.number, sha256=before.sha256)


@way("an entry in the middle is deleted", "changed, or an entry before it", CHAIN)
def _(world):
    entries(world.campaign.pk).filter(number=7).delete()


@way("entries in the middle are deleted and the rest is numbered and sealed anew", "ends too early", WITNESS)
def _(world):
    entries(world.campaign.pk).filter(number__in=(7, 8)).delete()
    rewritten(world.campaign.pk)


@way("all entries of a campaign are deleted", "are missing", CHAIN)
def _(world):
    entries(world.campaign.pk).delete()


@way(
    "all entries of a campaign are deleted, and the chain's head too",
    "ledger of this campaign is missing",
    CHAIN,
)
def _(world):
    entries(world.campaign.pk).delete()
    Chain.objects.filter(campaign_id=world.campaign.pk).delete()


@way("the whole ledger is emptied", "nothing to check", CHAIN)
def _(world):
    Entry.objects.all().delete()
    Chain.objects.all().delete()


@way("the actor of an entry is changed", "changed, or an entry before it", CHAIN)
def _(world):
    entries(world.campaign.pk).filter(number=5).update(actor="Somebody else")


@way("the time of an entry is changed", "changed, or an entry before it", CHAIN)
def _(world):
    entries(world.campaign.pk).filter(number=5).update(at=F("at") + LATER)


@way("the facts of an entry are changed", "changed, or an entry before it", CHAIN)
def _(world):
    entries(world.campaign.pk).filter(number=5).update(facts={"note": "another"})


@way("an entry is changed and given a fitting seal", "changed, or an entry before it", CHAIN)
def _(world):
    entry = entries(world.campaign.pk).get(number=5)
    entry.actor = "Somebody else"
    entries(world.campaign.pk).filter(number=5).update(
        actor=entry.actor, sha256=sealed(entry.previous, entry.content())
    )


@way("the last entry is changed and given a fitting seal", "head of the chain and its last entry", CHAIN)
def _(world):
    entry = entries(world.campaign.pk).last()
    entry.actor = "Somebody else"
    Entry.objects.filter(pk=entry.pk).update(
        actor=entry.actor, sha256=sealed(entry.previous, entry.content())
    )


@way("entries are moved to another campaign", "are missing", CHAIN)
def _(world):
    last = entries(world.campaign.pk).last()
    next_there = entries(world.other.pk).last().number + 1
    Entry.objects.filter(pk=last.pk).update(campaign_id=world.other.pk, number=next_there)


@way("a forged entry is appended", "after the end", CHAIN)
def _(world):
    last = entries(world.campaign.pk).last()
    last.pk, last.number, last.previous = None, last.number + 1, last.sha256
    last.verb, last.facts = Text("received the report"), {}
    last.sha256 = sealed(last.previous, last.content())
    last.save(force_insert=True)


@way("two entries change places", "changed, or an entry before it", CHAIN)
def _(world):
    one, other = (entries(world.campaign.pk).get(number=number) for number in (5, 6))
    Entry.objects.filter(pk=one.pk).update(number=10**6)
    Entry.objects.filter(pk=other.pk).update(number=5)
    Entry.objects.filter(pk=one.pk).update(number=6)


@way("the number in the chain's head is changed", "after the end", CHAIN)
def _(world):
    Chain.objects.filter(campaign_id=world.campaign.pk).update(number=F("number") - 1)


@way("the seal in the chain's head is changed", "head of the chain and its last entry", CHAIN)
def _(world):
    Chain.objects.filter(campaign_id=world.campaign.pk).update(sha256="f" * 64)


@way("the chain's head is deleted", "head of this chain is missing", CHAIN)
def _(world):
    Chain.objects.filter(campaign_id=world.campaign.pk).delete()


@way("an entry about an account is changed (chain 0)", "changed, or an entry before it", CHAIN)
def _(world):
    entries(0).filter(number=1).update(actor="Somebody else")


@way("the end of the chain of accounts is cut off (chain 0)", "are missing", CHAIN)
def _(world):
    entries(0).filter(pk=entries(0).last().pk).delete()


@way("the chain of accounts is cut off and its head set back (chain 0)", "ends too early", WITNESS)
def _(world):
    entries(0).filter(pk=entries(0).last().pk).delete()
    rewritten(0)


@way(
    "a whole campaign is taken out with its chain",
    "no longer exists, and no ledger entry records its deletion",
    CHAIN,
)
def _(world):
    Entry.objects.filter(campaign_id=world.other.pk).delete()
    Chain.objects.filter(campaign_id=world.other.pk).delete()
    for table in ("rounds_audit", "campaigns_rulebook", "campaigns_clock"):
        without_laws(f"DELETE FROM {table} WHERE campaign_id = %s", world.other.pk)
    without_laws("DELETE FROM campaigns_campaign WHERE id = %s", world.other.pk)


@way("the whole chain is rewritten after a change", "rewritten", WITNESS)
def _(world):
    entries(world.campaign.pk).filter(number=5).update(actor="Somebody else")
    rewritten(world.campaign.pk)


@way("figure, entry, chain and witness file are all rewritten", "no chain has", ANCHOR, against=True)
def _(world):
    figure = Figure.objects.order_by("pk").first()
    Figure.objects.filter(pk=figure.pk).update(value=figure.value + 1)
    told_anew(figure.submission_id)
    rewritten(world.campaign.pk)
    witness_file().unlink()


def told_anew(submission):
    """Whoever knows the program makes the entry say what the row says now."""
    now = stated(FIGURES, submission)
    for entry in Entry.objects.filter(facts__proves__has_key=FIGURES.name((submission,))):
        entry.facts["proves"] |= now
        Entry.objects.filter(pk=entry.pk).update(facts=entry.facts)


@way("a line of the witness file is changed", "witness file was changed", WITNESS)
def _(world):
    lines = witness_file().read_text().splitlines()
    lines[0] = lines[0].replace("2026", "2025", 1)
    witness_file().write_text("\n".join(lines) + "\n")


# --- rows --------------------------------------------------------------------------------------------------------


@way("a submitted figure is changed", "reporting.figure@", ROWS)
def _(world):
    newest(Figure.objects, value=F("value") + 1)


@way("a submitted figure is deleted", "reporting.figure@", ROWS)
def _(world):
    Figure.objects.order_by("pk").first().delete()


@way("the cause that a unit gave is reworded", "reporting.figure@", ROWS)
def _(world):
    newest(Figure.objects, cause="别的原因")


@way("a submission is made earlier", "reporting.submission:", ROWS)
def _(world):
    newest(Submission.objects, submitted_at=F("submitted_at") - LATER, confirmed_at=F("confirmed_at") - LATER)


@way("another person is made to have confirmed a report", "reporting.submission:", ROWS)
def _(world):
    newest(Submission.objects, confirmed_by=User.objects.first())


@way("the due date of a period is moved", "reporting.period:", ROWS)
def _(world):
    newest(Period.objects, cut_off_on=F("cut_off_on"), due_on=date(2026, 9, 10))


@way("the due date of a duty is moved", "campaigns.obligation:", ROWS)
def _(world):
    newest(Obligation.objects, due_on=date(2027, 1, 1))


@way("a period is opened longer for one unit", "reporting.reopening@", ROWS)
def _(world):
    newest(Reopening.objects, until=date(2026, 12, 31))


@way("a baseline is changed", "worklist.baseline@", ROWS)
def _(world):
    newest(Baseline.objects, due_on=date(2026, 12, 9))


@way("a baseline is added", "worklist.baseline@", ROWS)
def _(world):
    last = Baseline.objects.order_by("-pk").first()
    last.pk, last.number, last.known_at = None, last.number + 1, last.known_at + LATER
    last.save(force_insert=True)


@way("what an item weighed on an earlier day is changed", "worklist.particulars@", ROWS)
def _(world):
    newest(Particulars.objects, weight=99)


@way("the weight of an item is changed, and no verb knows of it", "worklist.item:", SEAL)
def _(world):
    newest(Item.objects, weight=99)


@way("a row of a signed list is changed", "worklist.listrow@", f"{ROWS}; {SEAL}")
def _(world):
    newest(ListRow.objects.filter(list_version__state="filed"), target=99)


@way("another person is made to have signed a list", "worklist.listversion:", ROWS)
def _(world):
    newest(ListVersion.objects.filter(state="filed"), signed_by=User.objects.first())


@way("a printed list is forgotten", "worklist.listpaper@", ROWS)
def _(world):
    ListPaper.objects.order_by("pk").first().delete()


@way("the words of a letter are changed", "worklist.letter:", ROWS)
def _(world):
    Letter.objects.filter(pk=world.letter.pk).update(content=world.letter.content | {"people": ["别人"]})


@way("a granted request is made to ask for something else", "worklist.changerequest:", ROWS)
def _(world):
    newest(ChangeRequest.objects, reason="别的原因")


@way("a published result is changed", "assessment.result@", ROWS)
def _(world):
    newest(Result.objects, total=F("total") + 1)


@way("a rule of the rulebook is changed", "campaigns.rulebook:", ROWS)
def _(world):
    book = Rulebook.objects.filter(campaign=world.campaign).first()
    Rulebook.objects.filter(pk=book.pk).update(sections={})


@way("a bulletin's row is deleted", "bulletins.bulletin:", ROWS)
def _(world):
    Acknowledgement.objects.filter(bulletin=world.bulletin).delete()
    BulletinFile.objects.filter(bulletin=world.bulletin).delete()
    Bulletin.objects.filter(pk=world.bulletin.pk).delete()


@way("the content of an issued bulletin is changed", "bulletins.bulletin:", f"{ROWS}; {SEAL}")
def _(world):
    content = world.bulletin.content | {"closing": "别的话"}
    Bulletin.objects.filter(pk=world.bulletin.pk).update(content=content)


@way("the content of a bulletin is changed and sealed anew", "bulletins.bulletin:", ROWS)
def _(world):
    content = world.bulletin.content | {"closing": "别的话"}
    seal = sealed(world.bulletin.snapshot.sha256, content)
    Bulletin.objects.filter(pk=world.bulletin.pk).update(content=content, sha256=seal)


@way("the data behind a bulletin are changed", "bulletins.snapshot:", f"{ROWS}; {SEAL}")
def _(world):
    snapshot = world.bulletin.snapshot
    Snapshot.objects.filter(pk=snapshot.pk).update(data=snapshot.data | {"rulebook": 9})


@way("an acknowledgement is made up", "bulletins.acknowledgement:", ROWS)
def _(world):
    said = Acknowledgement.objects.get(bulletin=world.bulletin)
    said.pk, said.unit = None, world.campaign.units.last().organisation
    said.save(force_insert=True)


@way("minutes are changed after they were closed", "meetings.agendaitem@", ROWS)
def _(world):
    newest(AgendaItem.objects.exclude(conclusion=""), conclusion="会议没有听取汇报。")


@way("issued minutes are changed", "meetings.meetingpaper:", f"{ROWS}; {SEAL}")
def _(world):
    content = json.loads(json.dumps(world.minutes.content)) | {"title": "别的纪要"}
    MeetingPaper.objects.filter(pk=world.minutes.pk).update(content=content)


@way("a decision gets another date", "meetings.decision:", ROWS)
def _(world):
    Decision.objects.filter(pk=world.decision.pk).update(due_on=date(2026, 12, 1))


@way("an obstacle gets another due date", "obstacles.obstacle:", ROWS)
def _(world):
    Obstacle.objects.filter(pk=world.obstacle.pk).update(due_on=date(2026, 12, 1))


@way("what was shown with an obstacle is taken away", "obstacles.proof@", ROWS)
def _(world):
    Proof.objects.filter(obstacle=world.obstacle).delete()


@way("evidence is marked as removed", "reporting.evidence:", ROWS)
def _(world):
    newest(Evidence.objects, removed_at=F("added_at"))


@way("an accepted reason is made to hold longer", "standing.hold@", ROWS)
def _(world):
    newest(Hold.objects, until=date(2026, 12, 31))


@way("a reason is made up for an item that lags", "standing.hold@", ROWS)
def _(world):
    hold = Hold.objects.order_by("pk").first()
    hold.pk, hold.item = None, Item.objects.exclude(pk=hold.item_id).first()
    hold.save(force_insert=True)


@way("an item is made to weigh more", "worklist.item@", ROWS)
def _(world):
    newest(Item.objects, weight=F("weight") + 5)


@way("an item is taken out of the list", "worklist.item@", ROWS)
def _(world):
    newest(Item.objects, withdrawn_at=NOON, withdrawn_because="别的原因")


@way("an item is given back its earlier promise", "worklist.item@", ROWS)
def _(world):
    later = Baseline.objects.filter(number=2).first()
    Item.objects.filter(pk=later.item_id).update(baseline=later.item.baselines.get(number=1))


@way("a project is given to another leading official", "worklist.project:", ROWS)
def _(world):
    newest(Project.objects, leading_official=User.objects.first())


@way("a target is lowered", "campaigns.target:", ROWS)
def _(world):
    newest(Target.objects, value=1)


@way("somebody is given a seat", "campaigns.roleassignment:", ROWS)
def _(world):
    assignment = RoleAssignment.objects.filter(campaign=world.campaign).first()
    assignment.pk, assignment.role, assignment.person = (
        None,
        Role.ADMINISTRATOR,
        User.objects.order_by("pk").first(),
    )
    assignment.save(force_insert=True)


@way("a unit is ranked in another series", "campaigns.unit:", ROWS)
def _(world):
    unit = Unit.objects.filter(campaign=world.campaign).first()
    other = Series.TOWNSHIPS if unit.series != Series.TOWNSHIPS else Series.DEPARTMENTS
    Unit.objects.filter(pk=unit.pk).update(series=other)


@way("a working day is made a day off", "campaigns.specialday:", ROWS)
def _(world):
    SpecialDay.objects.create(campaign=world.campaign, day=date(2026, 10, 12), kind=DayKind.OFF, name="", known_at=NOON)  # fmt: skip


@way("a step in the life of an obstacle is made up", "obstacles.obstacleevent@", ROWS)
def _(world):
    step = ObstacleEvent.objects.filter(obstacle=world.obstacle).order_by("-number").first()
    step.pk, step.number = None, step.number + 1
    step.save(force_insert=True)


# --- files -------------------------------------------------------------------------------------------------------


def place_of(sha256):
    return vault.path_of(settings.VAULT_DIR, sha256)


@way("a kept piece of evidence is changed", "is damaged", FILE)
def _(world):
    place_of(Evidence.objects.last().sha256).write_bytes(b"something else")


@way("a kept piece of evidence is deleted", "is missing", FILE)
def _(world):
    place_of(Evidence.objects.last().sha256).unlink()


@way("a kept letter is deleted", "is missing", FILE)
def _(world):
    place_of(LetterFile.objects.last().sha256).unlink()


@way("the PDF of a bulletin is exchanged, and its row with it", "bulletins.bulletinfile@", ROWS)
def _(world):
    kept = BulletinFile.objects.get(bulletin=world.bulletin)
    content = vault.fetch(settings.VAULT_DIR, kept.sha256).replace(b"%%EOF", b"%%EOF\n", 1)
    sha256 = vault.keep(settings.VAULT_DIR, content)
    BulletinFile.objects.filter(pk=kept.pk).update(sha256=sha256, size=len(content))


@way("the scan of a sealed letter is exchanged, and its row with it", "worklist.letter:", ROWS)
def _(world):
    Letter.objects.filter(pk=world.letter.pk).update(scan=vault.keep(settings.VAULT_DIR, b"another page"))
