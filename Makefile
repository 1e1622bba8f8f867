# The commands of the project. `make` or `make help` lists them.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
export NO_MKDOCS_2_WARNING := 1
export PYTHONDONTWRITEBYTECODE := 1

.DEFAULT_GOAL := help
.PHONY: help site offline pdf serve check verify confirm candidates mutants bench test format lock clean

help: ## Show this list
	@echo "Commands:"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|' 2>/dev/null \
		|| sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST)

site: $(READY) ## Check the content and build the site into site/, with the PDFs
	@scripts/system_packages.sh fonts-noto-cjk
	@$(BIN)/python scripts/build.py

offline: $(READY) ## Build the site and pack it, a zip per language in offline/, to open without a server
	@scripts/system_packages.sh fonts-noto-cjk
	@$(BIN)/python scripts/offline.py

pdf: $(READY) ## Make the PDFs alone, into pdf/: the digest as a book, each document and topic
	@scripts/system_packages.sh fonts-noto-cjk
	@$(BIN)/python scripts/pdf.py

serve: $(READY) ## Show the site at http://127.0.0.1:8000/ and follow every change
	@$(BIN)/mkdocs serve --no-strict

check: $(READY) ## Check the content and print what is wrong, where, and what to do
	@$(BIN)/python scripts/check.py

verify: $(READY) ## Check against the source texts as well: make verify SOURCES=<folder>
	@$(BIN)/python scripts/verify.py "$(SOURCES)"

confirm: $(READY) ## Record that the languages of what changed are in step: make confirm [TEXT=<name>]
	@$(BIN)/python scripts/confirm.py $(if $(TEXT),"$(TEXT)")

candidates: $(READY) ## List where the arithmetic of the documents may be wrong
	@$(BIN)/python scripts/candidates.py

mutants: $(READY) ## Plant errors and count how many the checks find: make mutants [SOURCES=<folder>]
	@$(BIN)/python scripts/mutants.py $(if $(SOURCES),"$(SOURCES)")

bench: $(READY) ## Measure the check against the build, and the book against WeasyPrint, as ratios
	@$(BIN)/python scripts/benchmark.py
	@$(BIN)/python scripts/print_benchmark.py

test: $(READY) ## Run all tests: style, types, content, pages in a browser
	@scripts/system_packages.sh chromium fonts-noto-cjk poppler-utils qpdf
	$(BIN)/ruff check hooks scripts tests
	$(BIN)/ruff format --check hooks scripts tests
	$(BIN)/mypy
	$(BIN)/pytest -n 2

format: $(READY) ## Put the code into the form that the tests ask for
	$(BIN)/ruff check --fix hooks scripts tests
	$(BIN)/ruff format hooks scripts tests

lock: $(READY) ## Write requirements.lock anew from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --extra test --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
		--quiet --upgrade --output-file requirements.lock

clean: ## Remove what the commands made
	rm -rf site pdf offline .build .venv

$(READY): requirements.lock
	@scripts/system_packages.sh python3-venv
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed; name it, for example: make site PYTHON=python3.12" >&2; exit 1; }
	@echo "Setting up .venv (once, and after changes of requirements.lock)"
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@
