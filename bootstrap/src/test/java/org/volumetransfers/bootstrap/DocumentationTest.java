package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verifies all pages against the repository: links, class names, tasks of the Makefile, code and commands. */
class DocumentationTest {

    private static final List<MarkdownPage> PAGES =
            Repository.pages().stream().map(MarkdownPage::of).toList();

    /** A class name of at least two words, optionally with a nested name. */
    private static final Pattern CLASS_NAME = Pattern.compile("[A-Z][a-z]+[A-Z][A-Za-z]*(\\.[A-Z]\\w+)?");

    /** Class names of the JDK and of libraries. */
    private static final Set<String> FOREIGN =
            Set.of("CompletionStage", "HttpOpenListener", "IllegalArgumentException", "OutOfMemoryError");

    @Test
    void pagesAreFound() {
        Set<String> names =
                PAGES.stream().map(page -> Repository.relative(page.file())).collect(Collectors.toSet());

        assertTrue(
                names.containsAll(Set.of(
                        "README.md",
                        "CONTRIBUTING.md",
                        "CHANGELOG.md",
                        "docs/configuration.md",
                        "docs/contract.md",
                        "docs/architecture.md",
                        "docs/decisions/README.md")),
                names.toString());
    }

    @Test
    void linksBetweenFilesResolve() {
        List<String> broken = PAGES.stream()
                .flatMap(page -> page.links().stream()
                        .filter(link -> !link.contains("://"))
                        .filter(link -> !resolves(page, link))
                        .map(link -> Repository.relative(page.file()) + ": " + link))
                .toList();

        assertEquals(List.of(), broken);
    }

    private static boolean resolves(MarkdownPage page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page.file() : directoryOf(page).resolve(parts[0]);
        return Files.exists(target)
                && (parts.length == 1 || MarkdownPage.of(target).anchors().contains(parts[1]));
    }

    private static Path directoryOf(MarkdownPage page) {
        return Objects.requireNonNull(page.file().getParent());
    }

    @Test
    void namedClassesExist() {
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
    void namedTasksAreInTheMakefile() {
        String makefile = Repository.text(Repository.path("Makefile"));
        List<String> unknown = inCode().filter(code -> code.startsWith("make "))
                .filter(code -> !makefile.contains("\n" + code.substring("make ".length()) + ": "))
                .toList();

        assertEquals(List.of(), unknown);
    }

    @Test
    void javaBlocksCompile(@TempDir Path directory) throws Exception {
        List<Path> classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        List<String> blocks =
                PAGES.stream().flatMap(page -> page.blocks("java").stream()).toList();

        assertTrue(blocks.size() >= 2, "too few blocks of Java: " + blocks);
        for (String block : blocks) {
            Snippet.of(block).compile(classPath, directory);
        }
    }

    @Test
    void everyShellCommandIsRunByATestOrByCi() {
        List<String> commands = PAGES.stream()
                .flatMap(page -> page.blocks("sh").stream())
                .flatMap(String::lines)
                .flatMap(line -> Stream.of(line.split(" && ")))
                .toList();
        List<String> runByCi = ciLines();
        List<String> runByTests = Stream.of(DocumentedSection.onPostgres(), DocumentedSection.withKeystone())
                .flatMap(section -> Stream.concat(section.commands().stream(), Stream.of(section.curl())))
                .toList();

        assertFalse(commands.isEmpty());
        for (String command : commands) {
            assertTrue(
                    MarkdownPage.CURL.matcher(command).matches()
                            || runByTests.contains(command)
                            || runByCi.stream().anyMatch(line -> (line + " ").startsWith(command + " ")),
                    "run neither by a test nor by .ci/run: " + command);
        }
    }

    /** Returns the lines of {@code .ci/run} and of the scripts that it calls. */
    private static List<String> ciLines() {
        String run = Repository.text(Repository.path(".ci/run"));
        Stream<String> called = Pattern.compile("^bash (\\.ci/\\S+)$", Pattern.MULTILINE)
                .matcher(run)
                .results()
                .map(match -> Repository.text(Repository.path(match.group(1))));
        return Stream.concat(Stream.of(run), called).flatMap(String::lines).toList();
    }

    private static Stream<String> inCode() {
        return PAGES.stream().flatMap(page -> MarkdownPage.code(String.join("\n", page.prose())).stream());
    }
}
