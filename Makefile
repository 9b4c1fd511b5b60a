# Nhịp Cầu. `make run` starts everything, `make test` runs everything.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
export NHIPCAU_DATA ?= $(CURDIR)/data

.PHONY: help install install-dev run test test-postgres check format lock bench-reading measure bench-programme bench-portal shape clean

help:  ## say what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

install: $(VENV)/.installed  ## environment in .venv, the command at .venv/bin/nhipcau

install-dev: $(VENV)/.installed-dev

$(VENV)/bin/uv: requirements-bootstrap.lock
	@bash tools/make_environment.sh $(VENV)

$(VENV)/.installed: $(VENV)/bin/uv requirements.lock pyproject.toml
	@$(VENV)/bin/uv pip install --quiet --python $(PY) --compile-bytecode --require-hashes -r requirements.lock
	@$(VENV)/bin/uv pip install --quiet --python $(PY) --no-deps --no-build-isolation --editable .
	@$(PY) -m compileall -q src  # once here: where PYTHONDONTWRITEBYTECODE is set, every start would compile all anew
	@$(PY) -m nhipcau.web.messages
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	@$(VENV)/bin/uv pip install --quiet --python $(PY) --compile-bytecode --require-hashes -r requirements-dev.lock
	@touch $@

run: install  ## start everything with the invented sample province (PORT=8000)
	@bash tools/packages_for_run.sh $(PORT)
	@exec $(VENV)/bin/nhipcau run --port $(PORT)

test: install-dev  ## lint, types, contracts, all tests on SQLite, those that use the database on PostgreSQL again
	@bash tools/debian_packages.sh
	@$(MAKE) --no-print-directory check
	@bash tools/run_tests.sh
	@bash tools/run_tests.sh postgres --database-only

test-postgres: install-dev  ## every test on PostgreSQL
	@bash tools/debian_packages.sh
	@bash tools/run_tests.sh postgres

check: install-dev  ## the fast part: format, lint, types, import contracts, templates, migrations
	$(VENV)/bin/ruff format --check src tests benchmarks tools samples
	$(VENV)/bin/ruff check src tests benchmarks tools samples
	$(VENV)/bin/lint-imports
	$(VENV)/bin/djlint --lint --quiet src
	$(VENV)/bin/mypy
	NHIPCAU_DATA=$(VENV)/check-data $(PY) -m django makemigrations --check --dry-run --settings nhipcau.web.settings

format: install-dev  ## put code into the house's form
	$(VENV)/bin/ruff check --fix --quiet src tests benchmarks tools samples || true
	$(VENV)/bin/ruff format --quiet src tests benchmarks tools samples

lock: $(VENV)/bin/uv  ## compile the lock files anew from pyproject.toml
	$(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --upgrade pyproject.toml -o requirements.lock
	$(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --upgrade --group dev -c requirements.lock -o requirements-dev.lock

bench-reading: install-dev  ## how well and how fast documents are read
	@bash tools/debian_packages.sh
	@$(PY) benchmarks/reading.py; text=$$?; $(PY) benchmarks/reading_formats.py; formats=$$?; \
		$(PY) benchmarks/reading_scans.py && exit $$((text + formats))

bench-programme: install-dev  ## how fast programme and reports answer with a million activities, on both engines; 150 contacts at once
	@echo '== SQLite'; code=0; $(PY) benchmarks/programme.py || code=1; $(PY) benchmarks/reporting.py || code=1; \
		for bench in programme reporting; do \
			bash tools/with_postgres.sh sh -c "BENCH_DATABASE_URL=\$$DATABASE_URL $(PY) benchmarks/$$bench.py" || code=1; \
		done; exit $$code

measure: install-dev  ## what is read better and what worse than on main, item by item (REVISION=...)
	@bash tools/measure_reading.sh $(PY) $(REVISION)

bench-portal: install-dev  ## how fast pages are rendered and served
	@$(PY) benchmarks/portal.py

shape: install-dev  ## the ten longest functions and files
	@$(PY) tools/shape.py

clean:  ## remove the environment and caches (never the data)
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache build
