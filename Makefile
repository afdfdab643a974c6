# The two commands of a new user are `make run` and `make test`; both install what is missing.
SQUALL = .build/release/squall
PEERS = .venv/installed
PROXIES = .proxies
PACKAGES = git libssl-dev zlib1g-dev libjemalloc-dev libpcre2-dev pkg-config
# Only where Python came without venv.
VENV = python3 -c 'import ensurepip' 2>/dev/null || Scripts/install-libraries.sh python3-venv
FORMATTED = Sources Tests Package.swift Benchmarks/Sources Benchmarks/Package.swift Examples/Sources Examples/Package.swift
# One binary: the Swift runtime goes into it.
RELEASE = -c release --product squall --static-swift-stdlib -Xswiftc -use-ld=lld

.PHONY: all run test tsan lint format docs bench microbench install-libraries install-peers clean

all: $(SQUALL)

.PHONY: help
help:
	@echo 'make          build $(SQUALL)'
	@echo 'make run      build it and run a first scenario'
	@echo 'make test     run every test'
	@echo 'make tsan     run the tests of the client library with the thread sanitizer'
	@echo 'make bench    measure what Squall itself costs'
	@echo 'make docs     build the pages of the client library'
	@echo 'make lint     check the form of the code; make format mends what it can'
	@echo 'make clean    remove what was built'

install-libraries:
	@Scripts/install-libraries.sh $(PACKAGES)

install-peers: $(PEERS)
$(PEERS): Tests/IntegrationTests/Peers/requirements.txt
	$(VENV)
	python3 -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check -r $<
	touch $@

.PHONY: $(SQUALL)
$(SQUALL): install-libraries
	swift build $(RELEASE)

run: $(SQUALL)
	$(SQUALL) run Scenarios/quickstart.json

$(PROXIES): Scripts/unpack-proxies.sh
	$< $@
	touch $@

test: $(SQUALL) install-peers $(PROXIES)
	Scripts/install-libraries.sh openssl
	swift build --build-tests
	Scripts/test.sh

# The client library under the thread sanitizer, in a build folder of its own.
# The tests' program has jemalloc too, whose operator new would come before that of libstdc++, and the sanitizer, which
# answers for free alone, then stops the process.
tsan: install-libraries
	swift build --build-tests --sanitize=thread --scratch-path .build-tsan
	LD_PRELOAD=libstdc++.so.6 swift test --skip-build --sanitize=thread --scratch-path .build-tsan \
		--filter WebSocketClientTests

# For example: make bench BENCH=--write
bench: install-libraries
	Benchmarks/bench.py $(BENCH)

microbench: install-libraries
	swift run -c release --package-path Benchmarks MicroBenchmarks

lint:
	swift format lint --strict --recursive $(FORMATTED)
	Scripts/undocumented.py

docs: install-libraries
	Scripts/docc.sh

format:
	swift format --in-place --recursive $(FORMATTED)

clean:
	rm -rf .build .venv .proxies Benchmarks/.build Benchmarks/Floor/bin
