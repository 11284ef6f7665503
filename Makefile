# Everything a newcomer types. Each target sets up what it needs and does nothing twice.

PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes
COMPILE := $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header

.DEFAULT_GOAL := help
.PHONY: help demo test check fix bench faults docs lock clean

help: ## Show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:[^#]*## /\t/' | expand -t 10

demo: $(VENV)/.local node_modules/.installed ## Set up and run the product with a demo organisation (PORT=8000)
	@PORT=$(PORT) $(PY) tools/demo.py

test: $(VENV)/.dev node_modules/.installed ## Run every test (ARGS="tests/units -k risk" for some)
	@PATH="$(CURDIR)/$(VENV)/bin:$$PATH" sh tools/chromium.sh
	@$(PY) -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder $(ARGS)

check: $(VENV)/.dev node_modules/.installed ## Look for faults without running the product: style, floors, settings, migrations, locks
	@PATH="$(CURDIR)/$(VENV)/bin:$$PATH" sh tools/check.sh

fix: $(VENV)/.dev ## Bring the code into its style
	@$(VENV)/bin/ruff check --fix --quiet .; $(VENV)/bin/ruff format --quiet .

bench: $(VENV)/.dev node_modules/.installed ## Measure speed and size; writes bench/results.md
	@$(PY) -m bench

faults: $(VENV)/.dev ## Kill what delivers mail and count what arrives; writes bench/faults.md
	@$(PY) -m faults

docs: $(VENV)/.dev node_modules/.installed ## Write the generated pages and pictures of docs/ again
	@$(PY) manage.py describe docs/reference.md
	@SRRM_PICTURES=1 ORGANISATION_NAME="Verrano Group" $(PY) -m pytest --quiet tests/journeys/test_demo.py

lock: $(VENV)/.dev ## Resolve the newest allowed packages and write the lock files again
	@$(COMPILE) --upgrade pyproject.toml -o requirements/base.txt
	@$(COMPILE) --upgrade -c requirements/base.txt --extra local pyproject.toml -o requirements/local.txt
	@$(COMPILE) --upgrade -c requirements/local.txt --extra dev pyproject.toml -o requirements/dev.txt
	@$(COMPILE) --upgrade --group node -o requirements/node.txt
	@sh tools/npm.sh update --package-lock-only

clean: ## Remove what was set up; the data under var/ stays
	@rm -rf $(VENV) node_modules

$(PY):
	@sh tools/venv.sh $(VENV)

$(VENV)/.local: requirements/local.txt | $(PY)
	@echo "Installing the locked Python packages …"
	@$(PIP) -r requirements/local.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt | $(PY)
	@echo "Installing the locked Python packages for development …"
	@$(PIP) -r requirements/dev.txt
	@touch $@ $(VENV)/.local

node_modules/.installed: package.json package-lock.json | $(PY)
	@echo "Installing the locked browser packages …"
	@sh tools/npm.sh ci
	@touch $@
