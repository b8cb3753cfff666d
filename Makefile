# The verbs of this project. `make` alone lists them.
PYTHON ?= python3
PORT ?= 8000
# what `make bench` compares with: the last commit before set-up and beginning were built anew
BEFORE ?= 78dba92
BIN := .venv/bin
# `make test tests/worklist` and `make new-room training`: the words after the verb
WORDS := $(wordlist 2,$(words $(MAKECMDGOALS)),$(MAKECMDGOALS))

.DEFAULT_GOAL := help
.PHONY: help setup setup-test demo test check fmt bench fuzz walk pictures messages pages locks new-room wheel

help: ## list the verbs
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "make %-10s %s\n", $$1, $$2}'

setup:
	@$(PYTHON) scripts/setup.py demo

setup-test:
	@$(PYTHON) scripts/setup.py test

demo: setup ## live the reference campaign and serve it (PORT=8000, ARGS='--through 2026-12-25')
	@$(BIN)/gongjian demo --port $(PORT) $(ARGS)

test: setup-test ## every check and every test; `make test tests/worklist` runs some
ifeq ($(WORDS),)
	@bash scripts/test.sh
else
	@$(BIN)/python -m pytest $(WORDS)
endif

check: setup-test ## format, lint, types, templates, contracts, migrations, translations, generated pages
	@bash scripts/check.sh

fmt: setup-test ## put everything into its usual form
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix --quiet .

bench: setup-test ## measure; the table goes to docs/performance.md (BEFORE=COMMIT to compare with)
	@$(BIN)/python -m benchmarks $(BEFORE)

fuzz: setup-test ## mutated files of every kind, for ten minutes (ARGS='--rounds 20000 --seed 7')
	@$(BIN)/python -m benchmarks.fuzz $(or $(ARGS),--seconds 600)

walk: setup-test ## every page of every role in three languages, read for raw codes, other languages, ISO dates, and by axe (ARGS='--who office'); and with each odd value
	@$(BIN)/python -m walking $(ARGS)
	@$(BIN)/python -m scripts.access $(ARGS)
ifeq ($(ARGS),)
	@$(BIN)/python -m pytest -n "$${TEST_PROCESSES:-2}" tests/web/every_odd_value.py
endif

pictures: setup-test ## contact sheets of every page of every role, wide and narrow, light and dark (ARGS='--who office')
	@$(BIN)/python -m scripts.pictures $(ARGS)

messages: setup-test ## find the sentences in the sources and bring the catalogues up to date
	@$(BIN)/python scripts/messages.py && $(BIN)/python scripts/messages.py --compile

pages: setup-test ## write the generated pages of docs/ again
	@$(BIN)/python scripts/pages.py

locks: setup-test ## resolve the dependencies of pyproject.toml again
	@bash scripts/locks.sh

new-room: ## make new-room training: a room with the usual furniture
	@$(PYTHON) scripts/new_room.py $(WORDS)

wheel: setup-test ## a wheel with the built front end and the compiled translations
	@$(BIN)/python -m hatchling build -t wheel

ifneq ($(filter test new-room,$(firstword $(MAKECMDGOALS))),)
$(eval .PHONY: $(WORDS))
$(foreach word,$(WORDS),$(eval $(word): ; @:))
endif
