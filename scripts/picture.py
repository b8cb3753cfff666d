"""Take the picture of the README: the overview of the demo, as the Office sees it."""

import argparse
import io
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
GONGJIAN = [sys.executable, "-m", "gongjian.ops.cli"]
PICTURE = ROOT / "docs" / "pictures" / "overview.png"
PAGE = "/c/reference/"
WIDTH, HEIGHT = 1440, 900
COLOURS, MOST_BYTES = 200, 350_000
PATIENCE_SECONDS = 60


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "--data-dir", help="a demo that is there already; left out, one is built and thrown away"
    )
    asked.add_argument("--page", default=PAGE, help="the address inside the demo")
    asked.add_argument("--persona", default="office", help="who looks")
    asked.add_argument("--language", default="zh-CN", help="the language of the browser")
    asked.add_argument("--out", type=Path, default=PICTURE)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch, demo(given.data_dir or scratch) as address:
        taken = screenshot(address, given.page, persona=given.persona, language=given.language)
    size = keep(taken, given.out)
    print(f"{given.out}: {size // 1024} KB")
    return 0 if size <= MOST_BYTES else 1


@contextmanager
def demo(folder: str) -> Iterator[str]:
    """A demo of its own on a free port, stopped afterwards."""
    subprocess.run([*GONGJIAN, "demo", "--no-serve", "--data-dir", folder], check=True, cwd=ROOT)
    port = free_port()
    serving = [*GONGJIAN, "serve", "--data-dir", folder, "--port", str(port), "--no-worker"]
    server = subprocess.Popen(serving, cwd=ROOT, env={**os.environ, "GONGJIAN_DATA_DIR": folder})
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/healthz")
        yield address
    finally:
        server.terminate()
        server.wait()


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def wait_for(address: str) -> None:
    for _ in range(PATIENCE_SECONDS * 5):
        try:
            urlopen(address, timeout=5).close()
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return
    sys.exit(f"Nobody answers at {address}.")


def screenshot(address: str, page_address: str, *, persona: str, language: str) -> bytes:
    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path="/usr/bin/chromium")
        window = browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT}, locale=language, color_scheme="light"
        )
        page = window.new_page()
        page.goto(f"{address}/accounts/login/")
        page.click(f"button[name=username][value={persona}]")
        page.goto(address + page_address)
        page.wait_for_load_state("networkidle")
        taken = page.screenshot()
        browser.close()
    return taken


def keep(taken: bytes, path: Path) -> int:
    """A screenshot needs few colours; with few it is a small file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = Image.open(io.BytesIO(taken)).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    return path.stat().st_size


if __name__ == "__main__":
    sys.exit(main())
