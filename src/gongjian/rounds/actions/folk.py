"""The people of a campaign at hand, for those who simulate them."""

from datetime import date, datetime, time, timedelta

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign

SEED = "gongjian"


class Folk:
    """The people of a campaign by their user names, and its units by number."""

    def __init__(self, campaign: Campaign) -> None:
        self.campaign, self.calendar = campaign, campaign.calendar()
        seats = campaign.seats.filter(ended_at=None).select_related("person")
        self.people: dict[str, User] = {seat.person.username: seat.person for seat in seats}
        units = campaign.units.order_by("position").values_list("organisation_id", flat=True)
        self.numbers = {organisation: number for number, organisation in enumerate(units, start=1)}

    def moment(self, day: date, minute: int) -> datetime:
        """Minutes from half past eight."""
        begin = datetime.combine(day, time(8, 30), tzinfo=self.campaign.zone)
        return begin + timedelta(minutes=minute)
