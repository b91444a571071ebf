# Bot Kinerja. `make` alone lists the targets; every target sets up .venv by itself.
PYTHON ?= python3
PY := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help demo run test check bench docs lock clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

demo: .venv/.ready ## sandbox + application + the demo office; prints the page's address
	$(PY) -m tools.demo

run: .venv/.ready ## the application against real Telegram; needs only BOT_TOKEN
	$(PY) -m bot run

test: .venv/.ready ## all tests, on SQLite and PostgreSQL, crash tests included
	$(PY) -m pytest -n auto

check: .venv/.ready ## style, types, floors: what every commit passes
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-cache

bench: .venv/.ready ## the numbers of the design as ratios of one run
	$(PY) -m tools.bench

docs: .venv/.ready ## regenerate the parts of the documentation that come from code
	$(PY) -m tools.docs

lock: .venv/.ready ## pin every dependency again, with hashes and without index addresses
	.venv/bin/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --strip-extras --no-header --no-annotate -o requirements.txt requirements.in
	.venv/bin/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --strip-extras --no-header --no-annotate --allow-unsafe -o requirements-dev.txt requirements-dev.in

clean: ## remove the environment and every cache
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/.ready: requirements-dev.txt
	$(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
