"""What is kept of today's standings, beside what the facts say from scratch."""

from gongjian.standing.models import ItemStanding
from gongjian.standing.queries import standings_at, standings_today


def rounded(one):
    """A standing with its shares as a database keeps them."""
    return (
        *(one.code, one.name, one.unit, one.project, one.line, one.official, one.person),
        *(one.light, one.confidence, one.forecast or None, one.value, one.target, one.weight),
        *(one.starts_on, one.due_on, one.first_due_on, one.slips, one.measured_on),
        *(round(float(share), 9) for share in (one.share, one.expected, one.gap)),
    )


def kept(campaign):
    return [rounded(one) for one in standings_today(ItemStanding.objects.filter(campaign=campaign))]


def truth(campaign, at):
    return [rounded(one) for one in standings_at(campaign, at)]


def untrue(campaign, at):
    """What is kept and is not so, and what is so and is not kept."""
    return sorted(set(kept(campaign)) ^ set(truth(campaign, at)), key=str)
