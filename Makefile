# Everything runs in .venv, made from what pyproject.toml names. `make run` is the main job, `make test` is what CI runs.
PYTHON ?= python3
BIN := .venv/bin
STORE := .store
DOCUMENTS := $(wildcard ../shared/documents)
export SPACEFLIGHT_STORE := $(CURDIR)/$(STORE)

.PHONY: run test lint types suite own-data generated install generate release clean

run: install
	@$(BIN)/spaceflight build
	@echo
	@mkdir -p build
	@$(BIN)/spaceflight show --export build/spaceflight.jsonld
	@echo
	@echo 'To ask on, in this shell and folder:'
	@echo '  export SPACEFLIGHT_STORE="$$PWD/$(STORE)" PATH="$$PWD/$(BIN):$$PATH"'
	@echo '  spaceflight query crew-of-flight flight=soyuz-ms-07'

test: lint types suite own-data generated
	@echo "All checks passed."

install: .venv/installed

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install
	$(BIN)/mypy

suite: install
	$(BIN)/pytest

# Our own validator on our own data, and every citation to the letter where the documents are at hand.
own-data: install
	$(BIN)/spaceflight validate --limit 1
ifneq ($(DOCUMENTS),)
	$(BIN)/spaceflight cite --documents $(DOCUMENTS)
else
	@echo "cite: skipped, for the documents are not at hand"
endif

# Files that are made from others must be what they would be made to be now.
generated: install
	$(BIN)/python -m spaceflight_graph.reason.closure --check
	$(BIN)/python -m spaceflight_graph.link.truthy_query --check
	$(BIN)/python -m spaceflight_graph.export.profiles --check
	$(BIN)/python -m spaceflight_graph.documentation.reference --check
	$(BIN)/python -m spaceflight_graph.documentation.vocabulary --check
	$(BIN)/python -m spaceflight_graph.documentation.python_page --check
	$(BIN)/python -m spaceflight_graph.documentation.pictures --check
	$(BIN)/python -m spaceflight_graph.documentation.notebook --check

generate: install
	$(BIN)/python -m spaceflight_graph.reason.closure
	$(BIN)/python -m spaceflight_graph.link.truthy_query
	$(BIN)/python -m spaceflight_graph.export.profiles
	$(BIN)/python -m spaceflight_graph.documentation.reference
	$(BIN)/python -m spaceflight_graph.documentation.vocabulary
	$(BIN)/python -m spaceflight_graph.documentation.python_page
	$(BIN)/python -m spaceflight_graph.documentation.pictures
	$(BIN)/python -m spaceflight_graph.documentation.notebook

# What a release publishes: the package, twice, and the whole ontology as one file.
release: install
	SPACEFLIGHT_YASGUI=required $(BIN)/python -m build --no-isolation --outdir dist
	$(BIN)/python -m spaceflight_graph.documentation.release dist

clean:
	rm -rf .venv .store build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
