#!/usr/bin/env bash
# Everything that can be said about the sources without running them. Says all, then fails if anything was said.
set -u
cd "$(dirname "$0")/.."
export GONGJIAN_DATA_DIR="${GONGJIAN_DATA_DIR:-$PWD/build/check}"
mkdir -p build
bad=0

say() {
  local name="$1" out
  shift
  if out="$("$@" 2>&1)"; then
    printf '  %-12s ok\n' "$name"
  else
    printf '  %-12s NO\n%s\n' "$name" "$out"
    bad=1
  fi
}

say format .venv/bin/ruff format --check --output-format concise .
say ruff .venv/bin/ruff check --quiet --output-format concise .
say mypy .venv/bin/mypy --no-error-summary src
say templates .venv/bin/djlint --quiet --lint src/gongjian
say contracts .venv/bin/lint-imports
say migrations .venv/bin/gongjian makemigrations --check --dry-run
say messages .venv/bin/python scripts/messages.py --check
say pages .venv/bin/python scripts/pages.py --check
exit "$bad"
