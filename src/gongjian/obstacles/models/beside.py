from django.conf import settings
from django.db import models
from django.db.models import Q

from gongjian.accounts.models import Organisation
from gongjian.campaigns.models import Campaign
from gongjian.obstacles.models.obstacles import Obstacle
from gongjian.obstacles.rules import Happened, Level, ProofOf, Ruling
from gongjian.orm import filled_together, in_order, one_of

PERSON = settings.AUTH_USER_MODEL


class Comment(models.Model):
    """What somebody concerned has to say. It moves nothing."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    obstacle = models.ForeignKey(Obstacle, on_delete=models.PROTECT, related_name="comments")
    words = models.CharField(max_length=500)
    said_for = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_answer = models.BooleanField(default=False)  # of those of whom it was asked
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(name="obstacles_comment_says_something", condition=~Q(words=""))
        ]

    def __str__(self) -> str:
        return self.words[:40]


class Instruction(models.Model):
    """A leading official, the meeting or the Office says what is to be done, by whom and by when."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    obstacle = models.ForeignKey(Obstacle, on_delete=models.PROTECT, related_name="instructions")
    level = one_of(Level)  # on which it was given
    ruling = one_of(Ruling, blank=True)
    words = models.CharField(max_length=500, blank=True)
    to = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    done_words = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            filled_together("done_at", "done_by"),
            in_order("given_at", "done_at"),
            models.CheckConstraint(
                name="obstacles_instruction_says_something", condition=~Q(words="") | ~Q(ruling="")
            ),
        ]
        indexes = [
            models.Index(
                fields=["campaign", "to"], condition=Q(done_at=None), name="obstacles_instruction_open"
            )
        ]

    def __str__(self) -> str:
        return self.words or str(self.ruling)


class MoreTime(models.Model):
    """Somebody asks, before the limit, for a later one."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    obstacle = models.ForeignKey(Obstacle, on_delete=models.PROTECT, related_name="more_time")
    was_due_on = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    granted = models.BooleanField(null=True, blank=True)  # not decided yet while nothing stands here
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # nobody: the obstacle moved on before anybody decided
    decided_because = models.CharField(max_length=300, blank=True)
    overtaken_by = one_of(Happened, blank=True)  # what ended the step before anybody decided

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            filled_together("decided_at", "granted"),
            models.UniqueConstraint(
                fields=["obstacle"], condition=Q(decided_at=None), name="obstacles_moretime_one_open"
            ),
            models.CheckConstraint(
                name="obstacles_moretime_is_later", condition=Q(until__gt=models.F("was_due_on"))
            ),
            models.CheckConstraint(name="obstacles_moretime_has_its_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.obstacle_id} until {self.until}"


class EscalationProposal(models.Model):
    """The clock ran out on a complex obstacle: the rule proposes to escalate it, once for each limit."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    obstacle = models.ForeignKey(Obstacle, on_delete=models.PROTECT, related_name="escalation_proposals")
    from_level = one_of(Level)
    to_level = one_of(Level)
    ran_out_on = models.DateField()
    proposed_at = models.DateTimeField()
    confirmed = models.BooleanField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # nobody: the obstacle moved on before anybody decided
    decided_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["proposed_at", "pk"]
        constraints = [
            filled_together("decided_at", "confirmed"),
            models.UniqueConstraint(
                fields=["obstacle", "from_level", "ran_out_on"],
                name="obstacles_escalationproposal_once_per_limit",
            ),
            models.UniqueConstraint(
                fields=["obstacle"],
                condition=Q(decided_at=None),
                name="obstacles_escalationproposal_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.obstacle_id} to {self.to_level}"


class Proof(models.Model):
    """A file or a written reference, of the obstacle or of its solution. A photograph is never asked for."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    obstacle = models.ForeignKey(Obstacle, on_delete=models.PROTECT, related_name="proofs")
    of = one_of(ProofOf)
    reference = models.CharField(max_length=300, blank=True)
    file_name = models.CharField(max_length=150, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)  # bytes
    sha256 = models.CharField(max_length=64, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="obstacles_proof_is_a_file_or_a_reference",
                condition=(Q(sha256="") & ~Q(reference="")) | (~Q(sha256="") & ~Q(file_name="")),
            )
        ]

    def __str__(self) -> str:
        return self.file_name or self.reference


class Recheck(models.Model):
    """Somebody of the Office looks again, some time after the closing, whether it held."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    obstacle = models.ForeignKey(Obstacle, on_delete=models.PROTECT, related_name="rechecks")
    due_on = models.DateField()
    held = models.BooleanField(null=True, blank=True)
    words = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            filled_together("done_at", "held"),
            models.UniqueConstraint(
                fields=["obstacle"], condition=Q(done_at=None), name="obstacles_recheck_one_open"
            ),
        ]
        indexes = [
            models.Index(
                fields=["campaign", "due_on"], condition=Q(done_at=None), name="obstacles_recheck_due"
            )
        ]

    def __str__(self) -> str:
        return f"{self.obstacle_id} on {self.due_on}"
