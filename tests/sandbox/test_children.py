"""A child takes what a file does to it; we keep an answer or a reason. Real processes, real limits."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from gongjian.reading.uploads import Unacceptable
from gongjian.sandbox.lane import Lane
from gongjian.sandbox.limits import MB, Limits
from gongjian.sandbox.work import NoAnswer, Why, Work

SHORT = Limits(processor_seconds=1, clock_seconds=20)
LONG = replace(SHORT, processor_seconds=30, clock_seconds=60)  # what ends is not the time


def work(name, *given, limits=SHORT):
    return Work(f"tests.sandbox.works:{name}", given, {}, limits)


def why(lane, one):
    with pytest.raises(NoAnswer) as none:
        lane.do(one)
    return none.value.why


def test_a_child_gives_the_value_and_stays_warm(lane):
    assert lane.do(work("twice", 21)) == 42
    [child] = lane.idle

    assert lane.do(work("sleep", 0)) == child.process.pid


def test_a_refusal_comes_back_with_its_sentence_and_the_child_stays(lane):
    with pytest.raises(Unacceptable) as refusal:
        lane.do(work("refuse"))

    assert (refusal.value.name, str(refusal.value.reason)) == ("a.xlsx", "The file is empty.")
    assert len(lane.idle) == 1


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("hang", Why.TIME),
        ("grow", Why.MEMORY),
        ("grow_slowly", Why.MEMORY),
        ("die", Why.DIED),
        ("lie", Why.DIED),
        ("stumble", Why.FAILED),
    ],
)
def test_whatever_happens_to_a_child_there_is_a_reason_and_the_next_one_answers(lane, name, reason, caplog):
    assert why(lane, work(name, limits=SHORT if reason is Why.TIME else LONG)) == reason
    assert lane.idle == []
    assert lane.do(work("twice", 2)) == 4


def test_what_sleeps_is_ended_by_the_clock(lane):
    assert why(lane, work("sleep", 60, limits=replace(SHORT, clock_seconds=1))) == Why.TIME


def test_an_answer_beyond_its_bound_is_not_taken_in(lane):
    bound = replace(SHORT, told=MB)

    assert len(lane.do(work("say_much", MB - 100, limits=bound))) == MB - 100
    assert why(lane, work("say_much", 2 * MB, limits=bound)) == Why.MEMORY


def test_nothing_that_a_child_says_is_ever_done(lane, tmp_path, monkeypatch, caplog):
    monkeypatch.chdir(tmp_path)

    assert why(lane, work("lie")) == Why.DIED
    assert not Path("trapped").exists()


def test_a_child_that_grew_is_not_given_more_work(lane):
    lane.do(work("say_much", 30 * MB, limits=replace(SHORT, grown=MB)))

    assert lane.idle == []


def test_a_child_knows_no_secret_and_no_django(lane, monkeypatch):
    monkeypatch.setenv("GONGJIAN_SECRET_KEY", "secret")

    names, django = lane.do(work("surroundings"))

    assert django is False
    assert [name for name in names if "SECRET" in name or name.startswith("GONGJIAN")] == []


def test_a_child_fills_no_disk(lane, tmp_path):
    with pytest.raises(NoAnswer):
        lane.do(work("write", str(tmp_path / "large"), 100 * MB))


def test_at_most_so_many_work_at_once_and_the_others_get_their_answer(lane, tmp_path):
    with ThreadPoolExecutor(8) as people:
        counts = list(people.map(lambda _: lane.do(work("counted", str(tmp_path))), range(8)))

    assert len(counts) == 8
    assert max(counts) <= 2


def test_processes_that_share_a_folder_share_their_turns(lane, tmp_path):
    other = Lane("trial", most=2)
    for one in (lane, other):
        one.slots.folder = tmp_path / "turns"
    marks = tmp_path / "marks"
    marks.mkdir()

    with ThreadPoolExecutor(8) as people:
        counts = list(people.map(lambda one: one.do(work("counted", str(marks))), [lane, other] * 4))
    other.close()

    assert max(counts) <= 2


def test_where_nothing_can_be_written_every_process_counts_for_itself(lane, tmp_path):
    (tmp_path / "file").touch()
    lane.slots.folder = tmp_path / "file"

    assert lane.do(work("twice", 1)) == 2


def test_who_waits_too_long_is_told_so(lane):
    with ThreadPoolExecutor(2) as people:
        busy = [people.submit(lane.do, work("sleep", 2)) for _ in range(2)]
        time.sleep(0.5)
        with pytest.raises(NoAnswer) as none:
            lane.do(work("twice", 1), wait=0.2)
        assert none.value.why == Why.WAITED
        assert all(one.result() for one in busy)


def test_a_child_that_left_meanwhile_is_replaced(lane):
    lane.do(work("twice", 1))
    child = lane.idle[0].process
    os.kill(child.pid, signal.SIGKILL)
    child.wait()

    assert lane.do(work("twice", 2)) == 4


PARENT = """
import threading, time
from gongjian.sandbox.lane import Lane
from gongjian.sandbox.work import Work
lane = Lane("trial", most=1)
print(lane.do(Work("tests.sandbox.works:sleep", (0,))), flush=True)
lane.do(Work("tests.sandbox.works:sleep", (600,)))
"""


def test_children_end_with_the_process_that_asked_them():
    surroundings = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, env=surroundings)
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()

    assert any(is_gone(child) or time.sleep(0.2) for _ in range(60))


def is_gone(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] == "Z"
    except FileNotFoundError:
        return True
