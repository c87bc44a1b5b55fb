# The commands of this project; README.md says what each is for.

HOST ?= 127.0.0.1
PORT ?= 8000
SITE_URL ?= http://127.0.0.1:$(PORT)

PYTHON = .venv/bin/python
MANAGE = $(PYTHON) manage.py
TRANSLATIONS = $(wildcard locale/*/LC_MESSAGES/django.po)
INSTALL = $(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r
LOCK = $(PYTHON) -m uv pip compile --quiet pyproject.toml --universal --python-version 3.12 \
	--generate-hashes --no-annotate --no-header

.PHONY: run demo admin lint format messages test bench audit requirements

run: FILL = load_catalogue --if-empty
demo: FILL = generate_catalogue --sessions 200 --seed 1 --if-empty
demo: export DATABASE_URL = sqlite:///var/demo.sqlite3
demo: export SAMPLE_CATALOGUE = true
run demo: export SITE_URL := $(SITE_URL)
run demo: .venv/run .venv/messages
	@mkdir -p var
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) $(FILL)
	$(MANAGE) check_catalogue --repair --verbosity 0
ifneq (,$(filter 1 true yes on,$(DEBUG)))
	$(MANAGE) runserver $(HOST):$(PORT)
else
	$(MANAGE) collectstatic --no-input --verbosity 0
	$(PYTHON) -m granian --interface wsgi --no-ws --blocking-threads 4 --host $(HOST) --port $(PORT) catalogue.wsgi:application
endif

admin: .venv/run .venv/messages
	@mkdir -p var
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) make_roles
	$(MANAGE) createsuperuser

lint: export DATABASE_URL = sqlite://:memory:
lint: .venv/dev .venv/messages
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m djlint --lint --quiet templates
	.venv/bin/lint-imports
	$(MANAGE) check --fail-level WARNING
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) extract_messages --check

test: lint
	sh bin/test

bench: .venv/dev .venv/messages
	$(PYTHON) -m benchmarks

audit: .venv/dev .venv/messages
	$(PYTHON) -m audit

format: .venv/dev
	$(PYTHON) -m ruff check --fix
	$(PYTHON) -m ruff format

messages: .venv/dev
	$(MANAGE) extract_messages
	$(MANAGE) compile_messages

# Keeps each locked version that still fits; `make requirements LOCK_OPTIONS=--upgrade` takes the newest.
requirements: .venv/dev
	$(LOCK) $(LOCK_OPTIONS) --output-file requirements.txt
	$(LOCK) $(LOCK_OPTIONS) --constraint requirements.txt --group dev --output-file requirements-dev.txt

.venv/bin/python:
	sh bin/make-venv

# These are stamps: what is compiled is as new as the translations, what is installed as the requirements.
.venv/messages: .venv/run $(TRANSLATIONS)
	$(MANAGE) compile_messages
	@touch $@

.venv/run: .venv/bin/python requirements.txt
	$(INSTALL) requirements.txt
	@touch $@

.venv/dev: .venv/bin/python requirements.txt requirements-dev.txt
	$(INSTALL) requirements-dev.txt
	@touch .venv/run $@
