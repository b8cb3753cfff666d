from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongjian.campaigns.models.campaign import Campaign, Target
from gongjian.campaigns.rules.drafting import Decision
from gongjian.orm import TextField, filled_only_while, filled_together, in_order, once, one_of
from gongjian.reading.plan import FactKind, Script


class PlanPaper(models.Model):
    """A plan document as it came in, its words, and what became of them."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="plan_papers")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    title = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    script = one_of(Script)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    warnings = models.JSONField(default=list, blank=True)
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-read_at", "-pk"]
        constraints = [filled_together("used_at", "used_by"), in_order("read_at", "used_at")]

    def __str__(self) -> str:
        return self.title or self.file_name


class PlanFact(models.Model):
    """One thing that the paper says, as it was read or added by hand, and whether a person agrees."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey(PlanPaper, on_delete=models.PROTECT, related_name="facts")
    position = models.PositiveIntegerField()
    kind = one_of(FactKind)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    read = models.JSONField(null=True, blank=True)  # none: added by hand
    said = models.JSONField(default=dict)
    decision = one_of(Decision, default=Decision.OPEN)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    target = models.ForeignKey(
        Target, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_facts"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["paper_id", "start", "position"]
        constraints = [
            once("paper", "position"),
            filled_only_while(
                Decision.ACCEPTED, Decision.REJECTED, fields=["decided_at", "decided_by"], state="decision"
            ),
            models.CheckConstraint(
                name="campaigns_planfact_stands_on_words", condition=Q(end__gt=models.F("start"))
            ),
        ]

    def __str__(self) -> str:
        return str(self.said.get("item", ""))

    @property
    def quote(self) -> str:
        return self.paper.text[self.start : self.end]

    @property
    def corrected(self) -> bool:
        return self.read is not None and self.read != self.said

    def value(self, name: str) -> Any:
        return self.said.get(name) or ""


class PlanQuestion(models.Model):
    """What a careful clerk asks before the paper is used, and what somebody answered."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey(PlanPaper, on_delete=models.PROTECT, related_name="questions")
    position = models.PositiveSmallIntegerField()
    about = models.CharField(max_length=20)
    text = TextField()
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    answer = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["paper_id", "position"]
        constraints = [once("paper", "position"), filled_together("answered_at", "answered_by")]

    def __str__(self) -> str:
        return str(self.text)
