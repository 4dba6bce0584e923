# The tasks of this project; "make" lists them. What CI runs is "make check".
.DEFAULT_GOAL := help
MVN ?= mvn
MVN_FLAGS ?= -B -ntp
JAVA_25_HOME ?= $(firstword $(wildcard /usr/lib/jvm/*25*))

.PHONY: help run bench bench-tiny chaos check check-all check-25 contract-25 cinder format clean reproducible

help: ## list the tasks
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: ## build the server and run it on its embedded default
	$(MVN) -q -DskipTests package && java -jar bootstrap/target/volume-transfers.jar

check: ## what CI runs
	bash .ci/run

check-all: ## what CI runs, and the checks that take longer: half an hour and more
	bash .ci/check-all

check-25: ## build and run all tests on JDK 25 (JAVA_25_HOME names it)
	@test -x "$(JAVA_25_HOME)/bin/javac" || { echo "no JDK 25 found: set JAVA_25_HOME" >&2; exit 1; }
	JAVA_HOME="$(JAVA_25_HOME)" $(MVN) $(MVN_FLAGS) clean verify

contract-25: ## build on JDK 25 and run unit and contract tests, as check-all does
	@test -x "$(JAVA_25_HOME)/bin/javac" || { echo "no JDK 25 found: set JAVA_25_HOME" >&2; exit 1; }
	JAVA_HOME="$(JAVA_25_HOME)" $(MVN) $(MVN_FLAGS) clean verify -Dmaven.javadoc.skip -Dspotless.check.skip -Dfailsafe.failIfNoSpecifiedTests=false \
		-Dit.test='JdbcTransferQueryIT,JdbcTransferImportIT,PostgresServerIT,ForeignClientIT'

cinder: ## compare the lists with those of a real Cinder, see docs/cinder.md
	bash .ci/cinder

bench: ## measure everything, in a quarter of an hour, and write docs/performance.md
	bash .ci/bench

bench-tiny: ## run every benchmark once, as check-all does, to see that it still works
	bash .ci/bench --tiny

chaos: ## ten minutes of well-behaved and hostile clients on both stores; CHAOS_SECONDS=60 for less
	bash .ci/chaos $(CHAOS_FLAGS)

format: ## put the sources into the form that the build checks
	$(MVN) -q spotless:apply

reproducible: ## build the jars twice and compare their bytes
	bash .ci/reproducible

clean: ## remove what was built
	$(MVN) -q clean
