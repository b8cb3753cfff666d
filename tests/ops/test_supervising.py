"""Whatever of a served installation dies is there again without a hand, and nothing outlives its main process."""

import subprocess

import pytest

from tests.ops.served import GONGJIAN, ROOT, Served, a_free_port, environment, lives, wait_until

pytestmark = pytest.mark.timeout(240)


@pytest.fixture
def served(tmp_path):
    running = Served(tmp_path).start()
    yield running
    if lives(running.main.pid):
        running.stop()
    running.main.wait()


def is_well(served):
    status, _ = served.ready()
    return status == 200 and served.child("gongjian.ops.web") and served.child("worker")


def test_whatever_is_killed_comes_back_and_children_end_with_the_main_process(served):
    wait_until(lambda: is_well(served), 60, "the first start")
    for word in ("worker", "gongjian.ops.web", "worker"):
        killed = served.child(word)
        served.kill(killed)
        wait_until(lambda: not lives(killed), 5)  # noqa: B023
        wait_until(lambda: served.child(word) not in (None, killed) and is_well(served), 30, word)  # noqa: B023

    left = [served.child("gongjian.ops.web"), served.child("worker")]
    served.kill()
    served.main.wait()
    wait_until(lambda: not any(map(lives, left)), 15, "the end of the children")
    assert served.status("/healthz", timeout=1) == 0

    served.start()  # the same port and the same folder are free again
    wait_until(lambda: is_well(served), 60, "the start after the kill")
    left = [served.child("gongjian.ops.web"), served.child("worker")]
    assert served.stop() == 0
    assert not any(map(lives, left))


def test_a_second_server_on_the_same_folder_is_refused_and_told_which_process_holds_it(served):
    words = ["serve", "--data-dir", str(served.data_dir), "--port", str(a_free_port())]
    second = subprocess.run(
        [*GONGJIAN, *words],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert second.returncode != 0
    assert f"is served already, by process {served.main.pid} on" in second.stderr
    assert f"http://127.0.0.1:{served.port}/" in second.stderr


def test_a_server_without_any_worker_is_not_ready_and_says_why(tmp_path):
    running = Served(tmp_path, "--no-worker").start()
    try:
        status, said = running.ready()
    finally:
        running.stop()

    assert (status, said["ready"], said["worker"]) == (503, False, "no worker has been heard of lately")
