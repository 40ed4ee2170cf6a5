# Runs from any folder, also one whose name has a space: every path here is relative.
.POSIX:

PYTHON ?= python3
FAMILIES ?= 300
SEED ?= 7
NATION ?= 0
VENV = .venv/bin/python
SETUP = coordination/local/bootstrap.py

help: ## list these
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | awk -F'|' '{ printf "%-12s %s\n", $$1, $$2 }'

setup-demo:
	@$(PYTHON) $(SETUP)

setup-test:
	@$(PYTHON) $(SETUP) --test

demo: setup-demo ## set up and run everything with the demo borough (PORT=8000 DATA_DIR=var)
	@exec $(VENV) -m coordination.local.stack --with-parent

demo-reset: setup-demo ## throw the demo's data away
	@$(VENV) -m coordination.local.stack --reset

# Python may keep what it compiled, whatever a container says: each process would compile all tests.
TEST = unset PYTHONDONTWRITEBYTECODE; $(VENV) -m pytest

# A file stays in one process: what its tests copy is made once. Those that wait for a worker come
# first (tests/conftest.py), which reordering by size would undo.
BY_FILE = -n 2 --dist loadfile --no-loadscope-reorder

# Each process walks its own half in order, so that what it drew for one person serves the next
# state too. Nothing is kept of the log for a report: each line would be put into words twice more.
WALKS = -n 2 --dist worksteal -p no:logging

test: setup-test ## set up and run all tests
	@$(TEST) $(BY_FILE) -m "not browser and not pictures and not matrix"
	@$(TEST) $(WALKS) -m matrix $$(grep -rl 'mark\.matrix' --include='test_*.py' tests)
	@$(VENV) -m coordination.local.chromium
	@$(TEST) -m browser

check: setup-test ## lint, format, types, templates, import contracts, migrations, check --deploy
	@$(VENV) -m coordination.local.check

fix: setup-test ## mend what a machine can mend
	@$(VENV) -m ruff check --fix-only --quiet .
	@$(VENV) -m ruff format .
	@git ls-files -z 'templates/*.html' | xargs -0 .venv/bin/djade --target-version 5.2 || true

# App by app from the ground up, so that keys stay inside their tables: added later, each of them
# makes Django draw half the models again and a migration of seconds takes a minute.
migrations: setup-test ## make what the models need
	@for app in sharing families referrals outcomes; do \
		$(VENV) -m coordination.local.run manage.py makemigrations $$app || exit 1; \
	done

seed: setup-demo ## make more families (FAMILIES=300 SEED=7)
	@$(VENV) -m coordination.local.run manage.py seed --families $(FAMILIES) --seed $(SEED)

bench: setup-test ## ratios to floors measured in the same run (NATION=400000 for a whole country too)
	@$(VENV) -m coordination.local.run -m bench --nation $(NATION)

journeys: setup-test ## the stories only, told step by step
	@$(VENV) -m pytest tests/journeys -v

pictures: setup-test ## the guide's screenshots
	@$(VENV) -m coordination.local.chromium
	@$(VENV) -m pytest tests/pictures -m pictures

.PHONY: help setup-demo setup-test demo demo-reset test check fix migrations seed bench journeys pictures
