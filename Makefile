# The README's two commands are `make brief` and `make test`; each sets up what it needs by itself.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DOSSIER ?= dossiers/venezuela-2025.yaml
JOBS ?= auto

.PHONY: brief test lint format bench bench-settlement bench-forecast bench-reading bench-reading-confidence backtest docs clean

$(VENV)/.run: pyproject.toml src/offramp/_version.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@

brief: $(VENV)/.run  ## set up, solve the worked example and write brief.html
	$(BIN)/offramp report $(DOSSIER) -o brief.html

test: $(VENV)/.dev  ## set up and run the tests with coverage
	$(BIN)/python -m pytest -n $(JOBS) --cov --cov-report=term:skip-covered

lint: $(VENV)/.dev  ## format, lint and types, as CI checks them
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.dev  ## the benchmark tables of docs/performance.md
	$(BIN)/python benchmarks/run.py

bench-settlement: $(VENV)/.dev  ## the table of packages in docs/performance.md, beside NegMAS in an environment of its own
	$(BIN)/python benchmarks/settlement.py --write

bench-forecast: $(VENV)/.dev  ## the table of forecasts in docs/performance.md
	$(BIN)/python benchmarks/forecast.py --write

bench-reading: $(VENV)/.dev  ## the table of docs/attribution.md: attribution by rules on PolNeAR, which lies in ../shared/polnear
	$(BIN)/python benchmarks/reading.py --write

bench-reading-confidence: $(VENV)/.dev  ## measure the rules of attribution on the training part and write their confidences
	$(BIN)/python benchmarks/reading.py --confidence

backtest: $(VENV)/.dev  ## the table of docs/backtest.md: what was given to what then happened
	$(BIN)/python benchmarks/backtest.py --write

docs: $(VENV)/.dev  ## check that every example in the docs runs
	$(BIN)/python -m pytest tests/docs

clean:
	rm -rf $(VENV) build dist brief.html brief.md
