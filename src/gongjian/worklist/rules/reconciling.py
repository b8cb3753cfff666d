"""What the plan counts, held against what stands in the lists: every difference in a sentence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongjian.kernel.numbers import plain
from gongjian.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Held:
    """A number of the plan beside what was counted; None where the plan is silent."""

    name: str
    planned: int | Decimal | None
    projects: int
    items: int = 0

    @property
    def gap(self) -> Decimal | None:
        return None if self.planned is None else Decimal(self.projects) - Decimal(self.planned)


def differences_in_words(
    lines: Iterable[Held], targets: Iterable[Held], projects: Held, items: Held
) -> Iterator[Text]:
    """Takes what was planned and what the lists hold; gives sentences for a clerk. None means that
    everything agrees.
    """
    lines = list(lines)
    yield from whole(projects, Text("projects"))
    yield from whole(items, Text("items"))
    planned = [line.planned for line in lines if line.planned is not None]
    if (
        planned
        and projects.planned is not None
        and len(planned) == len(lines)
        and sum(planned) != projects.planned
    ):
        yield Text(
            "The plan's own numbers disagree: its lines of work add up to %(sum)s projects, its total is %(total)s.",
            sum=plain(Decimal(sum(planned))),
            total=plain(Decimal(projects.planned)),
        )
    for line in lines:
        yield from of_line(line)
    for target in targets:
        if target.gap and target.gap < 0:
            yield Text(
                "Target “%(name)s” needs %(planned)s projects; items of %(counted)s projects count towards it.",
                name=target.name,
                planned=plain(Decimal(target.planned or 0)),
                counted=target.projects,
            )


def whole(held: Held, what: Text) -> Iterator[Text]:
    if held.planned is None:
        return
    values = {"what": what, "planned": plain(Decimal(held.planned)), "counted": held.projects}
    if held.gap and held.gap < 0:
        yield Text("The plan counts %(planned)s %(what)s, the filed lists %(counted)s: %(short)s are missing.", **values, short=plain(-held.gap))  # fmt: skip
    elif held.gap:
        yield Text("The plan counts %(planned)s %(what)s, the filed lists %(counted)s: %(over)s too many.", **values, over=plain(held.gap))  # fmt: skip


def of_line(line: Held) -> Iterator[Text]:
    if line.planned is None or not line.gap:
        return
    values = {"name": line.name, "planned": plain(Decimal(line.planned)), "counted": line.projects}
    if line.gap < 0:
        yield Text("%(name)s: %(planned)s projects in the plan, %(counted)s in the filed lists, %(short)s missing.", **values, short=plain(-line.gap))  # fmt: skip
    else:
        yield Text("%(name)s: %(planned)s projects in the plan, %(counted)s in the filed lists, %(over)s too many.", **values, over=plain(line.gap))  # fmt: skip
