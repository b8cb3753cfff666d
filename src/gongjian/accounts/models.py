from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from gongjian.accounts.rules import Kind, Language
from gongjian.orm import different, one_of


class Organisation(models.Model):
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40, blank=True)
    kind = one_of(Kind)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["parent", "name"], name="accounts_organisation_once_per_name"),
            models.UniqueConstraint(
                fields=["name"], condition=Q(parent=None), name="accounts_organisation_once_at_the_top"
            ),
            different("id", "parent"),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name


class User(AbstractUser):
    """A person who can sign in."""

    name = models.CharField(max_length=60)
    phone = models.CharField(max_length=30, blank=True)
    language = one_of(Language, blank=True)
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]

    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)
