from django.db import models


class Worker(models.Model):
    """A process that does tasks, and when it was last heard of."""

    name = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PeriodicJob(models.Model):
    """Something that is done every so often, and when it is due again."""

    name = models.CharField(max_length=64, unique=True)
    due_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
