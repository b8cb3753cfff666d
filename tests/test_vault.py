import os
import resource
import time
from contextlib import contextmanager

import pytest

from gongjian import vault


@contextmanager
def no_file_larger_than(size):
    """As a disk without room does it: the write ends with an error in the middle of the file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def everything_in(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_could_not_be_written_as_a_whole_leaves_no_half(tmp_path):
    with no_file_larger_than(1000), pytest.raises(OSError, match="File too large"):
        vault.keep(tmp_path, b"x" * 5000)

    assert everything_in(tmp_path) == []


def test_halves_of_killed_processes_are_swept_once_nobody_can_be_writing_them(tmp_path):
    kept = vault.path_of(tmp_path, vault.keep(tmp_path, b"kept"))
    for name, age in (("tmpold", 7200), ("tmpnew", 10)):
        half = kept.parent / name
        half.write_bytes(b"half")
        os.utime(half, (time.time() - age, time.time() - age))
    os.utime(kept, (0, 0))

    swept = vault.sweep(tmp_path, before=time.time() - 3600)

    assert swept == ["tmpold"]
    assert sorted(path.name for path in everything_in(tmp_path)) == sorted([kept.name, "tmpnew"])


def test_kept_files_are_listed_and_nothing_else(tmp_path):
    sha256 = vault.keep(tmp_path, b"kept")
    (tmp_path / sha256[:2] / "tmphalf").write_bytes(b"half")

    assert [name for name, _ in vault.kept_in(tmp_path)] == [sha256]


def test_a_file_that_the_disk_does_not_give_is_damaged_and_can_be_told_of(tmp_path):
    """A folder of its name says what a failing disk says: there is something, and it cannot be read."""
    sha256 = vault.fingerprint(b"letter")
    (tmp_path / sha256[:2] / sha256).mkdir(parents=True)

    assert vault.looked_at(tmp_path, sha256) == vault.State.DAMAGED
    with pytest.raises(vault.Unfit, match="damaged"):
        vault.fetch(tmp_path, sha256)
