"""The Office and its director issue papers at the same moment as units report: bulletins and minutes."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db import OperationalError, connection

from benchmarks import world
from benchmarks.serving import ENDED, Client
from gongjian.bulletins.models import Bulletin
from gongjian.campaigns.models import Campaign
from gongjian.meetings.models import Meeting, MeetingPaper

if TYPE_CHECKING:
    from benchmarks.kills import Told

PAPERS = 4
STATES = ("draft", "proposed", "approved", "issued")
MOVES = (("office", "propose/"), ("director", "approve/"), ("office", "issue/"))
VERSION = re.compile(rb'name="?seen"? value="?(\d+)')
FOUND = re.compile(r"/(\d+)/$")


class Issuing:
    """Each paper goes all its way by what the pages answer; where an answer stays away, it is left where it is."""

    def __init__(self, port: int, number: int) -> None:
        self.port, self.number = port, number
        self.campaign = Campaign.objects.get(slug="reference")
        self.day = world.now_of(self.campaign).date()
        self.sessions = {name: world.session_of(name) for name in ("office", "director")}

    def issue_bulletins(self, told: "Told") -> None:
        """A correction of the newest bulletin, and a correction of that one; what a kill left half done is finished first."""
        for _ in range(PAPERS):
            try:
                newest = self.newest_bulletin()
            except OperationalError:  # PostgreSQL is what was killed
                connection.close()
                told.refused += 1
                continue
            pk, done = newest.pk, STATES.index(newest.state)
            if newest.state == "issued":
                pk = pk_of(self.moved("office", f"bulletins/{pk}/correct/", {"reason": "更正"}))
                done = 0
            if pk and all(self.step(who, f"bulletins/{pk}/", move) for who, move in MOVES[done:]):
                told.bulletins.append(pk)
            else:
                told.refused += 1

    def newest_bulletin(self) -> Bulletin:
        kept = Bulletin.objects.filter(campaign=self.campaign, kind="progress").exclude(state="discarded")
        return kept.latest("pk")

    def issue_minutes(self, told: "Told") -> None:
        for place in range(PAPERS):
            words = {"kind": "special", "title": f"专题会{self.number}-{place}", "starts_at": "00:01"}
            made = pk_of(self.moved("office", "meetings/new/", words | {"held_on": self.day.isoformat()}))
            if made and all(self.step(*one) for one in ways_of(f"meetings/{made}/")):
                told.minutes.append(made)
            else:
                told.refused += 1

    def step(self, who: str, page: str, move: str, asking: str = "") -> bool:
        """The page is opened for the version that it shows, then the move is made."""
        client = Client(self.port, self.sessions[who])
        try:
            client.get(f"/c/reference/{page}{asking}")
        except ENDED:
            return False
        seen = VERSION.search(client.body)
        return bool(seen and self.moved(who, page + move, {"seen": seen[1].decode()}))

    def moved(self, who: str, path: str, words: dict[str, str]) -> str:
        """Where the answer leads; nothing where there was none or it was no."""
        client = Client(self.port, self.sessions[who])
        try:
            status = client.post(f"/c/reference/{path}", words)
        except ENDED:
            return ""
        return client.location if status == 302 else ""

    def lost(self, told: "Told") -> list[Any]:
        """What was acknowledged as issued and is not, and every number that stands on two papers."""
        issued = set(Bulletin.objects.filter(state="issued").values_list("pk", flat=True))
        papers = MeetingPaper.objects.filter(kind="minutes")
        held = set(Meeting.objects.filter(state="issued", papers__in=papers).values_list("pk", flat=True))
        lost = [f"bulletin {pk}" for pk in told.bulletins if pk not in issued]
        lost += [f"minutes {pk}" for pk in told.minutes if pk not in held]
        return lost + [f"twice: {number}" for number in twice(numbers())]


def ways_of(page: str) -> Iterator[tuple[str, str, str, str]]:
    yield "office", page, "do/begin/", "do/begin/"
    yield "office", page, "run/close/", "run/"
    yield "director", page, "do/approve/", "do/approve/"
    yield "office", page, "do/issue/", "do/issue/"


def numbers() -> list[tuple[Any, ...]]:
    bulletins = Bulletin.objects.filter(state="issued").values_list("kind", "number_year", "number")
    minutes = MeetingPaper.objects.filter(kind="minutes").values_list(
        "kind", "number_year", "number", "edition"
    )
    return [*bulletins, *minutes]


def twice(numbers: list[tuple[Any, ...]]) -> set[tuple[Any, ...]]:
    return {one for one in numbers if numbers.count(one) > 1}


def pk_of(place: str) -> int:
    found = FOUND.search(place)
    return int(found[1]) if found else 0
