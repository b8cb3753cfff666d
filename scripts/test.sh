#!/usr/bin/env bash
# Every check and every test: on SQLite, then what must hold on PostgreSQL too, then the front end's own.
set -eu
cd "$(dirname "$0")/.."
echo "Checks"
bash scripts/check.sh
echo "Tests"
.venv/bin/python -m pytest -n "${TEST_PROCESSES:-2}"
echo "Tests on PostgreSQL"
.venv/bin/python scripts/with_postgres.py .venv/bin/python -m pytest -m both_databases -n "${TEST_PROCESSES:-2}"
echo "Tests of the front end"
.venv/bin/python scripts/front_end.py test
