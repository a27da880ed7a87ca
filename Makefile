# Two commands do all set-up: `make demo` and `make test`. System packages that are missing are installed with apt.
.PHONY: demo test example tutorial build packages bench ledger-bench kill schema-check validity movement microbench \
  instructions fuzz format check-format clean FORCE

SWIFT ?= swift
GUILDMARK = .build/release/guildmark


demo: build
	rm -rf demo
	$(GUILDMARK) simulate --out demo/tables --guilds 150 --broadcasters 7500 --months 8 --last-month 2026-10 --seed 7 --bad-rows 0.1%
	$(GUILDMARK) ledger create demo/ledger.sqlite
	@set -e; for dates in $(DEMO_MONTHS); do \
	  set -- $$(echo $$dates | tr : ' '); \
	  for step in "--provisional --on $$2-03" "--final --on $$2-11"; do \
	    $(GUILDMARK) publish $$step --ledger demo/ledger.sqlite $(DEMO_INPUTS) --month $$1 --quiet | head -1; \
	  done; \
	done
	$(GUILDMARK) publish --provisional --on 2026-11-03 --ledger demo/ledger.sqlite $(DEMO_INPUTS) --month 2026-10 --out demo/cards
	@echo "Open demo/cards/index.html in a browser; the guilds' cards are in demo/cards/guilds."

# What was published before: each month, and the one in which it was.
DEMO_MONTHS = 2026-06:2026-07 2026-07:2026-08 2026-08:2026-09 2026-09:2026-10
DEMO_INPUTS = --programme Configs/monthly.yaml --data demo/tables

test: packages
	$(SWIFT) test

# The package of Examples: built, tested, and a platform rated with it. It has a build folder of its own, as any package has.
EXAMPLE = Examples/ExternalScorer
OUR_RATING = $(EXAMPLE)/.build/debug/our-rating

example: packages
	$(SWIFT) build --package-path $(EXAMPLE) --build-tests
	$(SWIFT) test --package-path $(EXAMPLE) --skip-build
	$(OUR_RATING) scorers show weekend_cover | head -3
	rm -rf demo/example
	$(OUR_RATING) simulate --out demo/example --guilds 40 --broadcasters 1200 --quiet
	$(OUR_RATING) rate --programme Examples/ExternalScorer/programme.yaml --data demo/example --month 2026-10 --quiet | head -8

# Docs/WritingAScorer.md, each command run and each file written, in a copy of the checkout.
tutorial: packages
	$(SWIFT) build --build-tests
	@python3 Tests/Harness/tutorial.py Docs/WritingAScorer.md

build: packages
	$(SWIFT) build -c release --product guildmark

# What is needed besides a Swift 6 toolchain: each library's header, its name to pkg-config (- where it has none), and its
# package of headers.
LIBRARIES = yaml.h:yaml-0.1:libyaml-dev zlib.h:zlib:zlib1g-dev zstd.h:libzstd:libzstd-dev \
  sqlite3.h:sqlite3:libsqlite3-dev openssl/evp.h:libcrypto:libssl-dev boost/math/special_functions/beta.hpp:-:libboost-dev

packages:
	@missing=; for library in $(LIBRARIES); do \
	  set -- $$(echo $$library | tr : ' '); \
	  [ -e /usr/include/$$1 ] || { [ $$2 != - ] && pkg-config --exists $$2 2>/dev/null; } || missing="$$missing $$3"; \
	done; \
	if [ -n "$$missing" ]; then \
	  if ! command -v apt-get >/dev/null; then \
	    echo "Headers are missing and there is no apt to install them with: install the development packages of these libraries and run make again:$$missing." >&2; exit 1; \
	  fi; \
	  sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  echo "Installing$$missing"; \
	  $$sudo apt-get update -qq && $$sudo apt-get install -y -qq $$missing >/dev/null; \
	fi
	@command -v $(SWIFT) >/dev/null || { echo "There is no swift: install a Swift 6 toolchain from https://www.swift.org/install and run make again." >&2; exit 1; }

# Guildmark next to DuckDB on 20 million requests, simulated once and kept in bench (2.4 GB): Docs/Performance.md.
# A smaller load: make bench REQUESTS=2000000. DuckDB is an extra, installed into a virtual environment where that can be done.
REQUESTS ?= 20000000
GUILDS ?=
BROADCASTERS ?=
RUNS ?= 5
THREADS ?= 1,2

bench: build bench/venv
	@python3 Tests/Benchmarks/bench.py --guildmark $(GUILDMARK) --requests $(REQUESTS) --runs $(RUNS) --threads $(THREADS) \
	  $(if $(GUILDS),--guilds $(GUILDS)) $(if $(BROADCASTERS),--broadcasters $(BROADCASTERS)) \
	  $$([ -e bench/venv/duckdb ] && echo --duckdb bench/venv/bin/python)

# Has a file duckdb once that is installed; without it the next run tries again.
bench/venv: FORCE
	@[ -e bench/venv/duckdb ] || { \
	  mkdir -p bench; sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  { python3 -m venv bench/venv >/dev/null 2>&1 \
	    || { command -v apt-get >/dev/null && $$sudo apt-get update -qq && $$sudo apt-get install -y -qq python3-venv >/dev/null \
	      && python3 -m venv bench/venv; }; } \
	  && bench/venv/bin/pip install --quiet duckdb && touch bench/venv/duckdb \
	  || echo "DuckDB can't be installed here, so Guildmark runs alone."; \
	}

# How true intervals and tier probabilities are, on simulated platforms: Docs/Evidence.md.
PLATFORMS ?= 200

validity: build
	@python3 Tests/Benchmarks/validity.py --guildmark $(GUILDMARK) --platforms $(PLATFORMS)

# How often tiers change with movement and without, on simulated platforms that drift: Docs/Scoring.md.
movement: build
	@for drift in 0.03 0.08; do python3 Tests/Benchmarks/movement.py --guildmark $(GUILDMARK) --drift $$drift; done

# Ten years of a large platform in a ledger: Docs/Ledger.md.
MONTHS ?= 120

ledger-bench: build
	$(SWIFT) build -c release --product ledgerbenchmark
	@python3 Tests/Benchmarks/ledger.py --guildmark $(GUILDMARK) --benchmark .build/release/ledgerbenchmark \
	  --guilds $(if $(GUILDS),$(GUILDS),10000) --months $(MONTHS)

# Publications killed at any moment, and on a full disk: the ledger is as it was, or as it should be.
KILLS ?= 200

kill: build
	@python3 Tests/Harness/kill.py --guildmark $(GUILDMARK) --kills $(KILLS)

# The JSON Schema of programmes, held against an independent validator and against the program on mutated programmes.
MUTANTS ?= 500

schema-check: build bench/schema-venv
	@bench/schema-venv/bin/python Tests/Harness/schema.py --guildmark $(GUILDMARK) --mutants $(MUTANTS)

bench/schema-venv:
	@mkdir -p bench; sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	{ python3 -m venv $@.new >/dev/null 2>&1 \
	  || { command -v apt-get >/dev/null && $$sudo apt-get update -qq && $$sudo apt-get install -y -qq python3-venv >/dev/null \
	    && python3 -m venv $@.new; }; } \
	&& $@.new/bin/python -m pip install --quiet --disable-pip-version-check jsonschema pyyaml \
	&& rm -rf $@ && mv $@.new $@

# Each step of reading and tallying by itself, on rows made up in memory.
microbench: packages
	$(SWIFT) build -c release --product microbenchmark
	.build/release/microbenchmark

# Instructions a row by function, counted by valgrind.
instructions: build
	@command -v valgrind >/dev/null || { \
	  sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; $$sudo apt-get update -qq && $$sudo apt-get install -y -qq valgrind >/dev/null; \
	}
	@python3 Tests/Benchmarks/instructions.py --guildmark $(GUILDMARK) --swift $(SWIFT)

FORCE:

# Mutated tables and tallies against the readers, with the address sanitizer: so many seconds for each of five targets.
SECONDS_EACH ?= 60
SANITIZED = --sanitize=address --scratch-path .build-asan

fuzz: packages
	$(SWIFT) build --build-tests $(SANITIZED)
	GUILDMARK_FUZZ_SECONDS=$(SECONDS_EACH) ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test $(SANITIZED) --skip-build --filter FuzzTests

format:
	$(SWIFT) format -i -r Package.swift Sources Plugins Tests Examples

check-format:
	$(SWIFT) format lint --strict -r Package.swift Sources Plugins Tests Examples

clean:
	rm -rf .build .build-asan demo bench
