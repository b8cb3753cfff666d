"""Issued bulletins printed again from their frozen content, and held against the files that were kept."""

from collections.abc import Iterator

from django.conf import settings

from gongjian import vault
from gongjian.bulletins.models import BulletinFile
from gongjian.bulletins.papers.press import compared, in_todays_form
from gongjian.kernel.text import Text
from gongjian.ledger.rules import Finding
from gongjian.sandbox.work import NoAnswer

SAME = Text("the same")
EARLIER = Text("intact; printed by an earlier release in a format no longer used")
DIFFERENT = Text("different when reprinted")
UNREADABLE = Text("cannot be read or reprinted")
UNFIT = {
    vault.State.MISSING: Text("the stored file is missing"),
    vault.State.DAMAGED: Text("the stored file is damaged"),
}
AGREES = (SAME, EARLIER)


def verdicts(campaign_id: int | None = None) -> Iterator[tuple[BulletinFile, Text]]:
    related = ("bulletin__campaign", "bulletin__period", "bulletin__snapshot")
    files = BulletinFile.objects.select_related(*related).order_by("bulletin_id", "format")
    if campaign_id is not None:
        files = files.filter(campaign=campaign_id)
    for file in files.iterator(chunk_size=20):
        yield file, verdict_on(file)


def verdict_on(file: BulletinFile) -> Text:
    try:
        kept = vault.fetch(settings.VAULT_DIR, file.sha256)
    except vault.Unfit as trouble:
        return UNFIT[trouble.state]
    if not in_todays_form(file.bulletin):
        return EARLIER
    try:
        return SAME if compared(file.bulletin, file.format, kept) else DIFFERENT
    except NoAnswer:
        return UNREADABLE


def printed_again(campaign_id: int) -> Iterator[Finding]:
    for file, verdict in verdicts(campaign_id):
        if verdict not in AGREES:
            yield Finding(campaign_id, f"bulletins.bulletinfile:{file.pk}", verdict)
