# Guanxi: `make demo` shows what it does, `make test` runs the tests. Both set up .venv first; `make help` lists the rest.

VENV := .venv
BIN := $(VENV)/bin
# The first Python that is new enough; choose another with: make test PYTHON=/path/to/python
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
EXTRAS := pictures
TEST_EXTRAS := shacl,explore,embedded,parquet,big,pictures
PYTEST_ARGS ?=
GOLD := ../shared/gold
CORPORA := ../shared/corpora
SPEED_TEXTS := --texts broadcasts=$(CORPORA)/xwlb --texts "a university's notices=$(CORPORA)/juherenda" \
	--texts "local news=$(CORPORA)/chinanews-2020" --texts "Hong Kong news=$(CORPORA)/hkcnews" \
	--texts "a bureau's pages=$(CORPORA)/bureau-html"
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: help demo test test-long check docs gold bench tools models clean

help:
	@echo 'make demo       builds a graph from notebooks/data and asks it questions'
	@echo 'make test       runs the tests          make test-long  runs those longer than a minute'
	@echo 'make check      ruff and mypy           make gold       scores the extraction, checks every quote'
	@echo 'make bench      measures the speed      make tools      installs Java, Maven, Chromium and a font'
	@echo 'make docs       builds the site of the documentation into build/site'
	@echo 'make models     fetches the weights     make clean      removes what these made'

$(BIN)/python:
	@test -n '$(PYTHON)' || { echo 'Python 3.11 or newer is needed: install it, or say make PYTHON=/path/to/python'; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo 'Python cannot make a virtual environment; on Debian or Ubuntu: apt-get install python3-venv'; exit 2; }
	@$(PIP_INSTALL) --upgrade pip

# Each stamp says that its install ended well; a change of the versions wanted sets it off again.
$(VENV)/.demo: pyproject.toml constraints.txt | $(BIN)/python
	@echo 'Setting up $(VENV) …'
	@$(PIP_INSTALL) --constraint constraints.txt --editable '.[$(EXTRAS)]'
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(BIN)/python
	@echo 'Setting up $(VENV) for the tests …'
	@$(PIP_INSTALL) --constraint constraints.txt --editable '.[$(TEST_EXTRAS)]' --group dev --group docs
	@touch $@ $(VENV)/.demo

models: $(VENV)/.demo
	@$(BIN)/python -c 'from loaders.extraction import models; models.fetch(progress=print)'

demo: models
	@$(BIN)/python notebooks/demo.py

test: $(VENV)/.dev
	@if [ "$$(id -u)" = 0 ]; then $(MAKE) --no-print-directory tools; fi
	@$(MAKE) --no-print-directory models
	$(BIN)/python -m pytest -m 'not long' $(PYTEST_ARGS)

test-long: $(VENV)/.dev
	@$(MAKE) --no-print-directory models
	$(BIN)/python -m pytest -m long $(PYTEST_ARGS)

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/mypy

# Material for MkDocs speaks of its successor at each build; the pages are plain Markdown and can move.
docs: $(VENV)/.dev
	@$(MAKE) --no-print-directory models
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict
	@echo 'The site is in build/site: open build/site/index.html'

gold: $(VENV)/.dev
	@$(MAKE) --no-print-directory models
	@mkdir -p build
	@if [ -d $(GOLD) ]; then \
		$(BIN)/kg extract $(GOLD)/dev.jsonl --to facts -o build/gold.jsonl && \
		$(BIN)/python $(GOLD)/score.py $(GOLD)/dev.jsonl build/gold.jsonl && \
		$(BIN)/python bench/figures.py $(GOLD)/dev.jsonl build/gold.jsonl $(GOLD)/score.py; \
	else echo 'no marked notices in $(GOLD): nothing to score'; fi
	@if [ -d $(CORPORA) ]; then $(BIN)/python bench/quotes.py $(CORPORA); \
	else echo 'no texts in $(CORPORA): no quotes to check there'; fi
	@$(BIN)/python bench/quotes.py notebooks/data

bench: $(VENV)/.dev
	@$(MAKE) --no-print-directory models
	@$(PIP_INSTALL) --constraint constraints.txt --group peers || echo 'without the word taggers nothing is set beside'
	$(BIN)/python bench/run.py $(SPEED_TEXTS)
	$(BIN)/python bench/rdf.py
	$(BIN)/python bench/pushing.py
	@if [ -d $(CORPORA)/xwlb ]; then $(BIN)/kg build $(CORPORA)/xwlb --into build/bench.kg && \
		$(BIN)/python bench/questions.py build/bench.kg --widest; \
	else echo 'no notices in $(CORPORA)/xwlb: the questions are not timed'; fi
	@if [ -d $(GOLD) ]; then $(BIN)/python bench/peers.py $(GOLD)/dev.jsonl $(GOLD)/score.py; \
	else echo 'no marked notices in $(GOLD): the word taggers are not scored'; fi

tools:
	@bash .ci/tools

clean:
	rm -rf $(VENV) demo demo.kg demo.kg-* build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
