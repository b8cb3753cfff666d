#!/usr/bin/env bash
# Resolve again: exact versions with hashes, for every platform, without the address of any registry.
set -eu
cd "$(dirname "$0")/.."
lock() { .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header "$@"; }
lock pyproject.toml --extra scale -o requirements/runtime.txt
lock pyproject.toml --extra scale --extra dev -c requirements/runtime.txt -o requirements/dev.txt
lock requirements/node.in -o requirements/node.txt
