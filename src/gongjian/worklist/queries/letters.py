"""Questions about letters of responsibility: which count, which are out of date, which have been signed for."""

from collections.abc import Iterable
from dataclasses import dataclass

from gongjian.campaigns.models import Campaign
from gongjian.worklist.models import Letter, ListVersion
from gongjian.worklist.queries.lists import filed_versions


@dataclass(frozen=True, slots=True)
class LetterOfUnit:
    """A unit's filed list, the letter in force, and whether the letter still says what the list says."""

    version: ListVersion
    letter: Letter | None

    @property
    def out_of_date(self) -> bool:
        return self.letter is not None and self.letter.list_version_id != self.version.pk

    @property
    def is_due(self) -> bool:
        return self.letter is None or self.out_of_date


def letters_by_unit(campaign: Campaign, *, units: Iterable[int] | None = None) -> list[LetterOfUnit]:
    """Every unit with a filed list, in the order of the units."""
    related = ("campaign", "unit", "list_version", "signed_by")
    in_force = Letter.objects.filter(campaign=campaign).in_force().select_related(*related)
    letters = {letter.unit_id: letter for letter in in_force}
    filed = filed_versions(campaign)
    order = campaign.units.values_list("organisation_id", flat=True)
    wanted = set(order) if units is None else set(units)
    return [LetterOfUnit(filed[pk], letters.get(pk)) for pk in order if pk in filed and pk in wanted]
