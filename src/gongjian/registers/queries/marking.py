"""Who marked what of entries."""

from django.db.models import QuerySet

from gongjian.registers.models import StageMark


def markers(marks: QuerySet[StageMark]) -> dict[int, int | None]:
    """Who said that each entry had come to the stage in which it stands; whoever corrects its quantity there does not."""
    found: dict[int, tuple[str, int | None]] = {}
    counting = marks.filter(undone_at=None).order_by("number")
    for entry, stage, by in counting.values_list("entry", "stage", "by"):
        if entry not in found or found[entry][0] != stage:
            found[entry] = (stage, by)
    return {entry: by for entry, (_stage, by) in found.items()}
