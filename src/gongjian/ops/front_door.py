"""Where requests come in: a connection costs no thread until its request is there as a whole.

One thread reads heads and bodies and sends answers, whatever the pace of the other side; the threads that work get
whole requests only and hand over whole answers. What makes no progress is let go, and so is what has waited longest
when there is no more room.
"""

import logging
import socket
import threading
import time
from collections import Counter, deque
from typing import Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

SECONDS = {"idle": 60, "head": 20}
"""How long a connection may say nothing between two requests, and how long the head of one may take."""
WINDOW_SECONDS, LEAST_BYTES = 30, 30_000
"""A body or an answer moves at least so much in such a time: a slow line does, somebody who only holds on does not."""
MOST_CONNECTIONS = 1000
MOST_BODIES = 16  # of the largest size, unfinished, at the same time
CROWD = 64
LARGEST_HEAD = 32_768
FINISH_SECONDS = 25
ALWAYS_REACHABLE = "/healthz"
log = logging.getLogger(__name__)
logging.getLogger("waitress.queue").setLevel(logging.ERROR)


class Connection(HTTPChannel):  # type: ignore[misc]
    """One connection, and since when it makes no progress."""

    def __init__(self, *told: Any, **more: Any) -> None:
        self.served, self.sent = 0, 0
        self.stage, self.had, self.since = ("idle", 0), 0, time.monotonic()
        super().__init__(*told, **more)

    def service(self) -> None:
        try:
            super().service()
        finally:
            self.served += 1

    def send(self, data: bytes, do_close: bool = True) -> int:
        sent: int = super().send(data, do_close=do_close)
        self.sent += sent
        return sent

    def progress(self) -> tuple[str, int]:
        """What it is at, and how far it has come with it."""
        if self.total_outbufs_len:
            return "sending", self.sent
        if self.requests:
            return "being answered", 0
        if self.request is None:
            return "idle", 0
        return ("body", self.received_bytes()) if self.request.headers_finished else ("head", 0)

    def received_bytes(self) -> int:
        return self.request.body_bytes_received if self.request else 0

    def is_overdue(self, now: float) -> bool:
        what, amount = self.progress()
        if (what, self.served) != self.stage:
            self.stage, self.had, self.since = (what, self.served), amount, now
            return False
        if what == "being answered":
            return False
        if what in SECONDS:
            return now - self.since > SECONDS[what]
        if now - self.since < WINDOW_SECONDS:
            return False
        moved, self.had, self.since = amount - self.had, amount, now
        return moved < LEAST_BYTES

    def let_go(self) -> None:
        """At once: a socket that nobody reads at the other end never becomes ready to be closed politely."""
        if self.request:
            self.request.close()
        self.handle_close()


class InTurn:
    """A queue in which the addresses take turns: whoever asks a thousand times at once waits, and nobody else."""

    def __init__(self) -> None:
        self.of: dict[str, deque[Connection]] = {}

    def __len__(self) -> int:
        return sum(map(len, self.of.values()))

    def append(self, connection: Connection) -> None:
        self.of.setdefault(connection.addr[0], deque()).append(connection)

    def popleft(self) -> Connection:
        address = next(iter(self.of))
        waiting = self.of.pop(address)
        first = waiting.popleft()
        if waiting:
            self.of[address] = waiting
        return first


class Lanes:
    """The threads that work, and one that only says that the process lives."""

    def __init__(self, threads: int) -> None:
        self.ordinary, self.health = ThreadedTaskDispatcher(), ThreadedTaskDispatcher()
        self.ordinary.queue = InTurn()
        self.ordinary.set_thread_count(threads)
        self.health.set_thread_count(1)

    def add_task(self, connection: Connection) -> None:
        asked = getattr(connection.requests[0], "path", "")
        (self.health if asked == ALWAYS_REACHABLE else self.ordinary).add_task(connection)

    def shutdown(self) -> None:
        for lane in (self.ordinary, self.health):
            lane.shutdown(cancel_pending=True, timeout=1)


class FrontDoor(TcpWSGIServer):  # type: ignore[misc]
    channel_class = Connection
    next_look = 0.0

    @classmethod
    def at(
        cls,
        listening: socket.socket,
        application: Any,
        *,
        threads: int,
        largest_body: int,
        proxies: int,
        files: int,
    ) -> "FrontDoor":
        chosen = Adjustments(
            connection_limit=min(MOST_CONNECTIONS, files // 4),
            max_request_header_size=LARGEST_HEAD,
            max_request_body_size=largest_body,
            outbuf_high_watermark=1
            << 40,  # an answer goes into a file, and its thread on to the next request
            clear_untrusted_proxy_headers=not proxies,
            log_socket_errors=False,
            asyncore_use_poll=True,
            ident="",
        )
        sockinfo = (listening.family, listening.type, listening.proto, listening.getsockname())
        return cls(
            application,
            {},
            _sock=listening,
            dispatcher=Lanes(threads),
            adj=chosen,
            sockinfo=sockinfo,
            bind_socket=False,
        )

    def readable(self) -> bool:
        """Asked in every round of the loop: so this is where the door looks round, once a second."""
        now = time.monotonic()
        if now >= self.next_look:
            self.next_look = now + 1
            self.look_round(now)
        return bool(self.accepting)

    def look_round(self, now: float) -> None:
        for connection in self.connections():
            if connection.is_overdue(now):
                connection.let_go()
        self.shed()

    def handle_accept(self) -> None:
        """Everybody who waits outside, not one in each round: a crowd must not hide whoever comes after it."""
        for _ in range(CROWD):
            before = len(self.active_channels)
            super().handle_accept()
            if len(self.active_channels) == before:
                return
            if before >= self.adj.connection_limit:
                self.make_room()

    def make_room(self) -> None:
        """Whoever holds most connections gives one back: that which has waited longest."""
        everybody = self.connections()
        held = Counter(one.addr[0] for one in everybody)
        min(everybody, key=lambda one: (-held[one.addr[0]], bool(one.requests), one.since)).let_go()

    def shed(self) -> None:
        """Bodies that never end must not fill the disk."""
        bodies = {one: size for one in self.connections() if (size := one.received_bytes())}
        while sum(bodies.values()) > MOST_BODIES * self.adj.max_request_body_size:
            held: Counter[str] = Counter()
            for one, size in bodies.items():
                held[one.addr[0]] += size
            heaviest = max(bodies, key=lambda one: (held[one.addr[0]], bodies[one]))
            del bodies[heaviest]
            heaviest.let_go()

    def connections(self) -> list[Connection]:
        return list(self.active_channels.values())

    def answer_until(self, stop: threading.Event) -> None:
        while not stop.is_set():
            self.go_round()
        self.accepting = False
        until = time.monotonic() + FINISH_SECONDS
        while self.active_channels and time.monotonic() < until:
            for connection in self.connections():
                if connection.progress()[0] in ("idle", "head", "body"):
                    connection.let_go()
            self.go_round()
        self.task_dispatcher.shutdown()

    def go_round(self) -> None:
        wasyncore.loop(timeout=1, use_poll=True, map=self._map, count=1)
