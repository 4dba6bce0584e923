package org.volumetransfers.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId.Segment;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * What came of running a contract, each test named {@code Topic.test}.
 *
 * @param passed the tests that passed
 * @param failed the tests that failed, and why
 * @param skipped the tests that gave up, and why
 */
record SuiteRun(SortedSet<String> passed, SortedMap<String, String> failed, SortedMap<String, String> skipped) {

    /** Under this name a suite hears whom it is to test. */
    static final String SUSPECT = "org.volumetransfers.testkit.suspect";

    static SuiteRun of(Class<?> suite, String suspect) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(suite))
                .configurationParameter(SUSPECT, suspect)
                .build();
        LauncherConfig nothingFoundByChance = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .build();
        Recorder recorder = new Recorder();
        LauncherFactory.create(nothingFoundByChance).execute(request, recorder);
        return recorder.run;
    }

    SortedSet<String> failedTopics() {
        return topics(failed.keySet());
    }

    static SortedSet<String> topics(Set<String> tests) {
        return tests.stream()
                .map(test -> test.substring(0, test.indexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Writes down what the launcher tells. */
    private static final class Recorder implements TestExecutionListener {

        private final SuiteRun run = new SuiteRun(new TreeSet<>(), new TreeMap<>(), new TreeMap<>());

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            String why = result.getThrowable().map(Throwable::toString).orElse("");
            switch (result.getStatus()) {
                case SUCCESSFUL -> {
                    if (test.isTest()) {
                        run.passed.add(name(test));
                    }
                }
                case ABORTED -> run.skipped.put(name(test), why);
                case FAILED -> run.failed.put(name(test), why);
            }
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            run.skipped.put(name(test), reason);
        }

        /** The last two parts of the unique id; a whole topic or suite, which fails only when the kit is broken, too. */
        private static String name(TestIdentifier test) {
            return test.getUniqueIdObject().getSegments().stream()
                    .filter(segment -> segment.getType().equals("nested-class")
                            || segment.getType().equals("method"))
                    .map(Segment::getValue)
                    .map(value -> value.replace("()", ""))
                    .collect(Collectors.joining(".", "", test.isTest() ? "" : ".(whole)"));
        }
    }
}
