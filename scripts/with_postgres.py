"""Run a command with a PostgreSQL server of its own, thrown away afterwards."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCAL = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def main(command: list[str]) -> int:
    if not find("initdb"):
        print("Skipped: PostgreSQL is not installed on this machine (Debian: apt install postgresql).")
        return 1 if os.environ.get("CI") == "true" else 0
    with server() as address:
        return subprocess.call(command, env={**os.environ, "GONGJIAN_DATABASE_URL": address})


def find(program: str) -> str:
    """Debian keeps the programs of PostgreSQL out of the way."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), reverse=True)
    return str(debian[0]) if debian else shutil.which(program) or ""


@contextmanager
def server() -> Iterator[str]:
    """A server that listens only on a socket in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="gongjian-pg-"))
    data = folder / "data"
    owner = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    shutil.chown(folder, owner)
    try:
        as_owner(
            owner,
            find("initdb"),
            "-D",
            data,
            "-U",
            "gongjian",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        as_owner(
            owner,
            find("pg_ctl"),
            "-D",
            data,
            "-w",
            "-o",
            f"-k {folder} {LOCAL}",
            "-l",
            folder / "log",
            "start",
        )
        yield f"postgres://gongjian@/postgres?host={folder}"
    finally:
        as_owner(owner, find("pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop", must=False)
        shutil.rmtree(folder, ignore_errors=True)


def as_owner(owner: str, *words: str | Path, must: bool = True) -> None:
    """PostgreSQL refuses to run as root."""
    user = owner if os.geteuid() == 0 else None
    done = subprocess.run(
        [str(word) for word in words], user=user, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )  # fmt: skip
    if must and done.returncode:
        sys.exit(f"PostgreSQL did not start:\n{done.stdout.decode()}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
