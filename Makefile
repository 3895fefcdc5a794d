# Two commands are enough: `make demo` and `make test`. Both set up .venv first.
# The first of these that is Python 3.11 or later; another one: make setup PYTHON=/path/to/python3
PYTHON ?= $(firstword $(foreach python,python3.11 python3.12 python3.13 python3,$(if $(shell $(python) -c \
  'import sys; sys.version_info >= (3, 11) and print("new enough")' 2>/dev/null),$(python))))
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# -qq: pip's errors alone. Where an index lacks a package that another one has, pip would warn for each.
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check --no-input

.PHONY: help setup demo test check format lock bench clean
.DEFAULT_GOAL := help

help:  ## List what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(STAMP)  ## Build .venv with every dependency at its locked version and hash

$(STAMP): requirements.lock pyproject.toml
	@command -v "$(PYTHON)" >/dev/null || { echo "Histor needs Python 3.11 or later, and none is on the PATH: \
	install it, or say where it is: make setup PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Setting up .venv with $(PYTHON): a minute or two, once"
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing: on Debian and Ubuntu, apt install python3-venv"; exit 1; }
	@$(PIP) install --require-hashes --no-deps -r requirements.lock
	@$(PIP) install --no-build-isolation --no-deps -e .
	@echo "Building the gazetteer: half a minute, once"
	@$(BIN)/histor gazetteer build
	@touch $(STAMP)

demo: setup  ## Read the shipped examples and make a dossier
	$(BIN)/histor build examples/coast --record demo-record --dossier demo-dossier.html
	$(BIN)/histor figures --record demo-record
	@echo; echo "Open the dossier: $(CURDIR)/demo-dossier.html"

test: setup  ## Run the tests
	$(BIN)/python -m pytest -n auto --dist worksteal

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
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --all-extras --group dev pyproject.toml -o requirements.lock

bench: setup  ## Score against a gold set and time the reading: make bench SHARED=../shared
	$(BIN)/python benchmarks/run.py --shared $(or $(SHARED),../shared)

clean:  ## Remove what setup and demo made
	rm -rf $(VENV) demo-record demo-dossier.html
