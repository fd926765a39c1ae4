# `make run` and `make test` set everything up on a machine with Python 3.11 and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# Tests run in as many processes as there are cores, four at most; each process builds its own tiny models. Bytecode is
# kept, whatever the shell says: without it every process compiles every file again.
PYTEST := PYTHONDONTWRITEBYTECODE= QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest
WORKERS := --numprocesses auto --maxprocesses 4 --dist loadfile

.PHONY: setup run test test-fast fuzz faults coverage mutants demo lint bench screens guide docs hooks translations wheel \
	folder clean

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

# Everything that must hold.
test: lint coverage
	$(PYTEST) $(WORKERS)

# For the loop: all but what takes long.
test-fast: $(READY)
	$(PYTEST) $(WORKERS) -m "not slow and not e2e"

# Pictures, projects, bundles and lists, changed at random from a fixed seed: opened or refused with a sentence, nothing
# else. Then our parsers, each for its share of MINUTES, guided by what the inputs reach (atheris); an input that fails is
# written to out/fuzz/.
PICTURES ?= 5000
MINUTES ?= 5
fuzz: $(READY)
	LREDIT_FUZZ_PICTURES=$(PICTURES) LREDIT_FUZZ_PROJECTS=1000 LREDIT_FUZZ_BUNDLES=1000 LREDIT_FUZZ_LISTS=300 \
	$(PYTEST) --timeout 0 tests/core/pictures/test_mutated_pictures.py tests/core/project/test_mutated_projects.py \
	tests/core/bundles/test_mutated_bundles.py tests/core/batch/test_mutated_manifests.py
	$(BIN)/python scripts/fuzz.py --minutes $(MINUTES)

# What docs/reliability.md counts, as often as it says there: hours.
faults: export LREDIT_KILLS := 200
faults: export LREDIT_ENGINE_KILLS := 200
faults: export LREDIT_STOPS := 100
faults: export LREDIT_HANGS := 20
faults: export LREDIT_REPEATS := 20
faults: export LREDIT_EDITS := 500
faults: export LREDIT_SEQUENCES := 500
faults: export LREDIT_SERVE_STOPS := 50
faults: export LREDIT_SERVE_KILLS := 20
faults: $(READY)
	$(PYTEST) --timeout=0 -s tests/e2e/test_kills.py tests/e2e/test_engine_faults.py tests/e2e/test_endurance.py \
		tests/core/engine/test_determinism.py tests/core/serving/test_faults.py tests/gui/session/test_any_intents.py

# Files that are kept at 100 % by their own tests.
coverage: $(READY)
	$(BIN)/python scripts/covered.py

# Changes one thing at a time in the files that every edit hangs on, and counts the changes that their tests notice: a
# quarter of an hour.
mutants: $(READY)
	$(BIN)/python -m pip install --quiet --editable '.[mutants]'
	$(BIN)/python scripts/mutants.py

# Checks before every commit.
hooks: $(READY)
	$(BIN)/pre-commit install

# Catalogues as the code has its texts, compiled; prints what is not translated yet, and fails where there is any.
translations: $(READY)
	$(BIN)/python scripts/translations.py

# Every screen in each theme at three sizes into out/screens/, and the sheet in docs/images/.
screens: $(READY)
	QT_QPA_PLATFORM=offscreen $(BIN)/python scripts/screens.py

# The pictures of docs/guide/, taken of the program itself.
guide: $(READY)
	QT_QPA_PLATFORM=offscreen $(BIN)/python scripts/guide.py

# The documents as pages with the reference, into out/docs/; only the tools for it are fetched. To search in them, serve
# the folder: python -m http.server --directory out/docs
docs: $(READY)
	$(BIN)/python -m pip install --quiet --editable '.[docs]'
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

bench: $(READY)
	$(BIN)/lredit bench speed

# Both archives lie in dist/ afterwards; what the build leaves beside them is removed.
wheel: $(READY)
	rm -rf build dist
	$(BIN)/python -c "from setuptools import build_meta; build_meta.build_sdist('dist')"
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	rm -rf build
	ls dist

# The program as one folder that needs no Python, dist/folder/lredit, from an environment of its own. TORCH_FROM says
# where torch for the processor alone comes from, which makes it a third as large (docs/installing.md).
FOLDER_VENV ?= .venv-folder
FOLDER_BIN := $(FOLDER_VENV)/bin
TORCH_FROM ?=
folder: $(FOLDER_VENV)/.ready
	rm -rf build dist/folder
	$(FOLDER_BIN)/python -m pip install --quiet --no-deps --force-reinstall .
	$(FOLDER_BIN)/python scripts/one_folder.py dist/folder
	rm -rf build

$(FOLDER_VENV)/.ready: pyproject.toml
	test -x $(FOLDER_BIN)/python || $(PYTHON) -m venv $(FOLDER_VENV)
	$(FOLDER_BIN)/python -m pip install --quiet torch torchvision $(TORCH_FROM)
	$(FOLDER_BIN)/python -m pip install --quiet . 'pyinstaller>=6.11'
	touch $@

clean:
	rm -rf $(VENV) $(FOLDER_VENV) build dist out .mypy_cache .ruff_cache .pytest_cache
