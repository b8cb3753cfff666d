"""What this room can prove: signed lists and their papers, letters, what was promised, and what was asked to change."""

from collections.abc import Iterator

from django.db.models import Q

from gongjian.kernel.renamed import ever_worded
from gongjian.kernel.text import Text
from gongjian.ledger.models import Entry
from gongjian.ledger.queries import OUTSIDE_CAMPAIGNS, Kept, Proved, Said, every, stated
from gongjian.ledger.rules import Finding
from gongjian.worklist.models import (
    Baseline,
    ChangeRequest,
    Item,
    Letter,
    LetterFile,
    ListImport,
    ListPaper,
    ListRow,
    ListVersion,
    Particulars,
    Project,
)
from gongjian.worklist.models.lists import SIGNED_STATES
from gongjian.worklist.queries.known import unwritten
from gongjian.worklist.rules.fingerprints import fingerprint

SIGNED = (
    *("number", "unit_id", "signed_at", "signed_by_id", "fingerprint", "paper", "filed_at", "filed_by_id"),
    *("on_paper", "scan", "scan_name", "scan_type"),
)
LISTS = Proved(ListVersion, SIGNED, only=Q(state__in=SIGNED_STATES))
# its key is drawn by lot and stands on no paper
LIST_ROWS = Proved(ListRow, every(ListRow, "item_id", "key"), by=("list_version_id",), only=Q(list_version__state__in=SIGNED_STATES))  # fmt: skip
LIST_PAPERS = Proved(ListPaper, every(ListPaper), by=("list_version_id",))
LETTERS = Proved(Letter, every(Letter, "state"))
LETTER_FILES = Proved(LetterFile, every(LetterFile), by=("letter_id",))
BASELINES = Proved(Baseline, every(Baseline), by=("unit_id", "known_at"))
PARTICULARS = Proved(Particulars, every(Particulars), by=("campaign_id", "known_at"))
CHANGES = Proved(ChangeRequest, every(ChangeRequest))
PROJECTS = Proved(Project, every(Project))
ITEMS = Proved(Item, every(Item), by=("project_id",))

PROVED = (
    LISTS,
    LIST_ROWS,
    LIST_PAPERS,
    LETTERS,
    LETTER_FILES,
    BASELINES,
    PARTICULARS,
    CHANGES,
    PROJECTS,
    ITEMS,
)
KEPT = (
    Kept(ListVersion, "paper"),
    Kept(ListVersion, "scan"),
    Kept(ListPaper),
    Kept(Letter, "scan"),
    Kept(LetterFile),
    Kept(ChangeRequest, "evidence"),
    Kept(ListImport),
)


def standing(*projects: int) -> Said:
    """What the ledger is to know of these projects and of the items in them."""
    return stated(PROJECTS, *projects) | stated(ITEMS, *projects)


def seals(campaign_id: int) -> Iterator[Finding]:
    """The fingerprint of every signed list, worked out again. Where its unit or a line is called otherwise by now, the entry about its rows says the same."""
    signed = ListVersion.objects.filter(campaign=campaign_id, state__in=SIGNED_STATES)
    renamed = set(renamed_since_the_beginning(campaign_id))
    for version in signed.select_related("campaign", "unit").order_by("pk").iterator(chunk_size=100):
        rows = version.rows.select_related("line_of_work").order_by("position", "pk")
        seal = fingerprint(version.campaign.slug, version.unit.name, version.number, rows)
        lines = {f"campaigns.lineofwork:{row.line_of_work_id}" for row in rows}
        if seal != version.fingerprint and not renamed & {f"accounts.organisation:{version.unit_id}", *lines}:
            yield Finding(campaign_id, LISTS.name((version.pk,)), Text("The fingerprint does not match the rows."))  # fmt: skip
    for item in unwritten(Item.objects.filter(campaign=campaign_id)):
        yield Finding(campaign_id, f"{Item._meta.label_lower}:{item}", Text("This does not match the ledger."))  # fmt: skip


def renamed_since_the_beginning(campaign_id: int) -> Iterator[str]:
    """Organisations and lines of work that an entry says were changed."""
    changed = ("changed the organisation %(name)s", "changed the line of work %(name)s")
    chains = (OUTSIDE_CAMPAIGNS, campaign_id)
    entries = Entry.objects.filter(campaign_id__in=chains, verb__text__in=ever_worded(*changed))
    yield from entries.order_by("pk").values_list("subject", flat=True).distinct()
