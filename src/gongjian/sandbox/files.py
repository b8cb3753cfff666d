"""Strangers' files: what they are, what stands in them, and what we draw with them. Each question is one piece of work.

Whatever a file does to its child, the person reads one sentence, and nobody else notices.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, cast

from gongjian.documents.seals import SealFound
from gongjian.kernel.text import Text
from gongjian.reading.grids import Grid
from gongjian.reading.plan import PlanDraft, Unreadable, Words
from gongjian.reading.uploads import DAMAGED, CheckedFile, Unacceptable
from gongjian.sandbox.lane import Lane
from gongjian.sandbox.limits import STRANGERS, Limits
from gongjian.sandbox.work import NoAnswer, Why, Work

Mark = tuple[str, int, int, str]
LANE = Lane("files", nice=5)
SENTENCES = {
    Why.WAITED: Text(
        "Many files are being read right now. Nothing was imported; upload the file again in a minute."
    ),
    Why.TIME: Text(
        "The file takes too long to read. Save it again in its own program, or import it in parts."
    ),
    Why.MEMORY: Text(
        "The file needs far too much memory. Save it again in its own program, or import it in parts."
    ),
}


class NotReadNow(Unacceptable):
    """Nothing is said about the file: nobody was free to read it."""


def checked(name: str, content: bytes, *, most_bytes: int) -> CheckedFile:
    """The file as it may be kept: pictures drawn anew without their location, papers as they are. Raises Unacceptable."""
    answer = ask_sandbox(name, "gongjian.reading.checking:checked", name, content, most_bytes=most_bytes)
    return cast(CheckedFile, answer)


def grids_of(name: str, content: bytes, *, limits: Limits = STRANGERS) -> list[Grid]:
    """All sheets of the file in their order. Raises Unacceptable."""
    answer = ask_sandbox(name, "gongjian.reading.grids.files:grids_of", name, content, limits=limits)
    return cast(list[Grid], answer)


def left_out(name: str, content: bytes) -> tuple[Text, ...]:
    """What of a file that was read stands in none of its sheets. Raises Unacceptable."""
    answer = ask_sandbox(name, "gongjian.reading.grids.files:left_out", name, content)
    return cast(tuple[Text, ...], answer)


def words_in(name: str, content: bytes) -> Words:
    """The words of a plan document. Raises Unreadable."""
    return cast(Words, of_a_plan("gongjian.reading.plan.files:words_in", name, content))


def read_plan(text: str, *, year: int | None = None, left_out: tuple[Text, ...] = ()) -> PlanDraft:
    """Every fact that the text states, with its words. Raises Unreadable where that takes too long."""
    answer = of_a_plan("gongjian.reading.plan.reader:read_plan", text, year=year, left_out=left_out)
    return cast(PlanDraft, answer)


def text_of_pdf(name: str, content: bytes) -> list[str]:
    """The text of each page. Raises Unacceptable."""
    return cast(list[str], ask_sandbox(name, "gongjian.documents.reading_back:text_of_pdf", content))


def seals_on(name: str, content: bytes, *, roots: tuple[Path, ...] = ()) -> list[SealFound]:
    """Every seal on a PDF, the first first. Raises Unacceptable."""
    return cast(
        list[SealFound], ask_sandbox(name, "gongjian.documents.sealing:seals_on", content, roots=roots)
    )


def in_one(parts: Iterable[bytes]) -> bytes:
    """Several PDF files behind each other. Raises Unacceptable."""
    return cast(bytes, ask_sandbox("", "gongjian.documents.merging:in_one", list(parts)))


def own_marked_workbook(
    name: str, content: bytes, marks: Sequence[Mark], lines: Sequence[Sequence[str]]
) -> bytes:
    """The person's own workbook with what is said of its cells. Raises Unacceptable."""
    return cast(
        bytes, ask_sandbox(name, "gongjian.documents.marking:own_marked_workbook", content, marks, lines)
    )


def new_marked_workbook(
    grids: Iterable[Grid], marks: Sequence[Mark], lines: Sequence[Sequence[str]]
) -> bytes:
    """A new workbook with the same cells and what is said of them."""
    sheets = [(grid.name, grid.rows) for grid in grids]
    return cast(
        bytes, ask_sandbox("", "gongjian.documents.marking:new_marked_workbook", sheets, marks, lines)
    )


def ask_sandbox(name: str, function: str, *given: Any, limits: Limits = STRANGERS, **named: Any) -> Any:
    """Calls a reader (`module:function`) on a stranger's file in a child process; gives its answer or
    refuses the file by name.
    """
    return done(lambda none: refusal(name, none), Work(function, given, named, limits))


def of_a_plan(function: str, *given: Any, **named: Any) -> Any:
    return done(lambda none: Unreadable(sentence(none)), Work(function, given, named, STRANGERS))


def done(refused: Callable[[NoAnswer], ValueError], work: Work) -> Any:
    try:
        return LANE.do(work)
    except NoAnswer as none:
        raise refused(none) from none


def refusal(name: str, none: NoAnswer) -> Unacceptable:
    kind = NotReadNow if none.why is Why.WAITED else Unacceptable
    return kind(name, sentence(none))


def sentence(none: NoAnswer) -> Text:
    return SENTENCES.get(none.why, DAMAGED)
