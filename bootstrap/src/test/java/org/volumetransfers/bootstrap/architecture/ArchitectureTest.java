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
 * The rules of the code. Each is tested twice: production code obeys it, and among the classes that are planted to violate
 * rules, exactly the named ones violate it, so that no rule is ineffective.
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
        holdsAndDetects(RingRules::domainSeesJavaOnly, "domain.SeesApplication", "domain.SeesUndertow");
    }

    @Test
    void applicationSeesDomainAndItsOwnPortsOnly() {
        holdsAndDetects(RingRules::applicationSeesDomainAndItsOwnPortsOnly, "application.service.SeesAdapter");
    }

    @Test
    void testkitSeesPortsAndJUnitOnly() {
        holdsAndDetects(RingRules::testkitSeesPortsAndJUnitOnly, "testkit.SeesService");
    }

    @Test
    void portsDoNotSeeServices() {
        holdsAndDetects(RingRules::portsDoNotSeeServices, "application.port.out.SeesService");
    }

    @Test
    void adaptersDoNotSeeServices() {
        holdsAndDetects(RingRules::adaptersDoNotSeeServices, "adapter.http.SeesService");
    }

    @Test
    void adaptersDoNotSeeEachOther() {
        holdsAndDetects(RingRules::adaptersDoNotSeeEachOther, "adapter.http.SeesSibling");
    }

    @Test
    void noOtherModuleSeesBootstrap() {
        holdsAndDetects(RingRules::noOtherModuleSeesBootstrap, "adapter.http.SeesProgram");
    }

    @Test
    void onlyTransferServerAndImportCommandCreateAdapters() {
        holdsAndDetects(
                RingRules::onlyTransferServerAndImportCommandCreateAdapters,
                "application.service.SeesAdapter",
                "bootstrap.MakesAdapter",
                "bootstrap.StartsAdapter");
    }

    @Test
    void packagesOfBootstrapDoNotSeeItsRoot() {
        holdsAndDetects(RingRules::packagesOfBootstrapDoNotSeeItsRoot, "bootstrap.files.SeesMain");
    }

    @Test
    void packagesHaveNoCycles() {
        holdsAndDetects(RingRules::packagesHaveNoCycles, planted("cycle"), "one.First", "two.Second");
    }

    @Test
    void undertowIsKnownInTheHttpAdapterOnly() {
        holdsAndDetects(
                LibraryRules::undertowIsKnownInTheHttpAdapterOnly, "bootstrap.StartsAdapter", "domain.SeesUndertow");
    }

    @Test
    void databasesAreKnownInTheJdbcAdapterOnly() {
        holdsAndDetects(LibraryRules::databasesAreKnownInTheJdbcAdapterOnly, "adapter.inmemory.SeesDatabase");
    }

    @Test
    void jsonLibrariesAreKnownInNamedPackagesOnly() {
        holdsAndDetects(
                LibraryRules::jsonLibrariesAreKnownInNamedPackagesOnly,
                "adapter.http.SeesJson",
                "adapter.inmemory.SeesJson",
                "bootstrap.SeesJson");
    }

    @Test
    void httpClientAndCacheAreKnownInTheKeystoneAdapterOnly() {
        holdsAndDetects(
                LibraryRules::httpClientAndCacheAreKnownInTheKeystoneAdapterOnly, "adapter.inmemory.AsksByHttp");
    }

    @Test
    void optionsAndLoggingAreKnownInBootstrapOnly() {
        holdsAndDetects(
                LibraryRules::optionsAndLoggingAreKnownInBootstrapOnly,
                "adapter.inmemory.SeesLogging",
                "adapter.inmemory.SeesOptions");
    }

    @Test
    void settingsAreReadInBootstrapOnly() {
        holdsAndDetects(
                HabitRules::settingsAreReadInBootstrapOnly,
                "adapter.inmemory.ReadsProperty",
                "adapter.inmemory.ReadsVariable");
    }

    @Test
    void onlyMainPrints() {
        holdsAndDetects(HabitRules::onlyMainPrints, "adapter.inmemory.Prints", "adapter.inmemory.PrintsTrace");
    }

    @Test
    void namesStateThePurposeOfAClass() {
        holdsAndDetects(
                HabitRules::namesStateThePurposeOfAClass,
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
        holdsAndDetects(HabitRules::packagesAreNullMarked, planted("marks"), "unmarked.Bare");
    }

    @Test
    void onlyListedTypesArePublic() {
        holdsAndDetects(
                rings -> PublicTypes.onlyListedTypesArePublic(
                        rings, rings.equals(Rings.REAL) ? PublicTypes.LISTED : Set.of("Gone", "Hidden", "Listed")),
                planted("api"),
                "Gone",
                "Hidden",
                "Unlisted");
    }

    @Test
    void everyStorageRunsTheContract() {
        holdsAndDetects(ContractRules::everyStorageRunsTheContract, "adapter.inmemory.UntestedTransferQuery");
    }

    @Test
    void everyLookupRunsTheContract() {
        holdsAndDetects(ContractRules::everyLookupRunsTheContract, "adapter.inmemory.UntestedTransferLookup");
    }

    @Test
    void everyIdentityRunsTheContract() {
        holdsAndDetects(ContractRules::everyIdentityRunsTheContract, "adapter.inmemory.UntestedTokenVerifier");
    }

    /** Searches the sources, since the tests of other modules are not on the class path here. */
    @Test
    void neitherProductionCodeNorTestsSleep() {
        Path planted = Repository.path("bootstrap/src/test/java/org/volumetransfers/bootstrap/architecture/planted");
        Map<Boolean, Set<String>> sleepers = Repository.sources().stream()
                .filter(file -> SLEEP.matcher(Repository.text(file)).find())
                .collect(Collectors.partitioningBy(
                        file -> file.startsWith(planted),
                        Collectors.mapping(file -> file.getFileName().toString(), Collectors.toSet())));

        assertEquals(Map.of(false, Set.of(), true, Set.of("Sleeps.java")), sleepers);
    }

    @Test
    void ruleThatAppliesToNoClassFails() {
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

    private static void holdsAndDetects(Function<Rings, ArchRule> rule, String... violators) {
        holdsAndDetects(rule, planted("rings"), violators);
    }

    private static void holdsAndDetects(Function<Rings, ArchRule> rule, Rings planted, String... violators) {
        ArchRule real = rule.apply(Rings.REAL);
        real.check(PRODUCTION);
        assertTrue(real.getDescription().contains(", because "), "a rule has a reason: " + real.getDescription());
        assertEquals(
                new TreeSet<>(Set.of(violators)),
                violators(rule.apply(planted), planted),
                "planted classes that violate the rule");
    }

    /** Returns the class that violates the rule, which the line of each violation names first. */
    private static Set<String> violators(ArchRule rule, Rings planted) {
        Pattern first =
                Pattern.compile("^[^<]*<" + Pattern.quote(planted.root()) + "\\.([a-z.]*[A-Z]\\w*)", Pattern.MULTILINE);
        return rule.evaluate(PLANTED).getFailureReport().getDetails().stream()
                .flatMap(violation -> first.matcher(violation).results())
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
