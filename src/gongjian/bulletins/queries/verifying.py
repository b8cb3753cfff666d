"""What a file is: a list, a letter or a bulletin that went out from here, whole or not, current or overtaken."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from gongjian import vault
from gongjian.accounts.models import User
from gongjian.bulletins.models import BulletinFile
from gongjian.bulletins.rules.verifying import Whole
from gongjian.documents.seals import SealFound
from gongjian.kernel.text import Text
from gongjian.reading.uploads import Unacceptable
from gongjian.sandbox.files import NotReadNow, seals_on, text_of_pdf
from gongjian.worklist.models import LetterFile, ListPaper, ListVersion
from gongjian.worklist.rules.letters import LetterState
from gongjian.worklist.rules.lists import ListState

DIGITS = re.compile(r"(?:[0-9a-f]{4}\s*){16}")
END_OF_FILE = re.compile(rb"%%EOF\r?\n?")
MOST_PARTS = 20


@dataclass(frozen=True, slots=True)
class Known:
    """A paper that went out from here."""

    title: Text
    campaign: str
    details: tuple[tuple[Text, str | Text], ...]
    warning: Text | None = None  # why it does not count any more
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    state: Whole
    sha256: str
    known: Known | None = None
    seals: list[SealFound] = field(default_factory=list)
    seals_unread: bool = False

    @property
    def broken_seal(self) -> bool:
        return any(not seal.intact for seal in self.seals)


def verified(content: bytes) -> Verified:
    """What the bytes say needs nobody to read them; what can't be read is never called unknown."""
    sha256 = vault.fingerprint(content)
    if not content.startswith(b"%PDF-"):
        found = known_file(sha256)
        return Verified(Whole.WHOLE if found else Whole.UNKNOWN, sha256, found)
    state, found = known_pdf(sha256, content)
    try:
        return Verified(state, sha256, found, seals_on("", content, roots=trusted_roots()))
    except Unacceptable:
        return Verified(state, sha256, found, seals_unread=True)


def known_pdf(sha256: str, content: bytes) -> tuple[Whole, Known | None]:
    if found := known_file(sha256):
        return Whole.WHOLE, found
    for earlier in beginnings(content):
        if found := known_file(earlier):
            return Whole.ADDED, found
    try:
        found = known_by_text("\n".join(text_of_pdf("", content)))
    except NotReadNow:
        return Whole.NOT_NOW, None
    except Unacceptable:
        return Whole.UNREADABLE, None
    return (Whole.COPY, found) if found else (Whole.UNKNOWN, None)


def trusted_roots() -> tuple[Path, ...]:
    folder = settings.SEAL_ROOTS
    if not folder:
        return ()
    return tuple(sorted(path for path in folder.iterdir() if path.suffix in (".pem", ".crt", ".cer")))


def beginnings(content: bytes) -> Iterator[str]:
    """Seals are added behind what stood before: each earlier state of the file, by its hash."""
    ends = [match.end() for match in END_OF_FILE.finditer(content)][:-1]
    for end in reversed(ends[-MOST_PARTS:]):
        yield vault.fingerprint(content[:end])
        yield vault.fingerprint(content[:end].rstrip(b"\r\n"))


def known_by_text(text: str) -> Known | None:
    for match in DIGITS.finditer(text):
        digits = re.sub(r"\s", "", match[0])
        if paper := papers().filter(fingerprint=digits).last():
            return known_list(paper)
    return None


def known_file(sha256: str) -> Known | None:
    if paper := papers().filter(sha256=sha256).last():
        return known_list(paper)
    letters = LetterFile.objects.select_related("letter__campaign", "letter__unit", "letter__list_version")
    if letter := letters.filter(sha256=sha256).first():
        return known_letter(letter)
    bulletins = BulletinFile.objects.select_related("bulletin__campaign", "bulletin__period")
    if bulletin := bulletins.filter(sha256=sha256).first():
        return known_bulletin(bulletin)
    scanned = ListVersion.objects.filter(scan=sha256).select_related("campaign", "unit").first()
    return known_scan(scanned) if scanned else None


def by_fingerprint(digits: str) -> Known | None:
    """The list under the beginning of a fingerprint, as it stands in a QR code."""
    paper = papers().filter(fingerprint__startswith=digits).last() if len(digits) >= 16 else None
    return known_list(paper) if paper else None


def papers() -> QuerySet[ListPaper]:
    related = ("list_version__campaign", "list_version__unit", "signed_by")
    return ListPaper.objects.select_related(*related).order_by("pk")


def on(day: date) -> Text:
    return Text("%(day)s", day=day)


def signed_on(person: User, day: date) -> Text:
    return Text("%(person)s · %(day)s", person=str(person), day=day)


def known_list(paper: ListPaper) -> Known:
    version, campaign = paper.list_version, paper.list_version.campaign
    details: list[tuple[Text, str | Text]] = [
        (Text("Unit"), version.unit.name),
        (Text("Version"), str(version.number)),
        (Text("Signed"), signed_on(paper.signed_by, campaign.day_of(paper.signed_at))),
    ]
    if version.filed_at and version.fingerprint == paper.fingerprint:
        details.append((Text("Filed"), on(campaign.day_of(version.filed_at))))
    return Known(Text("List of items"), str(campaign), tuple(details), overtaken(paper), paper.fingerprint)


def overtaken(paper: ListPaper) -> Text | None:
    version = paper.list_version
    if version.fingerprint != paper.fingerprint or version.state == ListState.DRAFTING:
        return Text("This list was sent back after it had been signed. It does not count.")
    newer = ListVersion.objects.filter(
        campaign=version.campaign_id, unit=version.unit_id, state=ListState.FILED, number__gt=version.number
    ).first()
    return Text("There is a newer version: no. %(number)s.", number=newer.number) if newer else None


def known_letter(file: LetterFile) -> Known:
    letter = file.letter
    replaced = letter.state == LetterState.REPLACED
    signed = on(letter.campaign.day_of(letter.signed_at)) if letter.signed_at else "–"
    details = (
        (Text("Unit"), letter.unit.name),
        (Text("Number"), str(letter)),
        (Text("Issued"), on(letter.campaign.day_of(letter.issued_at))),
        (Text("Signed for"), signed),
    )
    warning = Text("This letter has been replaced by a revision.") if replaced else None
    return Known(Text("Letter of responsibility"), str(letter.campaign), details, warning)


def known_bulletin(file: BulletinFile) -> Known:
    bulletin = file.bulletin
    assert bulletin.issued_at
    details = (
        (Text("Number"), str(bulletin.number)),
        (Text("Issued"), on(bulletin.campaign.day_of(bulletin.issued_at))),
    )
    corrected = hasattr(bulletin, "corrected_by") and bulletin.corrected_by.issued_at
    warning = Text("A correction of this bulletin has been issued.") if corrected else None
    return Known(Text(bulletin.kind.label), str(bulletin.campaign), details, warning)


def known_scan(version: ListVersion) -> Known:
    details = ((Text("Unit"), version.unit.name), (Text("Version"), str(version.number)))
    return Known(Text("Scan of a sealed list"), str(version.campaign), details, None, version.fingerprint)
