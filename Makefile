# Two commands set everything up on a machine that has Python 3.11 or later, venv and make: `make` and `make test`.
# Once set up, neither needs the network.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.DEFAULT_GOAL := output
.PHONY: output test serve screens lint metadata format evaluate quality fuzz-layouts bench fuzz kills reliability clean help

output: $(VENV)/run.stamp ## Every PDF in raw/ -> output/ (the main job)
	@$(BIN)/workplan-extract run

test: $(VENV)/test.stamp ## Run all tests
	$(BIN)/python -m pytest -n auto

serve: $(VENV)/run.stamp ## The site on 127.0.0.1:8001
	@test -f output/workplans.db || $(BIN)/workplan-extract run
	$(BIN)/workplan-extract serve

screens: $(VENV)/test.stamp ## Pictures of every page of the site, in output/screens/
	@test -f output/workplans.db || $(BIN)/workplan-extract run
	@$(BIN)/python -m tests.site.screens

lint: $(VENV)/lint.stamp ## Style, types, and files that are generated from others
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m workplan_extract.store | cmp - metadata.json
	$(BIN)/python -m workplan_extract.store.handbook | cmp - docs/data-dictionary.md

metadata: $(VENV)/run.stamp ## Write metadata.json and the data dictionary anew
	$(BIN)/python -m workplan_extract.store > metadata.json
	$(BIN)/python -m workplan_extract.store.handbook > docs/data-dictionary.md

format: $(VENV)/lint.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

evaluate: $(VENV)/run.stamp ## Measure against the gold tables and the annotated sentences
	@for pdf in raw/rso-*.pdf; do $(BIN)/workplan-extract evaluate "$$pdf" --gold tests/gold; done
	@for set in tests/sentences/*.jsonl; do echo "$$set"; $(BIN)/workplan-extract measure "$$set"; done

quality: $(VENV)/run.stamp ## Write the measured figures that are published with the data
	@{ echo measure,value,measured_on,command; \
	  $(BIN)/workplan-extract evaluate raw/rso-annual-workplan-2022.pdf --gold tests/gold --csv; \
	  for set in tests/sentences/*.jsonl; do $(BIN)/workplan-extract measure "$$set" --csv; done; \
	} > src/workplan_extract/data/quality.csv

fuzz-layouts: $(VENV)/test.stamp ## Plans of random designs, COUNT=1000 SEED=1; what fails goes to build/layouts
	$(BIN)/python -m tests.factory.fuzz --count $(or $(COUNT),1000) --seed $(or $(SEED),1) --save build/layouts

bench: $(VENV)/bench.stamp ## The benchmark, an hour or so; results go to benchmarks/results/ (OPTIONS="--documents 1 10")
	$(BIN)/python -m benchmarks.run $(OPTIONS)

fuzz: $(VENV)/test.stamp ## Broken and made-up PDFs for SECONDS=600; what it finds becomes a test case
	$(BIN)/python -m tests.robustness.fuzz --seconds $(or $(SECONDS),600)

kills: $(VENV)/test.stamp ## 200 runs over 20 plans that are killed at random moments
	WORKPLAN_KILLS=200 WORKPLAN_KILLED_PLANS=20 $(BIN)/python -m pytest -q tests/robustness/test_kills.py

reliability: $(VENV)/test.stamp ## Write anew what becomes of each bad input
	$(BIN)/python -m tests.robustness.report

clean: ## Remove what make made, but for output/
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

help: ## This list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.11")'
	@echo "Setting up $(VENV), once" >&2
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: pyproject.toml constraints.txt | $(VENV)/bin/python
	@$(PIP) -e .
	@touch $@

$(VENV)/test.stamp: pyproject.toml constraints.txt | $(VENV)/bin/python
	@$(PIP) -e ".[test]"
	@touch $@ $(VENV)/run.stamp

$(VENV)/bench.stamp: pyproject.toml constraints.txt | $(VENV)/bin/python
	@$(PIP) -e ".[bench,test]"
	@touch $@

$(VENV)/lint.stamp: pyproject.toml constraints.txt | $(VENV)/bin/python
	@$(PIP) -e ".[dask,lint]"
	@touch $@
