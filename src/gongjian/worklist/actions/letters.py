"""Letters of responsibility are issued together, signed for by the heads, and issued anew when a list changes."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from gongjian import vault
from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.rules.life import Life
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.ledger.queries import anchor_of, stated
from gongjian.reading.uploads import CheckedFile
from gongjian.sandbox.papers import in_one
from gongjian.work.actions import enqueue
from gongjian.worklist.models import Letter, LetterFile, ListRow
from gongjian.worklist.papers.letters import FORMATS, file_name, letter_content, pressed
from gongjian.worklist.papers.whole_set import zipped
from gongjian.worklist.permissions import may_issue_letters, may_sign_for
from gongjian.worklist.queries.letters import LetterOfUnit, letters_by_unit
from gongjian.worklist.queries.proofs import LETTER_FILES, LETTERS
from gongjian.worklist.rules.letters import LETTER_MOVES, LetterMove


@transaction.atomic
def issue_letters(campaign: Campaign, *, rule: Sequence[Text], by: User, at: datetime) -> list[Letter]:
    """Every unit whose filed list has no letter yet, or a newer version than its letter, gets one. Numbers stay with the unit."""
    campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
    require(may_issue_letters(by, campaign))
    due = [one for one in letters_by_unit(campaign) if one.is_due]
    if not due:
        require(no("Every filed list has a letter."))

    replaced = [one.letter.pk for one in due if one.letter]
    Letter.objects.filter(pk__in=replaced).update(state=LETTER_MOVES.target(LetterMove.REPLACE))
    letters = Letter.objects.bulk_create(write_letters(campaign, due, rule, by=by, at=at), batch_size=100)
    transaction.on_commit(lambda: enqueue("print_letters", campaign.pk))

    issued = Text("issued letters of responsibility: %(count)s", count=len(letters))
    proves = stated(LETTERS, *(letter.pk for letter in letters))
    record(issued, about=letters[0], by=by, at=at, letters=[str(letter) for letter in letters], proves=proves)
    return letters


def write_letters(
    campaign: Campaign, due: Sequence[LetterOfUnit], rule: Sequence[Text], *, by: User, at: datetime
) -> list[Letter]:
    targets = {target.code: target for target in campaign.targets.all()}
    rows: dict[int, list[ListRow]] = {}
    for row in ListRow.objects.filter(list_version__in=[one.version for one in due]).order_by(
        "position", "pk"
    ):
        rows.setdefault(row.list_version_id, []).append(row)
    year = campaign.day_of(at).year
    number = campaign.letters.filter(number_year=year).aggregate(last=Max("number"))["last"] or 0
    letters, anchor = [], str(anchor_of(campaign.pk))
    for one in due:
        number += 0 if one.letter else 1
        letter = Letter(
            campaign=campaign,
            unit=one.version.unit,
            list_version=one.version,
            number=one.letter.number if one.letter else number,
            number_year=one.letter.number_year if one.letter else year,
            revision=one.letter.revision + 1 if one.letter else 0,
            issued_at=at,
            issued_by=by,
        )
        content = letter_content(letter, rows.get(one.version.pk, []), targets, rule=rule)
        letter.content = content | {"anchor": anchor}
        letters.append(letter)
    return letters


@transaction.atomic
def sign_for_letter(letter: Letter, *, by: User, at: datetime, seen: int) -> Letter:
    """The head of the unit takes the letter on."""
    letter = Letter.objects.locked(letter.pk)
    require(may_sign_for(LetterMove.SIGN_FOR, letter, by=by))
    unchanged(seen, letter.version)

    signed(letter, LetterMove.SIGN_FOR, by=by, at=at)

    taken = Text("signed for letter %(letter)s", letter=str(letter))
    record(taken, about=letter, by=by, at=at, proves=stated(LETTERS, letter.pk))
    return letter


@transaction.atomic
def record_letter(letter: Letter, scan: CheckedFile, *, by: User, at: datetime, seen: int) -> Letter:
    """The head has signed on paper, at the kick-off; the Office keeps the scan."""
    letter = Letter.objects.locked(letter.pk)
    require(may_sign_for(LetterMove.RECORD, letter, by=by))
    unchanged(seen, letter.version)

    letter.on_paper, letter.scan = True, vault.keep(settings.VAULT_DIR, scan.content)
    letter.scan_name, letter.scan_type = scan.name, scan.media_type
    signed(letter, LetterMove.RECORD, by=by, at=at)

    recorded = Text("recorded letter %(letter)s as signed on paper", letter=str(letter))
    record(recorded, about=letter, by=by, at=at, scan=letter.scan, proves=stated(LETTERS, letter.pk))
    return letter


def signed(letter: Letter, move: LetterMove, *, by: User, at: datetime) -> None:
    letter.state = LETTER_MOVES.target(move)
    letter.signed_at, letter.signed_by = at, by
    letter.version += 1
    letter.save()


def print_letters(letters: Iterable[Letter], *, at: datetime) -> None:
    """Print what has not been printed yet; from then on the same bytes are handed out. Pressing holds no lock."""
    wanted = Letter.objects.filter(pk__in=[letter.pk for letter in letters])
    related = wanted.select_related("campaign", "unit").prefetch_related("files")
    new = [printed(letter, kind) for letter in related for kind in missing_formats(letter)]
    if new:
        keep_files(new, at=at)


def bytes_of(letter: Letter, kind: str, *, at: datetime) -> bytes:
    """The kept file. In the archive nothing is kept any more: what was never printed before is printed for the reader."""
    if letter.campaign.is_archived and kind in missing_formats(letter):
        return pressed(letter, kind)
    if kind in missing_formats(letter):
        print_letters([letter], at=at)
    file = LetterFile.objects.get(letter=letter, format=kind)
    return vault.fetch(settings.VAULT_DIR, file.sha256)


def whole_set(letters: Iterable[Letter], kind: str, *, at: datetime) -> bytes:
    """All of them as one PDF to print, or every file in one zip."""
    wanted = Letter.objects.filter(pk__in=[letter.pk for letter in letters]).order_by("number")
    print_letters(wanted.exclude(campaign__life=Life.ARCHIVED), at=at)
    found = wanted.select_related("campaign", "unit").prefetch_related("files")
    if kind == "pdf":
        return in_one(bytes_of(one, "pdf", at=at) for one in found)
    return zipped((file_name(one, form), bytes_of(one, form, at=at)) for one in found for form in FORMATS)


def missing_formats(letter: Letter) -> list[str]:
    kept = {file.format for file in letter.files.all()}
    return [kind for kind in FORMATS if kind not in kept]


@transaction.atomic
def keep_files(files: Sequence[LetterFile], *, at: datetime) -> None:
    """Who comes second with the same letter has printed for nothing."""
    LetterFile.objects.bulk_create(files, batch_size=200, ignore_conflicts=True)

    told = Text("printed letters: %(count)s files", count=len(files))
    proves = stated(LETTER_FILES, *{file.letter_id for file in files})
    record(told, about=files[0].letter, by=None, at=at, sha256=[file.sha256 for file in files], proves=proves)


def printed(letter: Letter, kind: str) -> LetterFile:
    content = pressed(letter, kind)
    sha256 = vault.keep(settings.VAULT_DIR, content)
    return LetterFile(campaign=letter.campaign, letter=letter, format=kind, size=len(content), sha256=sha256)
