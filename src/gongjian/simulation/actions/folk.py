"""The people of a campaign at hand, for those who simulate them."""

from datetime import date, datetime, time, timedelta
from functools import cached_property

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import obligations
from gongjian.campaigns.rules import Duties

SEED = "gongjian"


class Folk:
    """The people of a campaign by their user names, and its units by number."""

    def __init__(self, campaign: Campaign) -> None:
        self.campaign, self.calendar = campaign, campaign.calendar()
        seats = campaign.seats.filter(ended_at=None).select_related("person")
        self.people: dict[str, User] = {seat.person.username: seat.person for seat in seats}
        units = campaign.units.order_by("position").select_related("organisation")
        self.units = {number: unit.organisation for number, unit in enumerate(units, start=1)}
        self.numbers = {unit.pk: number for number, unit in self.units.items()}

    @cached_property
    def kick_off_on(self) -> date:
        """The day of the kick-off; a campaign whose plan names none begins with its second phase."""
        found = obligations(self.campaign, Duties.KICK_OFF).first()
        return found.due_on if found else self.campaign.starts_on

    def moment(self, day: date, minute: int) -> datetime:
        """Minutes from half past eight."""
        begin = datetime.combine(day, time(8, 30), tzinfo=self.campaign.zone)
        return begin + timedelta(minutes=minute)
