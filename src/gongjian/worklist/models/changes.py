from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import roles_of
from gongjian.campaigns.rules import Role
from gongjian.orm import different, filled_only_while, filled_together, in_order, once, one_of
from gongjian.worklist.models.projects import Item, steps_from
from gongjian.worklist.rules import Curve, Plan
from gongjian.worklist.rules.changes import ChangeState

OPEN = (ChangeState.REQUESTED, ChangeState.AGREED)
DECIDED = (ChangeState.GRANTED, ChangeState.REFUSED)


class ChangeRequestQuerySet(models.QuerySet["ChangeRequest"]):
    def visible_to(self, person: User, campaign: Campaign) -> Self:
        """Units see what they asked for and what they would receive; the Office and the supervisors all."""
        here, roles = self.filter(campaign=campaign), roles_of(person, campaign)
        if roles.sees_everything:
            return here
        units = roles.organisations(Role.REPORTER, Role.HEAD)
        return here.filter(Q(asking_unit__in=units) | Q(unit__in=units))

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def locked(self, pk: int) -> "ChangeRequest":
        related = ("campaign", "item__project", "item__baseline__unit", "unit", "asking_unit")
        return self.select_for_update(of=("self",), no_key=True).select_related(*related).get(pk=pk)


class ChangeRequest(models.Model):
    """Somebody asks for another date, quantity or unit of a filed item, or that it leaves the list."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="change_requests")
    number = models.PositiveIntegerField()
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="change_requests")
    asking_unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = one_of(ChangeState, default=ChangeState.REQUESTED)
    withdraws = models.BooleanField(default=False)  # the item is to leave the list
    starts_on = models.DateField()
    due_on = models.DateField()
    target = models.DecimalField(max_digits=16, decimal_places=2)
    curve = one_of(Curve)
    steps = models.JSONField(default=list, blank=True)  # as in Baseline.steps
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.CharField(max_length=60, blank=True)
    before = models.JSONField()  # what was promised when it was asked
    reason = models.CharField(max_length=300)
    reference = models.CharField(max_length=300, blank=True)  # evidence in words
    evidence = models.CharField(max_length=64, blank=True)
    evidence_name = models.CharField(max_length=150, blank=True)
    evidence_type = models.CharField(max_length=100, blank=True)
    let_in_because = models.CharField(max_length=300, blank=True)  # the director opened the closed door
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    receiver_agreed_at = models.DateTimeField(null=True, blank=True)
    receiver_agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_because = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ChangeRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            once("campaign", "number"),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(state__in=[state.value for state in OPEN]),
                name="worklist_changerequest_one_open_per_item",
            ),
            filled_only_while(*DECIDED, fields=["decided_at", "decided_by"]),
            filled_together("agreed_at", "agreed_by"),
            filled_together("receiver_agreed_at", "receiver_agreed_by"),
            models.CheckConstraint(
                name="worklist_changerequest_is_granted_after_the_head_agreed",
                condition=~Q(state__in=[ChangeState.AGREED.value, ChangeState.GRANTED.value])
                | Q(agreed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="worklist_changerequest_has_its_evidence",
                condition=~Q(reference="") | (~Q(evidence="") & ~Q(evidence_name="")),
            ),
            models.CheckConstraint(name="worklist_changerequest_has_its_reason", condition=~Q(reason="")),
            different("asked_by", "decided_by"),
            different("agreed_by", "decided_by"),
            different("receiver_agreed_by", "decided_by"),
            in_order("starts_on", "due_on"),
            in_order("asked_at", "agreed_at"),
            in_order("agreed_at", "decided_at"),
        ]

    def __str__(self) -> str:
        return f"no. {self.number}"

    def plan(self) -> Plan:
        return Plan(self.starts_on, self.due_on, self.curve, self.target, steps_from(self.steps))

    @property
    def moves_unit(self) -> bool:
        return self.unit_id != self.asking_unit_id
