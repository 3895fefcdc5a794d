# Two commands are enough: `make demo` and `make test`. Both set up .venv first.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help setup demo test check format lock bench clean
.DEFAULT_GOAL := help

help:  ## List what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(STAMP)  ## Build .venv with every dependency at its locked version and hash

$(STAMP): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Histor needs Python 3.11 or later: make setup PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	$(BIN)/histor gazetteer build
	@touch $(STAMP)

demo: setup  ## Read the shipped examples and make a dossier
	$(BIN)/histor build examples/coast --record demo-record --dossier demo-dossier.html
	$(BIN)/histor figures --record demo-record
	@echo; echo "Open the dossier: $(CURDIR)/demo-dossier.html"

test: setup  ## Run the tests
	$(BIN)/python -m pytest -n auto

check: setup  ## Lint, types, import contracts, docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/check.py

format: setup  ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:  ## Resolve the dependencies again (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --group dev pyproject.toml -o requirements.lock

bench: setup  ## Score against a gold set and time the reading: make bench SHARED=../shared
	$(BIN)/python benchmarks/run.py --shared $(or $(SHARED),../shared)

clean:  ## Remove what setup and demo made
	rm -rf $(VENV) demo-record demo-dossier.html
