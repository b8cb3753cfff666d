"""Notices, the deliveries that carry them out of the house, and where people want them.

Notices know a campaign by its number only, as the ledger does: this room stands on the ground.
"""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongjian.accounts.models import Organisation, User
from gongjian.accounts.rules import Language
from gongjian.notices.rules import ANSWER, Channel, DeliveryState, Reason, RobotKind, WordingKind
from gongjian.orm import TextField, filled_only_while, once, one_of


class Robot(models.Model):
    """The robot of a chat group: what the people of an organisation still owe is said there, or what everybody owes."""

    campaign_id = models.BigIntegerField()
    name = models.CharField(max_length=60)
    kind = one_of(RobotKind)
    address = models.CharField(max_length=500)
    secret = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    language = one_of(Language, default=Language.SIMPLIFIED)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["campaign_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign_id", "name"],
                condition=Q(ended_at=None),
                name="notices_robot_once_per_name",
            )
        ]

    def __str__(self) -> str:
        return self.name


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, person: User, campaign_id: int) -> Self:
        return self.filter(person=person, campaign_id=campaign_id)

    def answers(self) -> Self:
        return self.filter(key__startswith=ANSWER)

    def unread(self) -> Self:
        return self.filter(read_at=None)


class Notice(models.Model):
    """What somebody is told, once. `lines` name each thing with its address and the reason why it is told."""

    campaign_id = models.BigIntegerField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="notices"
    )
    robot = models.ForeignKey(Robot, null=True, blank=True, on_delete=models.PROTECT, related_name="notices")
    key = models.CharField(max_length=120)
    title = TextField()
    lines = models.JSONField(default=list)
    day = models.DateField()
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)  # for the reader's own list; nobody counts it

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            once("campaign_id", "person", "key"),
            models.UniqueConstraint(
                fields=["campaign_id", "robot", "key"], name="notices_notice_once_per_robot_and_key"
            ),
            models.CheckConstraint(
                name="notices_notice_has_one_reader",
                condition=Q(person__isnull=False, robot__isnull=True)
                | Q(person__isnull=True, robot__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["person", "campaign_id", "read_at"], name="notices_notice_unread")]

    def __str__(self) -> str:
        return f"{self.title}"


class Reminder(models.Model):
    """One line of a digest. The law that nobody is told the same for the same reason twice on a day."""

    campaign_id = models.BigIntegerField()
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="reminders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=120)
    reason = one_of(Reason)
    day = models.DateField()
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            once("campaign_id", "person", "key", "day"),
            models.UniqueConstraint(
                fields=["campaign_id", "person", "key"],
                condition=Q(reason=Reason.NEW.value),
                name="notices_reminder_new_only_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.reason}"


class Delivery(models.Model):
    """A notice on its way out of the house."""

    campaign_id = models.BigIntegerField()
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="deliveries")
    channel = one_of(Channel)
    state = one_of(DeliveryState, default=DeliveryState.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    trouble = TextField(blank=True, default=dict)

    class Meta:
        ordering = ["-pk"]
        constraints = [once("notice", "channel"), filled_only_while(DeliveryState.SENT, fields=["sent_at"])]
        indexes = [models.Index(fields=["state", "next_at"], name="notices_delivery_next")]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"


class Preference(models.Model):
    """How somebody wants to be told. Without a row: by e-mail, where an address is known."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="preference"
    )
    by_email = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.person_id} {self.by_email}"


class FeedQuerySet(models.QuerySet["Feed"]):
    def working(self) -> Self:
        return self.filter(ended_at=None, person__is_active=True, ways=F("person__ways"))


class Feed(models.Model):
    """A secret address under which somebody's calendar reads the own due dates and meetings."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="feeds")
    sha256 = models.CharField(max_length=64, unique=True)  # of the secret, which is shown once and not kept
    ways = models.PositiveIntegerField(default=0)  # of the person when it was made; it ends with them
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at=None), name="notices_feed_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"


class Wording(models.Model):
    """The county's own words around the lines."""

    campaign_id = models.BigIntegerField()
    kind = one_of(WordingKind)
    words = models.TextField(max_length=2000)

    class Meta:
        constraints = [once("campaign_id", "kind")]

    def __str__(self) -> str:
        return self.words
