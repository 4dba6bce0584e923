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
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The outcome of a contract suite, each test named {@code Topic.test}.
 *
 * @param passed the tests that passed
 * @param failed the tests that failed, with the failure
 * @param skipped the tests that were skipped or aborted, with the reason
 * @param reported the known gaps that tests published
 */
record SuiteRun(
        SortedSet<String> passed,
        SortedMap<String, String> failed,
        SortedMap<String, String> skipped,
        SortedMap<String, String> reported) {

    /** Runs a suite on this thread, with the suspect as the parameter of its constructor. */
    static SuiteRun of(Class<?> suite, Object suspect) {
        SuspectResolver.SUSPECT.set(suspect);
        try {
            return of(suite);
        } finally {
            SuspectResolver.SUSPECT.remove();
        }
    }

    static SuiteRun of(Class<?> suite) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(suite))
                .build();
        LauncherConfig withoutListenersOfTheClassPath = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .build();
        Recorder recorder = new Recorder();
        LauncherFactory.create(withoutListenersOfTheClassPath).execute(request, recorder);
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

    /** Records the events of the launcher. */
    private static final class Recorder implements TestExecutionListener {

        private final SuiteRun run = new SuiteRun(new TreeSet<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

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

        @Override
        public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
            run.reported.put(name(test), entry.getKeyValuePairs().get("known gap"));
        }

        /** Returns topic and test; for a topic or suite, which fails as a whole only if the kit is broken, its name. */
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
