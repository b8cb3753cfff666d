import subprocess
import time

import pytest
from django.core.cache import caches

from tests.conftest import needs


@pytest.fixture
def redis(tmp_path_factory):
    folder = tmp_path_factory.mktemp("redis")
    socket = folder / "redis.sock"
    words = ["redis-server", "--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", str(folder)]
    server = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    until = time.monotonic() + 10
    while not socket.exists():
        assert time.monotonic() < until, "Redis did not start"
        time.sleep(0.05)
    yield f"unix://{socket}"
    server.terminate()
    server.wait()


@needs("redis-server")
def test_redis_can_be_the_shared_cache(redis, settings):
    settings.CACHES = {"default": settings.CACHE_REDIS | {"LOCATION": redis}}

    caches["default"].set("签收", {"n": 3})

    assert caches["default"].get("签收") == {"n": 3}
    caches["default"].close()
