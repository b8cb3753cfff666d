"""What one must know to read what people write into a register."""

from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import organisations_within
from gongjian.reading.cells.days import Times
from gongjian.registers.rules.values import by_name


def times_of(campaign: Campaign) -> Times:
    return Times(campaign.year, campaign.starts_on, campaign.ends_on)


def organisations_by_name(campaign: Campaign) -> dict[str, str]:
    rows = organisations_within(campaign).values_list("name", "short_name", "other_names")
    return by_name([(name, short, *others) for name, short, others in rows])
