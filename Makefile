# Every target makes what it needs first. Nothing here needs root except `test`, and that only where
# packages of the distribution are missing.
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run demo test test-long check bench format screenshots lock clean

PYTHON = "$$(scripts/find_python.sh)"
BIN = .venv/bin

help:  ## List the targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-12s %s\n", $$1, $$2}'

setup:  ## Make .venv with the goldenthread command, and the front-end files
	@python=$(PYTHON) && "$$python" scripts/set_up.py

setup-dev:
	@python=$(PYTHON) && "$$python" scripts/set_up.py --dev

run: setup  ## Start Golden Thread on this machine with the demo area
	@exec $(BIN)/goldenthread run --demo

demo: setup  ## Make the demo area without starting anything, and list who can sign in
	@exec $(BIN)/goldenthread demo

test: setup-dev  ## Run every test: PostgreSQL, then SQLite, then the browser
	@$(BIN)/python scripts/test_all.py

test-long: setup-dev  ## Run the long tests (kills) on both databases; writes docs/test-report.md
	@$(BIN)/python scripts/test_long.py

check: setup-dev  ## Lint, types, layers, migrations, templates
	@$(BIN)/python scripts/check_all.py

bench: setup-dev  ## Measure the pages and the import; writes docs/benchmarks.md
	@$(BIN)/python scripts/bench.py

format: setup-dev  ## Put the code in the house format
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format --quiet .

screenshots: setup-dev  ## Take the pictures of the README anew
	@$(BIN)/python scripts/system_packages.py chromium
	@$(BIN)/python scripts/screenshots.py

lock: setup-dev  ## Lock the requirements anew (scripts/lock.sh -U takes new releases)
	@scripts/lock.sh

clean:  ## Remove what set-up and tests made (your data directory is left alone)
	rm -rf .venv node_modules build
