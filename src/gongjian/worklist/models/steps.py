from django.conf import settings
from django.db import models
from django.db.models import Q

from gongjian.campaigns.models import Campaign, LineOfWork
from gongjian.orm import filled_together, in_order, once
from gongjian.worklist.models.projects import Item
from gongjian.worklist.rules.backwards import WorkStep


class StepSet(models.Model):
    """The standard steps of a line of work, as the county has them. Steps: [[name, working days, [after, …]], …]."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="step_sets")
    line_of_work = models.OneToOneField(LineOfWork, on_delete=models.PROTECT, related_name="step_set")
    steps = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["campaign_id", "line_of_work_id"]

    def __str__(self) -> str:
        return str(self.line_of_work)

    def work_steps(self) -> tuple[WorkStep, ...]:
        return tuple(
            WorkStep(number, name, workdays, tuple(after))
            for number, (name, workdays, after) in enumerate(self.steps, start=1)
        )


class StepPlan(models.Model):
    """The way to one item, drawn by its unit or taken from the standard set."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="step_plans")
    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="step_plan")
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["campaign_id", "item_id"]

    def __str__(self) -> str:
        return f"steps of {self.item_id}"


class ItemStep(models.Model):
    """One work step of an item. `after` holds the numbers of the steps that it waits for."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(StepPlan, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    workdays = models.PositiveSmallIntegerField()
    after = models.JSONField(default=list, blank=True)
    finish_by = models.DateField(null=True, blank=True)
    begun_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    marked_at = models.DateTimeField(null=True, blank=True)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["plan_id", "number"]
        constraints = [
            once("plan", "number"),
            in_order("begun_on", "done_on"),
            filled_together("marked_at", "marked_by"),
            models.CheckConstraint(name="worklist_itemstep_takes_time", condition=Q(workdays__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    def work_step(self) -> WorkStep:
        return WorkStep(
            self.number,
            self.name,
            self.workdays,
            tuple(self.after),
            self.finish_by,
            self.begun_on,
            self.done_on,
        )
