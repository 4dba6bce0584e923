# Tasks of this project; "make" lists them. CI runs "make check".
.DEFAULT_GOAL := help
MVN ?= mvn
MVN_FLAGS ?= -B -ntp
JAVA_25_HOME ?= $(firstword $(wildcard /usr/lib/jvm/*25*))

.PHONY: help run bench bench-tiny chaos check check-all check-25 contract-25 cinder clients format clean reproducible

help: ## list all tasks
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: ## build the server and run it with the documented example
	$(MVN) -q -DskipTests package && java -jar bootstrap/target/volume-transfers.jar

check: ## run what CI runs
	bash .ci/run

check-all: ## run what CI runs, and all longer checks: half an hour or more
	bash .ci/check-all

check-25: ## build and run all tests on JDK 25 (JAVA_25_HOME overrides its location)
	@test -x "$(JAVA_25_HOME)/bin/javac" || { echo "JDK 25 not found: set JAVA_25_HOME" >&2; exit 1; }
	JAVA_HOME="$(JAVA_25_HOME)" $(MVN) $(MVN_FLAGS) clean verify

contract-25: ## build on JDK 25 and run unit and contract tests
	@test -x "$(JAVA_25_HOME)/bin/javac" || { echo "JDK 25 not found: set JAVA_25_HOME" >&2; exit 1; }
	JAVA_HOME="$(JAVA_25_HOME)" $(MVN) $(MVN_FLAGS) clean verify -Dmaven.javadoc.skip -Dspotless.check.skip -Dfailsafe.failIfNoSpecifiedTests=false \
		-Dit.test='JdbcTransferQueryIT,JdbcTransferImportIT,PostgresServerIT,HuaweiSdkIT,Openstack4jIT'

cinder: ## compare lists and answers with those of a real Cinder, see docs/differences.md
	bash .ci/cinder

clients: ## call the server with published clients and a real Keystone, and write docs/clients.md
	bash .ci/clients

bench: ## run all benchmarks in 20 minutes, and write docs/performance.md
	bash .ci/bench

bench-tiny: ## run every benchmark once, as a smoke test
	bash .ci/bench --tiny

chaos: ## run well-behaved and hostile clients for ten minutes; CHAOS_SECONDS=60 shortens it
	bash .ci/chaos $(CHAOS_FLAGS)

format: ## format the source
	$(MVN) -q -Pbench spotless:apply

reproducible: ## build the jars twice and compare their bytes
	bash .ci/reproducible

clean: ## remove build output
	$(MVN) -q -Pbench clean
