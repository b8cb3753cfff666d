from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.crypto import salted_hmac

from gongjian.accounts.rules import Language, OrganisationKind
from gongjian.orm import different, in_order, one_of

LAST_PLACE = 1_000_000


def place(path: str = "") -> Coalesce:
    """The place of an organisation in the county's own order, as its sheet has it; the last, where nobody gave one.

    `path` leads from the ordered rows to the organisation: "unit__".
    """
    return Coalesce(NullIf(F(f"{path}position"), Value(0)), Value(LAST_PLACE))


def official_people(path: str = "") -> tuple[Coalesce | str, ...]:
    """People in the order of their organisations, and of the sheet that brought them."""
    return (place(f"{path}organisation__"), f"{path}organisation_id", f"{path}pk")


class Organisation(models.Model):
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40, blank=True)
    kind = one_of(OrganisationKind)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    position = models.PositiveIntegerField(default=0)  # in the official order, nought where nobody gave one
    other_names = models.JSONField(default=list, blank=True)  # short and former names by which lists call it
    proposed_series = models.CharField(max_length=40, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = [place(), "pk"]  # so ordered by a foreign key, rows stand in the official order
        constraints = [
            models.UniqueConstraint(fields=["parent", "name"], name="accounts_organisation_once_per_name"),
            models.UniqueConstraint(
                fields=["name"], condition=Q(parent=None), name="accounts_organisation_once_at_the_top"
            ),
            different("id", "parent"),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def official_place(self) -> tuple[int, int]:
        """The order of the table, for rows in hand."""
        return self.position or LAST_PLACE, self.pk


class User(AbstractUser):
    """A person who can sign in."""

    name = models.CharField(max_length=60)
    phone = models.CharField(max_length=30, blank=True)
    language = one_of(Language, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    duty = models.CharField(max_length=60, blank=True)
    proposed_role = models.CharField(max_length=40, blank=True)
    code_hash = models.CharField(max_length=128, blank=True)
    code_expires_at = models.DateTimeField(null=True, blank=True)
    code_printed_at = models.DateTimeField(null=True, blank=True)
    ways = models.PositiveIntegerField(default=0)  # sessions and addresses with an earlier number have ended
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]

    REQUIRED_FIELDS = ["name"]

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(
                name="accounts_user_code_hash_with_code_expires_at",
                condition=Q(code_hash="", code_expires_at=None)
                | (~Q(code_hash="") & Q(code_expires_at__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """A session goes on as long as password and ways are those with which it began."""
        value = f"{self.ways}:{self.password}"
        return salted_hmac("gongjian.accounts.ways", value, secret=secret, algorithm="sha256").hexdigest()

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class Administrator(models.Model):
    """A person who keeps the accounts and organisations of an organisation and of everything below it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="administers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="administrators")
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["organisation", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(ended_at=None),
                name="accounts_administrator_once_at_a_time",
            ),
            in_order("given_at", "ended_at"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.organisation}"


class FirstKey(models.Model):
    """Opens the door of an installation that nobody can sign in to yet. Only the newest one fits, once, for some hours."""

    key_hash = models.CharField(max_length=128)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [in_order("made_at", "expires_at"), in_order("made_at", "used_at")]

    def __str__(self) -> str:
        return f"{self.made_at:%F %R}"
