"""The door itself, in a thread of the test, with an application of three lines."""

import socket
import threading
import time

import pytest

from gongjian.ops import front_door
from gongjian.ops.front_door import FrontDoor, InTurn

LARGE = 40 * 1024 * 1024


class Opened:
    def __init__(self):
        self.busy = threading.Event()
        self.stop = threading.Event()
        listening = socket.create_server(("127.0.0.1", 0))
        self.port = listening.getsockname()[1]
        self.door = FrontDoor.at(
            listening, self.answer, threads=2, largest_body=100_000, proxies=0, files=400
        )
        self.thread = threading.Thread(target=self.door.answer_until, args=[self.stop])
        self.thread.start()

    def answer(self, environ, start_response):
        path = environ["PATH_INFO"]
        if path == "/busy":
            self.busy.wait(20)
        body = b"x" * LARGE if path == "/large" else environ["REMOTE_ADDR"].encode()
        start_response("200 OK", [("Content-Length", str(len(body)))])
        return [body]

    def call(self, words, source="127.0.0.1"):
        one = socket.create_connection(("127.0.0.1", self.port), timeout=10, source_address=(source, 0))
        one.sendall(words.encode())
        return one

    def get(self, path, source="127.0.0.1"):
        with self.call(f"GET {path} HTTP/1.0\r\n\r\n", source) as one:
            return one.recv(100).decode()


@pytest.fixture
def opened():
    running = Opened()
    yield running
    running.busy.set()
    running.stop.set()
    running.thread.join(30)
    running.door.close()
    assert not running.thread.is_alive()


def is_let_go(one):
    one.settimeout(10)
    try:
        return one.recv(100) == b""
    except ConnectionError:
        return True


@pytest.mark.parametrize(
    "said", ["", "GET / HTTP/1.1\r\nHost: a", "POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n1"]
)
def test_what_makes_no_progress_is_let_go(opened, monkeypatch, said):
    monkeypatch.setattr(front_door, "SECONDS", {"idle": 1, "head": 1})
    monkeypatch.setattr(front_door, "WINDOW_SECONDS", 1)

    with opened.call(said) as one:
        assert is_let_go(one)


def drip(one, seconds):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        one.sendall(b"a: b\r\n")
        time.sleep(0.2)


def test_a_head_that_drips_has_no_more_time_than_one_that_stands_still(opened, monkeypatch):
    monkeypatch.setattr(front_door, "SECONDS", {"idle": 60, "head": 2})
    began = time.monotonic()

    with opened.call("GET / HTTP/1.1\r\n") as one, pytest.raises(ConnectionError):
        drip(one, seconds=15)

    assert time.monotonic() - began < 6


def test_a_slow_body_that_moves_on_arrives(opened, monkeypatch):
    monkeypatch.setattr(front_door, "SECONDS", {"idle": 1, "head": 1})
    monkeypatch.setattr(front_door, "WINDOW_SECONDS", 1)
    monkeypatch.setattr(front_door, "LEAST_BYTES", 1000)

    with opened.call("POST / HTTP/1.0\r\nContent-Length: 20000\r\n\r\n") as one:
        for _ in range(20):
            one.sendall(b"x" * 1000)
            time.sleep(0.2)
        assert one.recv(100).startswith(b"HTTP/1.0 200")


def test_answers_that_nobody_fetches_hold_no_thread(opened):
    lazy = [opened.call("GET /large HTTP/1.0\r\n\r\n") for _ in range(6)]

    assert "200 OK" in opened.get("/")
    for one in lazy:
        one.close()


def test_that_the_process_lives_is_said_while_every_thread_is_busy(opened):
    busy = [opened.call("GET /busy HTTP/1.0\r\n\r\n") for _ in range(6)]

    assert "200 OK" in opened.get("/healthz")
    opened.busy.set()
    for one in busy:
        one.close()


def test_when_there_is_no_more_room_the_address_that_holds_most_gives_way(opened):
    patient = opened.call("GET / HTTP/1.0\r\n", source="127.0.0.2")
    crowd = [opened.call("GET / HTTP/1.0\r\n") for _ in range(150)]  # a hundred connections are allowed

    assert "200 OK" in opened.get("/")
    assert is_let_go(crowd[0])
    patient.sendall(b"\r\n")
    assert b"200 OK" in patient.recv(100)
    for one in [patient, *crowd]:
        one.close()


def test_bodies_that_never_end_do_not_fill_the_disk(opened, monkeypatch):
    monkeypatch.setattr(front_door, "MOST_BODIES", 2)
    greedy = [
        opened.call("POST / HTTP/1.1\r\nContent-Length: 99000\r\n\r\n" + "x" * 90_000) for _ in range(5)
    ]
    time.sleep(3)

    held = sum(one.received_bytes() for one in opened.door.connections())
    assert held <= 200_000
    for one in greedy:
        one.close()


def test_a_request_in_hand_is_finished_before_the_door_closes(opened):
    with opened.call("GET /busy HTTP/1.0\r\n\r\n") as one:
        time.sleep(0.5)
        opened.stop.set()
        time.sleep(1.5)
        opened.busy.set()
        assert b"200 OK" in one.recv(100)


class Asking:
    def __init__(self, address, number):
        self.addr, self.number = (address, 1), number


def test_addresses_take_turns():
    queue = InTurn()
    for number in range(3):
        queue.append(Asking("many", number))
    queue.append(Asking("one", 0))

    left = [queue.popleft() for _ in range(len(queue))]

    assert [(one.addr[0], one.number) for one in left] == [("many", 0), ("one", 0), ("many", 1), ("many", 2)]
    assert not queue
