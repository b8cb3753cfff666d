"""A served installation answers everybody else, whoever holds connections open without finishing what they began."""

import http.client
import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing

import pytest

from tests.ops.served import Served

pytestmark = pytest.mark.timeout(180)
SIGN_IN = "/accounts/login/"
MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    running = Served(tmp_path_factory.mktemp("served"), "--no-worker").start()
    yield running
    running.stop()


def unfinished_post(served):
    """With the cookie that every visitor has: without one the body would not even be read."""
    kind = "application/x-www-form-urlencoded"
    head = f"POST {SIGN_IN} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\nContent-Length: 1000\r\n"
    return sent(served, f"{head}Cookie: csrftoken={'b' * 32}\r\n\r\nlogin=a")


def half_head(served):
    return sent(served, f"GET {SIGN_IN} HTTP/1.1\r\nHost: local")


def idle(served):
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=20)
    connection.request("GET", "/healthz")
    assert connection.getresponse().read()
    return connection


def silent(served):
    return sent(served, "")


def sent(served, words):
    one = socket.create_connection(("127.0.0.1", served.port), timeout=20)
    one.sendall(words.encode())
    return one


@pytest.mark.parametrize(
    ("holding", "times"), [(unfinished_post, 40), (half_head, 120), (idle, 120), (silent, 300)]
)
def test_whoever_only_holds_connections_stops_nobody(served, holding, times):
    with ExitStack() as held:
        for _ in range(times):
            held.callback(holding(served).close)
        began = time.monotonic()

        answers = [served.status(path, timeout=15) for path in ("/healthz", SIGN_IN, "/healthz", SIGN_IN)]

        assert answers == [200] * 4
        assert time.monotonic() - began < 15


def test_many_large_uploads_over_slow_lines_arrive_and_hold_no_thread(served):
    with ThreadPoolExecutor(8) as lines:
        sending = [lines.submit(upload, served, 20 * MEGABYTE) for _ in range(8)]
        slowest = 0.0
        while not all(one.done() for one in sending):
            began = time.monotonic()
            assert served.status(SIGN_IN, timeout=20) == 200
            slowest = max(slowest, time.monotonic() - began)
            time.sleep(0.2)  # somebody else, and not a burst of them

    assert [one.result() for one in sending] == [200] * 8  # a wrong password, read as a whole
    assert slowest < 8


def upload(served, size):
    """A form of this size in forty pieces, over ten seconds and more."""
    with closing(http.client.HTTPConnection("127.0.0.1", served.port, timeout=90)) as connection:
        return upload_over(connection, size)


def upload_over(connection, size):
    connection.request("GET", SIGN_IN)
    answer = connection.getresponse()
    cookie = answer.headers["Set-Cookie"].partition(";")[0]
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', answer.read().decode())[1]
    body = parts({"csrfmiddlewaretoken": token, "login": "nobody", "password": "wrong"}, size)
    connection.putrequest("POST", SIGN_IN)
    for name, value in {"Cookie": cookie, "Content-Length": len(body)}.items():
        connection.putheader(name, str(value))
    connection.putheader("Content-Type", "multipart/form-data; boundary=edge")
    connection.endheaders()
    step = len(body) // 40 + 1
    for begin in range(0, len(body), step):
        connection.send(body[begin : begin + step])
        time.sleep(0.25)
    return connection.getresponse().status


def parts(fields, size):
    said = "".join(
        f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    file = '--edge\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\nContent-Type: application/octet-stream\r\n\r\n'
    return said.encode() + file.encode() + b"x" * size + b"\r\n--edge--\r\n"
