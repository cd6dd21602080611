# Everything runs in .venv, made from the exact pins in requirements.txt.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
UV := .venv-tools/bin/uv
# Python compiles a module when it is first imported: to compile all of them takes longer than the rest.
QUIETLY := install --quiet --disable-pip-version-check --no-compile
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12")

help:  ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

book: $(READY)  ## run the chapters that changed and build the book into _build/html
	@$(BIN)/python -m nexttoken.site.build

# Two processes have the cores already: NumPy's threads in each would wait for one another.
test: $(READY)  ## run the tests, every cell of every chapter among them
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

serve: $(READY)  ## serve the built book on this machine (PORT=8000)
	@test -f _build/html/index.html || { echo "make serve: no book in _build/html: build it with make book"; exit 2; }
	@$(BIN)/python -m http.server --bind 127.0.0.1 --directory _build/html $(or $(PORT),8000)

pdf: $(READY)  ## print the book into one PDF, in _build/print, by Chromium, which must be installed
	@$(BIN)/python -m nexttoken.site.print_edition

lab: $(READY)  ## open the notebooks in JupyterLab
	@$(BIN)/jupyter lab notebooks

# As the published models were: products of 16-bit numbers, where the processor is quick at them.
CPUINFO := /proc/cpuinfo
PRECISION = $(if $(shell grep -m 1 avx512_bf16 $(CPUINFO) 2>/dev/null),JAX_DEFAULT_MATMUL_PRECISION=bfloat16)
train: $(READY)  ## train base, chat and aligned model anew (BASE_MINUTES=150, CHAT_..., ALIGNED_...)
	@$(PRECISION) $(BIN)/python -m nexttoken train base --minutes $(or $(BASE_MINUTES),150)
	@$(BIN)/python -m nexttoken train publish runs/base
	@$(PRECISION) $(BIN)/python -m nexttoken train chat --minutes $(or $(CHAT_MINUTES),120)
	@$(BIN)/python -m nexttoken train publish runs/chat
	@$(PRECISION) $(BIN)/python -m nexttoken train aligned --minutes $(or $(ALIGNED_MINUTES),25)
	@$(BIN)/python -m nexttoken train publish runs/aligned

bench: .venv-bench/ready  ## compare with PyTorch and transformers, which this installs (190 MB to fetch, or GBs where pip takes PyTorch for CUDA)
	@for script in bench/*.py; do .venv-bench/bin/python $$script || exit 1; done

bench-browser: .venv-bench/ready _build/bench-browser/ready  ## compare the model in a page with transformers.js, and time the book's pages, in Chromium
	@.venv-bench/bin/python bench/browser/compare.py
	@test ! -f _build/html/index.html || .venv-bench/bin/python bench/browser/paint.py

interop: .venv-bench/ready  ## check that transformers loads our models and finds the same
	@.venv-bench/bin/python -m pytest tests/interop

browser: .venv-browser/ready  ## check every page of the built book in Chromium, which must be installed
	@.venv-browser/bin/python -m pytest -n 2 tests/browser

# As they are given, and in the environment, where O'Brien, anna;x and $(x) are names: the shell splits words, no more.
unexport VARIANT
assignments: export STUDENTS = $(strip $(value VARIANT))
assignments: $(READY)  ## make what students get, without solutions (VARIANT="anna ben": with numbers of their own)
	@set -f; $(BIN)/python -m nexttoken.exercises.release $${STUDENTS:+--variant $$STUDENTS}

pack: $(READY)  ## pack a release's assignments with their answers (VERSION=0.2.0, BEFORE=earlier.zip)
	@$(BIN)/python -m nexttoken.exercises.pack $(if $(VERSION),"$(VERSION)") $(if $(BEFORE),--before "$(BEFORE)")

grade: $(READY)  ## grade a folder (SUBMISSIONS=dir, ASSIGNMENT=name, VARIANTS=yes): points as CSV, feedback for each student
	$(if $(filter-out yes,$(VARIANTS)),$(error VARIANTS=$(VARIANTS): say VARIANTS=yes, or leave it out))
	@$(BIN)/python -m nexttoken.exercises.grade $(if $(SUBMISSIONS),"$(SUBMISSIONS)" $(ASSIGNMENT) $(if $(VARIANTS),--variants))

nbgrader: .venv-instructor/ready  ## check that nbgrader itself releases and grades our assignments
	@.venv-instructor/bin/python -m pytest tests/instructor

env: $(READY)  ## make .venv, which every other command does for itself

requirements: pyproject.toml  ## resolve requirements.txt anew from pyproject.toml
	@test -x $(UV) || { $(PYTHON) -m venv .venv-tools && .venv-tools/bin/pip install -q uv; }
	@$(UV) pip compile --quiet --universal --python-version 3.11 --upgrade --all-extras --no-annotate \
		--custom-compile-command "make requirements" --output-file requirements.txt pyproject.toml

clean:  ## remove what was built, the environments too
	@rm -rf .venv .venv-tools .venv-bench .venv-browser .venv-instructor _build

# ready is written last: an installation that was cut short is started again.
# requirements.txt names all that is needed, so pip need not look.
$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c '$(NEW_ENOUGH)'
	@echo "Installing into .venv (once, some minutes)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip $(QUIETLY) --no-deps -r requirements.txt
	@$(BIN)/python -m pip $(QUIETLY) --no-deps --no-build-isolation --editable .
	@touch $@

.venv-bench/ready .venv-instructor/ready: .venv-%/ready: requirements-%.txt requirements.txt
	@$(PYTHON) -m venv .venv-$*
	@.venv-$*/bin/python -m pip $(QUIETLY) -r requirements-$*.txt
	@.venv-$*/bin/python -m pip $(QUIETLY) --no-deps --editable .
	@touch $@

_build/bench-browser/ready: bench/browser/package.json
	@mkdir -p $(@D)
	@cp $< $(@D)
	@npm install --silent --ignore-scripts --omit=optional --prefix $(@D)
	@touch $@

.venv-browser/ready: requirements-browser.txt requirements.txt
	@$(PYTHON) -m venv .venv-browser
	@.venv-browser/bin/python -m pip $(QUIETLY) -r requirements-browser.txt
	@touch $@

.PHONY: help book test serve pdf lab train bench bench-browser interop browser assignments pack grade nbgrader env requirements clean
.DEFAULT_GOAL := help
