"""A list is signed by the head of its unit, by hand or in the system, and sent back where something is amiss."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from gongjian import vault
from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.ledger.queries import Said, anchor_of, stated
from gongjian.orm import write_back
from gongjian.reading.cells.words import normal
from gongjian.reading.uploads import CheckedFile
from gongjian.worklist.actions.promised import check_against_filed
from gongjian.worklist.actions.rows import code_book, remember_numbers
from gongjian.worklist.models import ListPaper, ListRow, ListVersion, steps_from
from gongjian.worklist.papers.list_paper import fingerprint_of, list_pdf
from gongjian.worklist.papers.sealing import sealed
from gongjian.worklist.permissions import drawer, may
from gongjian.worklist.queries.proofs import LIST_PAPERS, LIST_ROWS, LISTS
from gongjian.worklist.rules import Plan, plan_is_sound
from gongjian.worklist.rules.codes import WITHOUT_LINE
from gongjian.worklist.rules.lists import LIST_MOVES, ListMove, ready_to_sign


@dataclass(frozen=True, slots=True)
class Printed:
    """What was signed: its fingerprint, and where the printed list lies in the vault."""

    fingerprint: str
    sha256: str
    size: int
    anchor: str  # of the ledger, when it was printed


@transaction.atomic
def sign_list(version: ListVersion, *, by: User, at: datetime, seen: int) -> ListVersion:
    """The head answers for the list as they have seen it. From now on nobody edits it."""
    version = locked_for(ListMove.SIGN, version, by=by, seen=seen)

    printed = freeze(version, ListMove.SIGN, by=by, at=at)

    record(Text("signed the list"), about=version, by=by, at=at, **vars_of(printed), proves=proof_of(version))
    return version


@transaction.atomic
def record_signature(
    version: ListVersion, scan: CheckedFile, *, by: User, at: datetime, seen: int
) -> ListVersion:
    """For a unit without a computer: the head has signed on paper, and the Office keeps the scan."""
    version = locked_for(ListMove.RECORD, version, by=by, seen=seen)

    keep_scan(version, scan)
    version.on_paper = True
    printed = freeze(version, ListMove.RECORD, by=by, at=at)

    recorded = Text("recorded the list that was signed on paper")
    record(recorded, about=version, by=by, at=at, scan=version.scan, **vars_of(printed), proves=proof_of(version))  # fmt: skip
    return version


def locked_for(move: ListMove, version: ListVersion, *, by: User, seen: int) -> ListVersion:
    """Codes are given one list at a time."""
    Campaign.objects.select_for_update(no_key=True).get(pk=version.campaign_id)
    version = ListVersion.objects.locked(version.pk)
    require(may(move, version, by=by))
    unchanged(seen, version.version)
    return version


def freeze(version: ListVersion, move: ListMove, *, by: User, at: datetime) -> Printed:
    rows = list(version.rows.select_related("line_of_work", "item__baseline"))
    incomplete = [row.name or row.project_name or str(row.position) for row in rows if not is_complete(row)]
    require(ready_to_sign(len(rows), incomplete))
    check_against_filed(version, rows)
    give_codes(version, rows)

    version.state, version.signed_at, version.signed_by = LIST_MOVES.target(move), at, by
    version.version += 1
    printed = printed_list(version, rows, at=at)
    version.fingerprint, version.paper = printed.fingerprint, printed.sha256
    version.save()
    ListPaper.objects.create(
        campaign=version.campaign, list_version=version, signed_at=at, signed_by=by, **vars_of(printed)
    )
    return printed


def printed_list(version: ListVersion, rows: Sequence[ListRow], *, at: datetime) -> Printed:
    signed_by = "–" if version.on_paper else str(version.signed_by)
    anchor = str(anchor_of(version.campaign_id))
    pdf = list_pdf(version, rows, at=at, signed_by=signed_by, anchor=anchor)
    pdf = sealed(pdf, reason=str(version), at=at)
    return Printed(fingerprint_of(version, rows), vault.keep(settings.VAULT_DIR, pdf), len(pdf), anchor)


def vars_of(printed: Printed) -> dict[str, str | int]:
    return {name: getattr(printed, name) for name in ("fingerprint", "sha256", "size", "anchor")}


def proof_of(*versions: ListVersion) -> Said:
    """What the ledger is to know of signed lists: who signed when, every row, and every paper that was printed."""
    pks = [version.pk for version in versions]
    return stated(LISTS, *pks) | stated(LIST_ROWS, *pks) | stated(LIST_PAPERS, *pks)


def is_complete(row: ListRow) -> bool:
    if not (row.name and row.project_name and row.line_of_work_id and row.starts_on and row.due_on):
        return False
    plan = Plan(row.starts_on, row.due_on, row.curve, row.target, steps_from(row.steps))
    return bool(plan_is_sound(row.measure, plan)) and row.weight > 0


def give_codes(version: ListVersion, rows: Sequence[ListRow]) -> None:
    """Rows without a code get the next free one of the campaign, so that the paper names them for good."""
    bare = [row for row in rows if not (row.item_code and row.project_code)]
    if not bare:
        return
    book = code_book(version.campaign)
    for row in bare:
        line = row.line_of_work.code if row.line_of_work else WITHOUT_LINE
        named = book.projects.get(normal(row.project_name))
        row.project_code = row.project_code or named or book.next(line, digits=3)
        book.projects.setdefault(normal(row.project_name), row.project_code)
        row.item_code = row.item_code or book.next(row.project_code, digits=1)
    remember_numbers(version.campaign_id, book)
    write_back(bare, ["project_code", "item_code"])


@transaction.atomic
def add_scan(version: ListVersion, scan: CheckedFile, *, by: User, at: datetime, seen: int) -> ListVersion:
    """The sealed page, as it was scanned, lies beside the signed list."""
    version = ListVersion.objects.locked(version.pk)
    require(drawer(by, version))
    unchanged(seen, version.version)
    if not version.fingerprint:
        require(no("Sign the list first; then add the scan of the sealed page."))

    keep_scan(version, scan)
    version.version += 1
    version.save(update_fields=["scan", "scan_name", "scan_type", "version"])

    proves = stated(LISTS, version.pk)
    record(Text("added the scan of the sealed page"), about=version, by=by, at=at, scan=version.scan, proves=proves)  # fmt: skip
    return version


def keep_scan(version: ListVersion, scan: CheckedFile) -> None:
    version.scan = vault.keep(settings.VAULT_DIR, scan.content)
    version.scan_name, version.scan_type = scan.name, scan.media_type


@transaction.atomic
def send_list_back(version: ListVersion, *, reason: str, by: User, at: datetime, seen: int) -> ListVersion:
    """The Office asks for another list. The unit may edit again; what was signed stays in the vault."""
    version = ListVersion.objects.locked(version.pk)
    require(may(ListMove.SEND_BACK, version, by=by))
    unchanged(seen, version.version)
    if not reason.strip():
        require(no("Enter what is to be changed."))

    withdrawn, version.fingerprint, version.paper = version.fingerprint, "", ""
    version.state = LIST_MOVES.target(ListMove.SEND_BACK)
    version.signed_at = version.signed_by = None
    version.on_paper, version.scan, version.scan_name, version.scan_type = False, "", "", ""
    version.sent_back_at, version.sent_back_by, version.sent_back_because = at, by, reason.strip()[:300]
    version.version += 1
    version.save()

    sent = Text("sent the list back")
    record(sent, about=version, by=by, at=at, reason=reason.strip(), fingerprint=withdrawn, proves=proof_of(version))  # fmt: skip
    return version
