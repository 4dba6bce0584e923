package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What all pages say about other files is so: links, names of classes, tasks of the Makefile. */
class DocumentationTest {

    private static final List<MarkdownPage> PAGES =
            Repository.pages().stream().map(MarkdownPage::of).toList();

    /** A name of at least two words, and what may be nested in it. */
    private static final Pattern CLASS_NAME = Pattern.compile("[A-Z][a-z]+[A-Z][A-Za-z]*(\\.[A-Z]\\w+)?");

    /** Names of Java and of libraries that the pages speak of. */
    private static final Set<String> FOREIGN = Set.of("CompletionStage", "HttpOpenListener");

    @Test
    void pagesAreFound() {
        Set<String> names =
                PAGES.stream().map(page -> Repository.relative(page.file())).collect(Collectors.toSet());

        assertTrue(
                names.containsAll(Set.of(
                        "README.md",
                        "CONTRIBUTING.md",
                        "CHANGELOG.md",
                        "docs/contract.md",
                        "docs/architecture.md",
                        "docs/decisions/README.md")),
                names.toString());
    }

    @Test
    void linksBetweenFilesLeadSomewhere() {
        List<String> broken = PAGES.stream()
                .flatMap(page -> page.links().stream()
                        .filter(link -> !link.contains("://"))
                        .filter(link -> !leadsSomewhere(page, link))
                        .map(link -> Repository.relative(page.file()) + ": " + link))
                .toList();

        assertEquals(List.of(), broken);
    }

    private static boolean leadsSomewhere(MarkdownPage page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page.file() : directoryOf(page).resolve(parts[0]);
        return Files.exists(target)
                && (parts.length == 1 || MarkdownPage.of(target).anchors().contains(parts[1]));
    }

    private static Path directoryOf(MarkdownPage page) {
        return Objects.requireNonNull(page.file().getParent());
    }

    @Test
    void classesThatAreNamedAreThere() {
        Set<String> known = Stream.concat(
                        Repository.sources().stream()
                                .map(file -> file.getFileName().toString().replace(".java", "")),
                        FOREIGN.stream())
                .collect(Collectors.toSet());
        List<String> unknown = inCode().filter(
                        code -> CLASS_NAME.matcher(code).matches() && !known.contains(code.replaceFirst("\\..*", "")))
                .toList();

        assertEquals(List.of(), unknown);
    }

    @Test
    void tasksThatAreNamedAreInTheMakefile() {
        String makefile = Repository.text(Repository.path("Makefile"));
        List<String> unknown = inCode().filter(code -> code.startsWith("make "))
                .filter(code -> !makefile.contains("\n" + code.substring("make ".length()) + ": "))
                .toList();

        assertEquals(List.of(), unknown);
    }

    private static Stream<String> inCode() {
        return PAGES.stream().flatMap(page -> MarkdownPage.code(String.join("\n", page.prose())).stream());
    }
}
