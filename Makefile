# make          set up .venv and run the main job: build, validate, merge, simulate, export, report (in build/)
# make test     set up .venv with the other simulators and the test tools, and run the tests
# make lint     ruff check, ruff format --check, mypy --strict
# make bench    the benchmarks (pytest-benchmark)
# make amici    AMICI for the tests that use it: built with a C++ compiler, which takes minutes
# make verify   every model in all simulators, AMICI included (sets it up first, which takes minutes)
# make clean    remove what was built; make distclean removes .venv as well
# make help     this text
#
# PYTHON=/path/to/python chooses the Python of a new .venv; PYTEST_ARGS='-k rheb' is handed to pytest.

SHELL := /bin/sh
.SHELLFLAGS := -eu -c
.DELETE_ON_ERROR:
.NOTPARALLEL:
.DEFAULT_GOAL := run
.PHONY: run test lint bench amici verify setup setup-test clean distclean help FORCE

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
PYTHON ?=
PYTEST_ARGS ?=
JOBS ?= 2
# Small matrices: threads of the linear algebra library only get in each other's way.
export OPENBLAS_NUM_THREADS ?= 1
# Simulators set the locale of the process to C; text is UTF-8 all the same.
export PYTHONUTF8 ?= 1

# Each stamp is written after its step has ended, so that an interrupted set-up is done again.
CREATED := $(VENV)/.mtorsbml-created
INSTALLED := $(VENV)/.mtorsbml-run
INSTALLED_TEST := $(VENV)/.mtorsbml-test

# A .venv whose Python has gone, or that came here by a copy of the folder, is made anew: its scripts name the old place.
VENV_USABLE := $(shell [ "$$(cat $(CREATED) 2>/dev/null)" = "$(CURDIR)" ] && $(BIN)/python -c pass 2>/dev/null && echo yes)
ifneq ($(VENV_USABLE),yes)
$(CREATED): FORCE
endif

run: $(INSTALLED)
	$(BIN)/mtorsbml run --out build

test: $(INSTALLED_TEST)
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile $(PYTEST_ARGS)

lint: $(INSTALLED_TEST)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(INSTALLED_TEST)
	$(BIN)/python -m pytest benchmarks --benchmark-only $(PYTEST_ARGS)

amici: $(INSTALLED_TEST)
	$(PIP) install --quiet --editable '.[amici]'

verify: amici
	for model in $$($(BIN)/python -c 'import mtorsbml; print(*mtorsbml.models())'); do $(BIN)/mtorsbml verify $$model; done
	MTORSBML_INTEROP=all $(BIN)/python -m pytest tests/interop tests/test_examples.py

setup: $(INSTALLED)
setup-test: $(INSTALLED_TEST)

$(CREATED):
	@python="$(PYTHON)"; [ -n "$$python" ] || python=$$(sh scripts/find-python); \
	echo "setting up $(VENV) with $$python"; \
	"$$python" -m venv --clear $(VENV)
	@printf '%s\n' "$(CURDIR)" > $@

$(INSTALLED): pyproject.toml $(CREATED)
	$(PIP) install --quiet --editable '.[plot]'
	@touch $@

# Holds what `make` needs too, so that neither target installs after the other.
$(INSTALLED_TEST): pyproject.toml $(CREATED)
	$(PIP) install --quiet --editable '.[plot,interop,exchange,verify,fit,conformance,dev]'
	@touch $(INSTALLED) $@

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV)

help:
	@sed -n 's/^# \{0,1\}//p' Makefile | sed -n 1,10p

FORCE:
