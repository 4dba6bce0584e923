package org.volumetransfers.bootstrap.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.volumetransfers.bootstrap.Repository;

/**
 * The rules of the code, each put to the test twice: production code keeps it, and of the classes planted to break rules
 * exactly those that are named here break it. So no rule is there in name only.
 */
class ArchitectureTest {

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(Rings.REAL.root());
    private static final JavaClasses PLANTED =
            new ClassFileImporter().importPackages(ArchitectureTest.class.getPackageName() + ".planted");

    private static final Pattern SLEEP = Pattern.compile("\\bsleep\\s*\\(");

    @Test
    void domainSeesJavaOnly() {
        holdsAndBites(RingRules::domainSeesJavaOnly, "domain.SeesApplication", "domain.SeesUndertow");
    }

    @Test
    void applicationSeesDomainAndItsOwnPortsOnly() {
        holdsAndBites(RingRules::applicationSeesDomainAndItsOwnPortsOnly, "application.service.SeesAdapter");
    }

    @Test
    void testkitSeesPortsAndJUnitOnly() {
        holdsAndBites(RingRules::testkitSeesPortsAndJUnitOnly, "testkit.SeesService");
    }

    @Test
    void portsDoNotSeeServices() {
        holdsAndBites(RingRules::portsDoNotSeeServices, "application.port.out.SeesService");
    }

    @Test
    void adaptersDoNotSeeServices() {
        holdsAndBites(RingRules::adaptersDoNotSeeServices, "adapter.http.SeesService");
    }

    @Test
    void adaptersDoNotSeeEachOther() {
        holdsAndBites(RingRules::adaptersDoNotSeeEachOther, "adapter.http.SeesSibling");
    }

    @Test
    void nobodySeesBootstrap() {
        holdsAndBites(RingRules::nobodySeesBootstrap, "adapter.http.SeesProgram");
    }

    @Test
    void onlyTransferServerAndTransferImportMakeAdapters() {
        holdsAndBites(
                RingRules::onlyTransferServerAndTransferImportMakeAdapters,
                "application.service.SeesAdapter",
                "bootstrap.MakesAdapter",
                "bootstrap.MakesValue",
                "bootstrap.StartsAdapter");
    }

    @Test
    void packagesOfBootstrapDoNotSeeItsRoot() {
        holdsAndBites(RingRules::packagesOfBootstrapDoNotSeeItsRoot, "bootstrap.files.SeesMain");
    }

    @Test
    void packagesHaveNoCycles() {
        holdsAndBites(RingRules::packagesHaveNoCycles, planted("cycle"), "one.First", "two.Second");
    }

    @Test
    void undertowIsKnownInTheHttpAdapterOnly() {
        holdsAndBites(
                LibraryRules::undertowIsKnownInTheHttpAdapterOnly, "bootstrap.StartsAdapter", "domain.SeesUndertow");
    }

    @Test
    void databasesAreKnownInTheJdbcAdapterOnly() {
        holdsAndBites(LibraryRules::databasesAreKnownInTheJdbcAdapterOnly, "adapter.inmemory.SeesDatabase");
    }

    @Test
    void jsonLibrariesAreKnownInNamedPackagesOnly() {
        holdsAndBites(
                LibraryRules::jsonLibrariesAreKnownInNamedPackagesOnly,
                "adapter.http.SeesJson",
                "adapter.inmemory.SeesJson",
                "bootstrap.SeesJson");
    }

    @Test
    void httpClientAndCacheAreKnownInTheKeystoneAdapterOnly() {
        holdsAndBites(LibraryRules::httpClientAndCacheAreKnownInTheKeystoneAdapterOnly, "adapter.inmemory.AsksByHttp");
    }

    @Test
    void optionsAndLoggingAreKnownInBootstrapOnly() {
        holdsAndBites(
                LibraryRules::optionsAndLoggingAreKnownInBootstrapOnly,
                "adapter.inmemory.SeesLogging",
                "adapter.inmemory.SeesOptions");
    }

    @Test
    void settingsAreReadInBootstrapOnly() {
        holdsAndBites(
                HabitRules::settingsAreReadInBootstrapOnly,
                "adapter.inmemory.ReadsProperty",
                "adapter.inmemory.ReadsVariable");
    }

    @Test
    void onlyMainPrints() {
        holdsAndBites(HabitRules::onlyMainPrints, "adapter.inmemory.Prints", "adapter.inmemory.PrintsTrace");
    }

    @Test
    void namesSayWhatAClassIsFor() {
        holdsAndBites(
                HabitRules::namesSayWhatAClassIsFor,
                planted("names"),
                "AsksImpl",
                "PageHelper",
                "StorageManager",
                "TextUtil",
                "TextUtils",
                "util.Anything");
    }

    @Test
    void packagesAreNullMarked() {
        holdsAndBites(HabitRules::packagesAreNullMarked, planted("marks"), "unmarked.Bare");
    }

    @Test
    void onlyListedTypesArePublic() {
        holdsAndBites(
                rings -> PublicTypes.onlyListedTypesArePublic(
                        rings, rings.equals(Rings.REAL) ? PublicTypes.LISTED : Set.of("Gone", "Hidden", "Listed")),
                planted("api"),
                "Gone",
                "Hidden",
                "Unlisted");
    }

    @Test
    void everyStorageRunsTheContract() {
        holdsAndBites(ContractRules::everyStorageRunsTheContract, "adapter.inmemory.UntestedTransferQuery");
    }

    @Test
    void everyLookupRunsTheContract() {
        holdsAndBites(ContractRules::everyLookupRunsTheContract, "adapter.inmemory.UntestedTransferLookup");
    }

    @Test
    void everyIdentityRunsTheContract() {
        holdsAndBites(ContractRules::everyIdentityRunsTheContract, "adapter.inmemory.UntestedTokenVerifier");
    }

    /** Asked of the source, since the tests of other modules are not on the class path here. */
    @Test
    void nobodySleepsNotEvenInTests() {
        Path planted = Repository.path("bootstrap/src/test/java/org/volumetransfers/bootstrap/architecture/planted");
        Map<Boolean, Set<String>> sleepers = Repository.sources().stream()
                .filter(file -> SLEEP.matcher(Repository.text(file)).find())
                .collect(Collectors.partitioningBy(
                        file -> file.startsWith(planted),
                        Collectors.mapping(file -> file.getFileName().toString(), Collectors.toSet())));

        assertEquals(Map.of(false, Set.of(), true, Set.of("Sleeps.java")), sleepers);
    }

    @Test
    void ruleThatMeetsNoClassFails() {
        Rings nowhere = new Rings("org.nowhere");

        assertThrows(
                AssertionError.class,
                () -> RingRules.domainSeesJavaOnly(nowhere).check(PRODUCTION));
        assertThrows(
                AssertionError.class,
                () -> RingRules.adaptersDoNotSeeEachOther(nowhere).check(PRODUCTION));
    }

    private static Rings planted(String tree) {
        return new Rings(ArchitectureTest.class.getPackageName() + ".planted." + tree);
    }

    private static void holdsAndBites(Function<Rings, ArchRule> rule, String... culprits) {
        holdsAndBites(rule, planted("rings"), culprits);
    }

    private static void holdsAndBites(Function<Rings, ArchRule> rule, Rings planted, String... culprits) {
        ArchRule real = rule.apply(Rings.REAL);
        real.check(PRODUCTION);
        assertTrue(real.getDescription().contains(", because "), "a rule has a reason: " + real.getDescription());
        assertEquals(
                new TreeSet<>(Set.of(culprits)),
                culprits(rule.apply(planted), planted),
                "planted classes that break the rule");
    }

    /** Who is to blame for each violation: the class that its line names first. */
    private static Set<String> culprits(ArchRule rule, Rings planted) {
        Pattern first =
                Pattern.compile("^[^<]*<" + Pattern.quote(planted.root()) + "\\.([a-z.]*[A-Z]\\w*)", Pattern.MULTILINE);
        return rule.evaluate(PLANTED).getFailureReport().getDetails().stream()
                .flatMap(violation -> first.matcher(violation).results())
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
