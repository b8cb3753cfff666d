"""A real server over a scratch copy of the reference campaign, and clients that ask it."""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

TOKEN = "b" * 32
ENDED = (http.client.HTTPException, OSError)  # a server that was killed answers so


@contextmanager
def server(data_dir: Path) -> Iterator[int]:
    port = free_port()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "gongjian.config.settings",
        "GONGJIAN_LOG_LEVEL": "error",
    }
    words = [sys.executable, "-m", "gongjian.ops.cli", "serve", "--no-worker", "--data-dir", str(data_dir)]
    process = subprocess.Popen([*words, "--port", str(port)], env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def bare(data_dir: Path, processes: int) -> Iterator[int]:
    """The reference application over the same data, behind the same door, with as many processes."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "benchmarks.bare.settings",
        "PYTHONPATH": os.pathsep.join(
            [str(Path(__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])]
        ),
        "GONGJIAN_DATA_DIR": str(data_dir),
    }
    with socket.create_server(("127.0.0.1", 0)) as listening:
        words = ["serve", "--socket", str(listening.fileno()), "--web", str(processes), "--no-worker"]
        command = [sys.executable, "-m", "gongjian.ops.supervisor", *words]
        process = subprocess.Popen(command, env=environment, pass_fds=[listening.fileno()])
        port: int = listening.getsockname()[1]
        try:
            wait_for(port)
            yield port
        finally:
            process.terminate()
            process.wait(timeout=40)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    for _ in range(200):
        try:
            if Client(port, "").get("/healthz") == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


class Client:
    """One browser: one connection, one session."""

    def __init__(self, port: int, session: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Cookie": f"sessionid={session}; csrftoken={TOKEN}", "Accept-Language": "zh-CN"}
        self.body, self.location = b"", ""

    def get(self, path: str) -> int:
        return self.ask("GET", path)

    def post(self, path: str, fields: dict[str, str]) -> int:
        form = {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": TOKEN}
        return self.ask("POST", path, urlencode(fields), form)

    def ask(self, method: str, path: str, body: str | None = None, more: dict[str, str] | None = None) -> int:
        self.connection.request(method, path, body, self.headers | (more or {}))
        answer = self.connection.getresponse()
        self.body, self.location = answer.read(), answer.headers.get("Location", "")
        return answer.status


def median_ms(
    port: int, session: str, path: str, *, clients: int = 1, times: int = 60, anew: bool = False
) -> float:
    """The median time of an answer in milliseconds, with so many clients asking at once.

    A page that is drawn once is drawn for its whole address: `anew` asks for another one each time."""
    join = "&" if "?" in path else "?"

    def ask_often(client: Client) -> list[float]:
        taken = []
        for turn in range(times // clients + 1):
            asked = f"{path}{join}anew={turn}" if anew else path
            begin = time.perf_counter()
            status = client.get(asked)
            taken.append((time.perf_counter() - begin) * 1000)
            if status != 200:
                raise RuntimeError(f"{path} answered {status}")
        return taken

    everybody = [Client(port, session) for _ in range(clients)]
    for client in everybody:
        client.get(path)
    with ThreadPoolExecutor(clients) as pool:
        return statistics.median([one for taken in pool.map(ask_often, everybody) for one in taken])


def per_second(port: int, session: str, path: str, *, clients: int, seconds: float = 4) -> float:
    """How many answers a second so many clients get together."""
    counts = [0] * clients

    def ask_until(place: int) -> None:
        client = Client(port, session)
        client.get(path)
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            counts[place] += client.get(path) == 200

    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(ask_until, range(clients)))
    return sum(counts) / seconds
