from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import roles_of
from gongjian.campaigns.rules import Role
from gongjian.orm import filled_together, in_order, once, one_of
from gongjian.worklist.models.lists import ListVersion
from gongjian.worklist.rules.letters import LetterState, code_for_letters, letter_number


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, person: User, campaign: Campaign) -> Self:
        here, roles = self.filter(campaign=campaign), roles_of(person, campaign)
        if roles.sees_everything:
            return here
        return here.filter(unit__in=roles.organisations(Role.REPORTER, Role.HEAD))

    def in_force(self) -> Self:
        return self.exclude(state=LetterState.REPLACED)

    def locked(self, pk: int) -> "Letter":
        related = ("campaign", "unit", "list_version")
        return self.select_for_update(of=("self",), no_key=True).select_related(*related).get(pk=pk)


class Letter(models.Model):
    """A letter of responsibility: what one unit answers for. Its words are frozen when it is issued."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="letters")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    list_version = models.ForeignKey(ListVersion, on_delete=models.PROTECT, related_name="letters")
    number = models.PositiveIntegerField()  # counted anew in every year of issue
    number_year = models.PositiveSmallIntegerField()
    revision = models.PositiveSmallIntegerField(default=0)
    state = one_of(LetterState, default=LetterState.ISSUED)
    content = models.JSONField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    on_paper = models.BooleanField(default=False)
    scan = models.CharField(max_length=64, blank=True)
    scan_name = models.CharField(max_length=150, blank=True)
    scan_type = models.CharField(max_length=100, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["number_year", "number", "revision"]
        constraints = [
            once("campaign", "number_year", "number", "revision"),
            models.UniqueConstraint(
                fields=["campaign", "unit"],
                condition=~Q(state=LetterState.REPLACED.value),
                name="worklist_letter_one_in_force",
            ),
            filled_together("signed_at", "signed_by"),
            models.CheckConstraint(
                name="worklist_letter_signed_at_matches_state",
                condition=Q(state=LetterState.REPLACED.value)
                | Q(state=LetterState.ISSUED.value, signed_at=None)
                | Q(state=LetterState.SIGNED_FOR.value, signed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="worklist_letter_on_paper_has_its_scan", condition=Q(on_paper=False) | ~Q(scan="")
            ),
            in_order("issued_at", "signed_at"),
        ]

    def __str__(self) -> str:
        code = code_for_letters(self.campaign.paper_code)
        return letter_number(code, self.number_year, self.number, self.revision)


class LetterFile(models.Model):
    """The bytes of a letter in one format, kept in the vault and handed out as they are."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=4)  # docx, pdf
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64, db_index=True)

    class Meta:
        ordering = ["format"]
        constraints = [once("letter", "format")]

    def __str__(self) -> str:
        return f"{self.letter_id}.{self.format}"
