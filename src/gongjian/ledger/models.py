from typing import Any

from django.db import models

from gongjian.kernel.text import Text, restored
from gongjian.ledger.rules import Link
from gongjian.orm import TextField, once


class Chain(models.Model):
    """The last seal of a campaign's ledger. Its row is the lock that puts entries into one order."""

    campaign_id = models.BigIntegerField(unique=True)  # 0 for what belongs to no campaign
    number = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(null=True, blank=True)  # since then nothing is added

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.number}"


class Entry(models.Model):
    campaign_id = models.BigIntegerField()
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)  # nobody: the evening round
    actor = models.CharField(max_length=150)
    verb = TextField()
    subject = models.CharField(max_length=120)  # "worklist.item:42"
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["campaign_id", "number"]
        constraints = [once("campaign_id", "number")]
        indexes = [models.Index(fields=["campaign_id", "subject"], name="ledger_entry_subject")]

    def __str__(self) -> str:
        return f"{self.at:%F %R} {self.actor} {self.verb} {self.subject}"

    @property
    def note(self) -> str | Text:
        """What was said with it: typed words, or a sentence of ours."""
        said = restored(self.facts.get("note") or self.facts.get("reason", ""))
        return said if isinstance(said, str | Text) else ""

    def content(self) -> dict[str, Any]:
        verb = self.verb.to_json() if isinstance(self.verb, Text) else self.verb
        return {
            "campaign": self.campaign_id,
            "number": self.number,
            "at": self.at.isoformat(),
            "actor": [self.actor_id, self.actor],
            "verb": verb,
            "subject": self.subject,
            "facts": self.facts,
        }

    def link(self) -> Link:
        return Link(self.number, self.previous, self.sha256, self.content())
