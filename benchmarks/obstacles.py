"""Five thousand obstacles: the list, a group's desk, one of them, and the desks on which they lie."""

from collections.abc import Iterator

from benchmarks.serving import median_ms
from benchmarks.world import BATCH, session_of, twin
from gongjian.campaigns.models import Campaign
from gongjian.obstacles.models import Obstacle, ObstacleEvent

MANY = 5000
HERE = "/c/reference/"
Row = tuple[str, str, str]


def swell(campaign: Campaign) -> int:
    """As many as that, like those that there are: open, in hand, closed."""
    known = list(Obstacle.objects.filter(campaign=campaign).order_by("number"))
    steps: dict[int, list[ObstacleEvent]] = {}
    for step in ObstacleEvent.objects.filter(campaign=campaign):
        steps.setdefault(step.obstacle_id, []).append(step)
    numbers = range(known[-1].number + 1, known[-1].number + 1 + MANY - len(known))
    pairs = [(known[number % len(known)], number) for number in numbers]
    made = [twin(old, number=number) for old, number in pairs]
    Obstacle.objects.bulk_create(made, BATCH)
    again = [
        twin(step, obstacle=new) for (old, _), new in zip(pairs, made, strict=True) for step in steps[old.pk]
    ]
    ObstacleEvent.objects.bulk_create(again, BATCH)
    return Obstacle.objects.filter(campaign=campaign).count()


def pages(campaign: Campaign) -> Iterator[tuple[str, str, str]]:
    """What is looked at, by whom."""
    group = campaign.role_assignments.get(person__username="coordination").organisation_id
    newest = Obstacle.objects.filter(campaign=campaign, group=group).latest("number")
    yield "list of obstacles", "office", f"{HERE}obstacles/"
    yield "list of obstacles, late ones in hand", "office", f"{HERE}obstacles/?list=in_hand&overdue=1"
    yield "desk of a group", "coordination", f"{HERE}obstacles/groups/{group}/"
    yield "one obstacle", "coordination", f"{HERE}obstacles/{newest.number}/"
    yield "my desk of a group member", "coordination", f"{HERE}desk/"
    yield "my desk of the Office", "office", f"{HERE}desk/"
    yield "my desk of a leading official", "leader01", f"{HERE}desk/"


def measured(campaign: Campaign, port: int, reference: float) -> Iterator[Row]:
    for name, username, path in pages(campaign):
        taken = median_ms(port, session_of(username), path, times=30)
        yield f"{name}, {MANY} obstacles", f"{taken:.1f} ms, {taken / reference:.2f}x", "at most 1.5x"
