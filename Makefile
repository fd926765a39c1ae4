# `make run` and `make test` set everything up on a machine with Python 3.11 and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: setup run test demo lint bench screens wheel clean

setup: $(READY)

$(READY): pyproject.toml scripts/system_libraries.sh
	sh scripts/system_libraries.sh
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up, once: torch and the other libraries are downloaded, several GB; this takes minutes and stays silent."
	$(BIN)/python -m pip install --quiet torch torchvision
	$(BIN)/python -m pip install --quiet --editable '.[dev,train]'
	touch $(READY)

run: $(READY)
	$(BIN)/python main.py --sample

demo: $(READY)
	$(BIN)/python -c "import sys, pathlib; from lredit_core.cli.sample import run_sample; sys.exit(run_sample(pathlib.Path('out')))"

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest

screens: $(READY)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest tests/e2e

bench: $(READY)
	$(BIN)/lredit bench speed

# Both archives lie in dist/ afterwards; what the build leaves beside them is removed.
wheel: $(READY)
	rm -rf build dist
	$(BIN)/python -c "from setuptools import build_meta; build_meta.build_sdist('dist')"
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	rm -rf build
	ls dist

clean:
	rm -rf $(VENV) build dist out .mypy_cache .ruff_cache .pytest_cache
