# Needs Python 3.11 or newer and make; every target does its own set-up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(shell command -v uv >/dev/null 2>&1 && echo "uv pip install -q --compile-bytecode --python $(BIN)/python" || echo "$(BIN)/python -m pip install -q --disable-pip-version-check")

.PHONY: setup schema codebook demo test test-all check lint lock soak clean

setup: $(VENV)/.base

$(VENV)/.python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Grounds needs Python 3.11 or newer")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.base: requirements/base.txt pyproject.toml | $(VENV)/.python
	$(INSTALL) --require-hashes -r requirements/base.txt
	$(INSTALL) --require-hashes -r requirements/build.txt
	$(INSTALL) --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.base
	$(INSTALL) --require-hashes -r requirements/test.txt
	touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.test
	$(INSTALL) --require-hashes -r requirements/dev.txt
	touch $@

demo: setup
	$(BIN)/grounds demo

test: $(VENV)/.test
	$(BIN)/python -m pytest -n 2 -m "not browser and not slow"

test-all: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test

schema: setup
	$(BIN)/python -m grounds.model.schema > docs/claim.schema.json

codebook: schema
	$(BIN)/python -m grounds.model.codebook > docs/codebook.md
	$(BIN)/python tools/write_guide.py

lock:
	for extra in base events test dev fuzz; do \
	  uv pip compile -q pyproject.toml $$(test $$extra = base || echo --extra $$extra) --generate-hashes --universal \
	    --python-version 3.11 --no-header --no-annotate -o requirements/$$extra.txt; \
	done
	uv pip compile -q requirements/build.in --generate-hashes --universal --python-version 3.11 \
	  --no-header --no-annotate -o requirements/build.txt

# Atheris has no wheels for every system: without it the parsers get random damage only, and are told so. What is found
# is printed and stands in soak/, with the machine and the commit; files that are findings are kept in fuzz/.
SOAK_SECONDS ?= 60
soak: $(VENV)/.dev
	$(INSTALL) --require-hashes -r requirements/fuzz.txt || echo "atheris does not install here"
	mkdir -p soak
	$(BIN)/python -m tools.fuzz --seconds $(SOAK_SECONDS) --json soak/fuzz.json; found=$$?; \
	  $(BIN)/python -m benchmarks.reading_speed --files --repeats 1 --growth 400 1600 6400 --json soak/reading.json \
	  && exit $$found

clean:
	rm -rf $(VENV) demo report.html soak fuzz
