from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.models import Campaign, LineOfWork
from gongjian.campaigns.queries import roles_of
from gongjian.campaigns.rules import Role
from gongjian.kernel.text import Text
from gongjian.meetings.models.meetings import Meeting
from gongjian.meetings.rules import (
    PENDING,
    AgendaItemKind,
    AgendaItemState,
    DecisionKind,
    Fall,
    FollowUpState,
    MeetingState,
    sees_every_meeting,
)
from gongjian.meetings.rules.states import is_overdue
from gongjian.obstacles.models import Obstacle
from gongjian.orm import different, filled_only_while, filled_together, in_order, once, one_of
from gongjian.worklist.models import Item
from gongjian.worklist.rules import Light


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def visible_to(self, person: User, campaign: Campaign) -> Self:
        """What stands on the agenda; what is only proposed or was not taken is for those who see every meeting, and for
        those whose agenda item it is."""
        here, roles = self.filter(campaign=campaign), roles_of(person, campaign)
        if sees_every_meeting(roles):
            return here
        theirs = Q(kind=AgendaItemKind.UNIT, unit__in=roles.organisations(*Role))
        return here.filter(Q(state=AgendaItemState.LISTED) | theirs) if roles else here.none()

    def listed(self) -> Self:
        return self.filter(state=AgendaItemState.LISTED)

    def locked(self, pk: int) -> "AgendaItem":
        related = ("campaign", "meeting__campaign", "unit", "line", "obstacle__project")
        return self.select_for_update(of=("self",), no_key=True).select_related(*related).get(pk=pk)


class AgendaItem(models.Model):
    """One agenda item of an agenda, and what the minutes say about it."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda_items")
    kind = one_of(AgendaItemKind)
    source = models.CharField(max_length=60, blank=True)  # what the data proposed it for
    position = models.PositiveSmallIntegerField(default=0)
    state = one_of(AgendaItemState, default=AgendaItemState.LISTED)
    title = models.CharField(max_length=160, blank=True)  # empty: after what it is about
    words = models.TextField(blank=True, max_length=1000)
    unit = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(LineOfWork, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    items = models.ManyToManyField(Item, through="DiscussedItem", related_name="agenda_items")
    obstacle = models.ForeignKey(
        Obstacle, null=True, blank=True, on_delete=models.PROTECT, related_name="agenda_items"
    )
    carried_from = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to"
    )
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    because = models.CharField(max_length=300, blank=True)  # why it was dropped or postponed
    conclusion = models.TextField(blank=True, max_length=4000)
    writers = models.JSONField(default=list)  # whoever has worded what the minutes say of it
    version = models.PositiveIntegerField(default=1)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["meeting_id", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "source"],
                condition=~Q(source=""),
                name="meetings_agenda_item_once_per_source",
            ),
            filled_together("proposed_at", "proposed_by"),
            models.CheckConstraint(
                name="meetings_agenda_item_says_why_it_is_not_taken",
                condition=~Q(state__in=[AgendaItemState.DROPPED.value, AgendaItemState.POSTPONED.value])
                | ~Q(because=""),
            ),
            models.CheckConstraint(
                name="meetings_agenda_item_has_a_title",
                condition=~Q(title="") | ~Q(kind__in=[AgendaItemKind.UNIT.value, AgendaItemKind.FREE.value]),
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.heading)

    @property
    def heading(self) -> Text:
        """What the agenda item is called: as somebody wrote it, or after what it is about."""
        if self.title:
            return Text("%(title)s", title=self.title)
        if self.kind == AgendaItemKind.FOLLOW_UP:
            return Text("Follow-up of earlier decisions")
        if self.obstacle:
            return Text(
                "Obstacle no. %(number)s of %(project)s",
                number=self.obstacle.number,
                project=self.obstacle.project.name,
            )
        about = self.unit or self.line
        if about and self.kind == AgendaItemKind.FALLEN:
            return Text("Overdue and lagging items: %(about)s", about=str(about))
        return (
            Text("%(about)s: %(kind)s", about=str(about), kind=self.kind) if about else Text(self.kind.label)
        )


class DiscussedItem(models.Model):
    """An item that an agenda item is about, with what had happened to it when the agenda was put together."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    agenda_item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="rows")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    fall = one_of(Fall)
    before = one_of(Light, blank=True)
    light = one_of(Light)

    class Meta:
        ordering = ["pk"]
        constraints = [once("agenda_item", "item")]

    def __str__(self) -> str:
        return f"{self.agenda_item_id}: {self.item_id}"


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, person: User, campaign: Campaign) -> Self:
        """The Office, the supervisors and the leaders see all, the others what they or theirs have to carry out."""
        here, roles = (
            self.filter(campaign=campaign).exclude(state=FollowUpState.NOTED),
            roles_of(person, campaign),
        )
        if sees_every_meeting(roles):
            return here
        theirs = roles.organisations(*Role)
        supporting = Decision.supporting_units.through.objects.filter(organisation__in=theirs)
        mine = Q(unit__in=theirs) | Q(pk__in=supporting.values("decision"))
        return here.filter(mine)

    def told_to(self, person: User, campaign: Campaign) -> Self:
        """What somebody may read as the result of a meeting: also what others have to do, once the minutes say it."""
        theirs = Q(pk__in=self.visible_to(person, campaign).values("pk"))
        here = self.filter(theirs | Q(meeting__state=MeetingState.ISSUED), campaign=campaign)
        return here.exclude(state=FollowUpState.NOTED)

    def pending(self) -> Self:
        return self.filter(state__in=PENDING)

    def overdue(self, today: date) -> Self:
        return self.filter(state=FollowUpState.OPEN, due_on__lt=today)

    def locked(self, pk: int) -> "Decision":
        related = ("campaign", "meeting", "agenda_item", "unit")
        return self.select_for_update(of=("self",), no_key=True).select_related(*related).get(pk=pk)


class Decision(models.Model):
    """What a meeting decided, or what somebody promised there: who does what by when. Followed up until it is done."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="decisions")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    agenda_item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="decisions")
    kind = one_of(DecisionKind, default=DecisionKind.DECISION)
    number = models.PositiveIntegerField(null=True, blank=True)
    state = one_of(FollowUpState, default=FollowUpState.NOTED)
    words = models.CharField(max_length=500)
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    supporting_units = models.ManyToManyField(Organisation, related_name="+", blank=True)
    due_on = models.DateField()
    first_due_on = models.DateField()
    instructs = models.BooleanField(
        default=False
    )  # it is an instruction to the obstacle of its agenda item too
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    writers = models.JSONField(default=list)  # whoever has worded what the minutes say of it
    tracked_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    because = models.CharField(
        max_length=300, blank=True
    )  # of the last change: sent back, another date, revoked
    version = models.PositiveIntegerField(default=1)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["campaign_id", "number", "pk"]
        constraints = [
            once("campaign", "number"),
            filled_only_while(
                *(state for state in FollowUpState if state != FollowUpState.NOTED),
                fields=["number", "tracked_at"],
            ),
            filled_only_while(FollowUpState.DONE, fields=["done_at"]),
            filled_only_while(FollowUpState.REVOKED, fields=["revoked_at"]),
            in_order("tracked_at", "done_at"),
            models.CheckConstraint(name="meetings_decision_says_what", condition=~Q(words="")),
        ]
        indexes = [
            models.Index(fields=["campaign", "state", "due_on"], name="meetings_decision_due"),
            models.Index(fields=["campaign", "unit"], name="meetings_decision_unit"),
        ]

    def __str__(self) -> str:
        return self.words

    def is_overdue(self, today: date) -> bool:
        return is_overdue(self.state, self.due_on, today=today)

    @property
    def is_editable(self) -> bool:
        """While the minutes are open a decision can be put otherwise, unless its unit has answered already."""
        noted = self.state in (FollowUpState.NOTED, FollowUpState.OPEN)
        return noted and self.meeting.state == MeetingState.RUNNING


class Answer(models.Model):
    """A unit says that a decision has been carried out, and shows it; the Office confirms or sends back."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=500)
    reference = models.CharField(max_length=300, blank=True)
    file_name = models.CharField(max_length=150, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    accepted = models.BooleanField(null=True, blank=True)
    because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["decision_id", "number"]
        constraints = [
            once("decision", "number"),
            filled_together("judged_at", "judged_by", "accepted"),
            different("given_by", "judged_by"),
            in_order("given_at", "judged_at"),
            models.CheckConstraint(
                name="meetings_answer_shows_it",
                condition=~Q(reference="") | (~Q(sha256="") & ~Q(file_name="")),
            ),
        ]

    def __str__(self) -> str:
        return self.words
