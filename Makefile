# Kindward. “make run” starts it; “make test” tests it; “make help” lists the rest.
.DEFAULT_GOAL := help
.PHONY: help run test lint check fast slow postgres test-postgres bench lock clean

BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest
# Where slow tests are: the rest need not be read for them.
SLOW := tests/a11y tests/e2e tests/fault $(shell grep -rlE 'mark\.(slow|browser)' tests/unit tests/integration)

# A browser on a machine that is busy with other things can miss its time. What failed beside others (1: tests failed,
# and nothing worse) is asked once more with nothing beside it, and has to pass then; its first report stays above.
once_more = { [ $$? -eq 1 ] && echo "Once more, one by one, what failed:" && \
	$(PYTEST) --last-failed --last-failed-no-failures none $(1); }

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## set up what is missing and serve Kindward at http://127.0.0.1:8000 (KINDWARD_PORT, KINDWARD_DATA)
	@requirements/install run
	@exec $(BIN)/kindward manage serve

test: ## set up what is missing, then lint, check the content and run every test
	@requirements/install dev
	@requirements/test-programs
	@$(MAKE) --no-print-directory -j2 lint check
	@$(MAKE) --no-print-directory fast slow postgres

lint: ## style, types, and which room may know which
	@requirements/install dev
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --quiet --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

check: ## check the practices, references, helplines and words
	@requirements/install dev
	$(BIN)/kindward check

fast: ## the tests without a browser that take a moment each
	@requirements/install dev
	$(PYTEST) -n 2 tests/unit tests/integration -m "not slow and not browser and not postgres"

slow: ## the tests that drive a browser, speak every line, or kill the site while it saves
	@requirements/install dev
	$(PYTEST) -n 2 --dist worksteal $(SLOW) -m "(slow or browser) and not postgres and not alone" || $(call once_more,$(SLOW))
	$(PYTEST) tests/e2e -m alone || $(call once_more,tests/e2e)

postgres: ## the tests of models and addresses once more, on a temporary PostgreSQL
	@requirements/install dev
	$(BIN)/python tests/run_postgres.py

test-postgres: postgres

bench: ## measure composing, scoring, matching, a person's pages and the voice
	@requirements/install dev
	$(BIN)/python -m benchmarks.compose
	$(BIN)/python -m benchmarks.score
	$(BIN)/python -m benchmarks.dashboard
	$(BIN)/python -m benchmarks.match --short
	$(BIN)/python -m benchmarks.selftalk
	$(BIN)/python benchmarks/voice/speed.py

# Pins move only where pyproject.toml makes them; UPGRADE=1 moves all to the newest that fit.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock" $(if $(UPGRADE),--upgrade) --group pyproject.toml:build
lock: ## write requirements/*.txt anew from pyproject.toml (UPGRADE=1: to the newest)
	@requirements/install dev
	$(LOCK) --extra site pyproject.toml -o requirements/run.txt
	$(LOCK) --extra site --extra test --extra train --extra dev -c requirements/run.txt pyproject.toml -o requirements/dev.txt
	$(LOCK) -c requirements/run.txt -o requirements/build.txt

clean: ## remove the virtual environment and caches; data stay
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
