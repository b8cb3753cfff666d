"""The people of a campaign at hand, for those who simulate them."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.db import transaction

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import obligations
from gongjian.campaigns.rules import ObligationKind
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import Refused
from gongjian.simulation.models import Remark
from gongjian.worklist.queries.steps import ruler_of
from gongjian.worklist.rules.backwards import Ruler

SEED = "gongjian"
log = logging.getLogger(__name__)


class Folk:
    """The people of a campaign by their user names, and its units by number."""

    def __init__(self, campaign: Campaign) -> None:
        self.campaign, self.calendar = campaign, campaign.calendar()
        assignments = campaign.role_assignments.filter(ended_at=None).select_related("person")
        self.people: dict[str, User] = {
            assignment.person.username: assignment.person for assignment in assignments
        }
        units = campaign.units.order_by("position").select_related("organisation")
        self.units = {number: unit.organisation for number, unit in enumerate(units, start=1)}
        self.numbers = {unit.pk: number for number, unit in self.units.items()}

    @cached_property
    def kick_off_on(self) -> date:
        """The day of the kick-off; a campaign whose plan names none begins with its second phase."""
        found = obligations(self.campaign, ObligationKind.KICK_OFF).first()
        return found.due_on if found else self.campaign.starts_on

    @cached_property
    def ruler(self) -> Ruler:
        return ruler_of(self.campaign)

    def moment(self, day: date, minute: int) -> datetime:
        """Minutes from half past eight."""
        begin = datetime.combine(day, time(8, 30), tzinfo=self.campaign.zone)
        return begin + timedelta(minutes=minute)

    @contextmanager
    def attempt(self, wanted: str, day: date) -> Iterator[None]:
        """Who is refused goes on with the next thing, and so does whoever stumbles over what a visitor did. A line stays."""
        try:
            with transaction.atomic():
                yield
        except Refused as refused:
            self.remark(wanted, day, refused.reason)
        except Exception as error:
            log.exception("a simulated person stumbled: %s", wanted)
            self.remark(wanted, day, Text("could not continue: %(error)s", error=type(error).__name__))

    def remark(self, wanted: str, day: date, reason: Text) -> None:
        Remark.objects.create(campaign=self.campaign, day=day, wanted=wanted[:120], reason=reason.to_json())
